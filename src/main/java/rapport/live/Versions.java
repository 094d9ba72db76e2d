package rapport.live;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import rapport.eventstore.Recordings;
import rapport.nodes.Nodes;
import rapport.nodes.Topic;
import rapport.notebooks.NotebookId;
import rapport.notebooks.Notebooks;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.relationships.Relationships;
import rapport.shared.Traced;

/**
 * For each person, the version of what they may see. It rises after something was recorded where they may read, and
 * differs on each day and after each start. Whoever may not read something never learns of it by their version: what
 * goes into a notebook raises its author's alone.
 */
@Component
public class Versions implements Recordings.Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Versions.class);
    private static final int LETTERS = 8;
    private static final UUID NOBODY = new UUID(0, 0);

    /**
     * After a start nobody knows what the pages of before have missed, so all of them are out of date. Where several count
     * alike nothing is missed, and it is the same on all that run the same build.
     */
    private final String start;

    private final Relationships relationships;
    private final Notebooks notebooks;
    private final Clock clock;
    private final Nodes nodes;
    private final Rises rises;

    /** As many as were here since the start. */
    private final Map<PersonId, Version> versions = new ConcurrentHashMap<>();

    private final Map<PersonId, Set<Runnable>> waiting = new HashMap<>();

    Versions(
            Relationships relationships,
            Notebooks notebooks,
            Clock clock,
            Nodes nodes,
            JdbcClient sql,
            @Value("${rapport.version:}") String build) {
        this.relationships = relationships;
        this.notebooks = notebooks;
        this.clock = clock;
        this.nodes = nodes;
        this.rises = new Rises(sql);
        this.start = nodes.areSeveral()
                ? UUID.nameUUIDFromBytes(build.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .substring(0, LETTERS)
                : UUID.randomUUID().toString().substring(0, LETTERS);
        nodes.hear(Topic.PERSON, person -> wake(new PersonId(person)));
        nodes.hear(Topic.EVERYBODY, _ -> wakeAll());
        nodes.whenMissed(this::wakeAll);
    }

    /**
     * How often it rose, and where it is another day at another time.
     *
     * @param zones those of the person's relationships; null until they are asked for
     */
    private record Version(long raised, @Nullable Set<ZoneId> zones) {

        Version {
            zones = zones == null ? null : Set.copyOf(zones);
        }

        static final Version FIRST = new Version(0, null);

        // Whatever raised it may have brought a relationship in another zone.
        Version next() {
            return new Version(raised + 1, null);
        }
    }

    /** A person's version at this moment: short, in letters, digits and dashes, to be compared and no more. */
    public String of(PersonId person) {
        return nodes.areSeveral() ? counted(person) : remembered(person);
    }

    private String counted(PersonId person) {
        var streams = new HashSet<UUID>();
        var zones = new HashSet<ZoneId>();
        for (var card : relationships.of(person)) {
            streams.add(card.id().value());
            zones.add(card.zone());
        }
        relationships.openTo(person, clock.instant()).forEach(id -> streams.add(id.value()));
        notebooks.of(person).forEach(id -> streams.add(id.value()));
        return start + "-" + rises.of(person, streams) + "-" + day(zones);
    }

    private String remembered(PersonId person) {
        var version = versions.computeIfAbsent(person, _ -> Version.FIRST);
        return start + "-" + version.raised() + "-" + day(zones(person, version));
    }

    private Set<ZoneId> zones(PersonId person, Version version) {
        var known = version.zones();
        if (known != null) {
            return known;
        }
        var zones = new HashSet<ZoneId>();
        relationships.of(person).forEach(card -> zones.add(card.zone()));
        versions.replace(person, version, new Version(version.raised(), zones));
        return zones;
    }

    // Promises become due at midnight, in each zone at its own; the sum changes whenever one of the days does.
    private long day(Set<ZoneId> zones) {
        var now = clock.instant();
        return zones.stream()
                .mapToLong(zone -> LocalDate.ofInstant(now, zone).toEpochDay())
                .sum();
    }

    /** Has a person's version rise, and whoever waits for that know. */
    public void raise(PersonId person) {
        if (nodes.areSeveral()) {
            rises.raise(Set.of(person));
        } else {
            versions.compute(person, (_, before) -> (before == null ? Version.FIRST : before).next());
        }
        tell(Set.of(person));
    }

    private void tell(Set<PersonId> people) {
        people.forEach(this::wake);
        nodes.tell(Topic.PERSON, people.stream().map(PersonId::value).toList());
    }

    private void wakeAll() {
        Set<PersonId> all;
        synchronized (waiting) {
            all = Set.copyOf(waiting.keySet());
        }
        all.forEach(this::wake);
    }

    private void wake(PersonId person) {
        Set<Runnable> told;
        synchronized (waiting) {
            told = Set.copyOf(waiting.getOrDefault(person, Set.of()));
        }
        told.forEach(Runnable::run);
    }

    /** The same for everybody: for what concerns all, and is news to each in the same moment. */
    public void raiseEverybody() {
        if (nodes.areSeveral()) {
            rises.raiseEverybody();
            wakeAll();
            nodes.tell(Topic.EVERYBODY, Set.of(NOBODY));
        } else {
            Set.copyOf(versions.keySet()).forEach(this::raise);
        }
    }

    /** Has somebody told, on the thread that raises it, each time this person's version rises. */
    public void watch(PersonId person, Runnable told) {
        synchronized (waiting) {
            waiting.computeIfAbsent(person, _ -> new HashSet<>()).add(told);
        }
    }

    /** Undoes {@link #watch}. */
    public void leave(PersonId person, Runnable told) {
        synchronized (waiting) {
            waiting.computeIfPresent(person, (_, all) -> {
                all.remove(told);
                return all.isEmpty() ? null : all;
            });
        }
    }

    // What was recorded is recorded, whether or not a page learns of it.
    @Override
    public void recordedOn(String stream) {
        try {
            var readers = readersOf(UUID.fromString(stream));
            if (nodes.areSeveral()) {
                tell(readers);
            } else {
                readers.forEach(this::raise);
            }
        } catch (RuntimeException e) {
            LOG.error("open pages could not be told that something was recorded", new Traced(e));
        }
    }

    // No event tells of it, so it has to be counted.
    @Override
    public void otherwiseOn(String stream) {
        try {
            readersOf(UUID.fromString(stream)).forEach(this::raise);
        } catch (RuntimeException e) {
            LOG.error("open pages could not be told that something is otherwise", new Traced(e));
        }
    }

    private Set<PersonId> readersOf(UUID stream) {
        var readers = relationships.readersOf(new RelationshipId(stream));
        return readers.isEmpty()
                ? notebooks.authorOf(new NotebookId(stream)).map(Set::of).orElse(Set.of())
                : readers;
    }
}
