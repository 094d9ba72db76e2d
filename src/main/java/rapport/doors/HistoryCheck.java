package rapport.doors;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.eventstore.Unreadable;
import rapport.history.History;
import rapport.history.Place;
import rapport.history.Position;
import rapport.live.Versions;
import rapport.notebooks.Notebooks;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Visibility;
import rapport.relationships.Relationships;
import rapport.seals.Checks;
import rapport.seals.Finding;
import rapport.seals.Receipt;
import rapport.seals.Seals;

/** What the last check of the whole history means for one person, who must learn nothing from it about anybody else. */
@Component
public class HistoryCheck implements Checks.Watch {

    private static final int MOST_RECEIPTS = 100;

    private final Checks checks;
    private final Relationships relationships;
    private final Notebooks notebooks;
    private final History history;
    private final Seals seals;
    private final Versions versions;

    HistoryCheck(
            Checks checks,
            Relationships relationships,
            Notebooks notebooks,
            History history,
            Seals seals,
            Versions versions) {
        this.checks = checks;
        this.relationships = relationships;
        this.notebooks = notebooks;
        this.history = history;
        this.seals = seals;
        this.versions = versions;
    }

    /** What a check found stands on everybody's pages, so they are told of it, and all in the same moment. */
    @Override
    public void foundOtherwise() {
        versions.raiseEverybody();
    }

    /**
     * What the last check came to.
     *
     * @param blocks how many blocks there were; it tells time and nothing else
     * @param mine what does not fit in what this person may read
     * @param elsewhere true if something does not fit that is not theirs, or not in any one place
     */
    public record Outcome(Instant at, long blocks, List<Problem> mine, boolean elsewhere) {

        public Outcome {
            mine = List.copyOf(mine);
        }

        public boolean holds() {
            return mine.isEmpty() && !elsewhere;
        }
    }

    /**
     * What does not fit in one's own.
     *
     * @param relationship in whose history it is, or in one's notes beside it
     * @param sequence the place of the event, counted from 1
     */
    public record Problem(RelationshipId relationship, boolean ownNotes, Finding.Kind kind, long sequence) {

        Place place() {
            return new Place(ownNotes ? Visibility.PRIVATE : Visibility.SHARED, sequence - 1);
        }

        /** True if it is about this event. */
        public boolean isAt(Place event) {
            return place().equals(event);
        }

        /** What is said of it where it stands; empty if it is not there any more. */
        public String mark() {
            return switch (kind) {
                case CHANGED -> "A check found that this is not as it was when it was sealed.";
                case INSERTED -> "A check found that this was put in later.";
                case MOVED, DOUBLE -> "A check found that this does not stand where it stood when it was sealed.";
                case REMOVED, HOLE, BLOCK, NO_BLOCK, HEAD, KEY, RECEIPT, NO_RECEIPT -> "";
            };
        }

        /** In one sentence. */
        public String sentence() {
            var what = "Event " + sequence + (ownNotes ? " of your own notes " : " of this history ");
            return switch (kind) {
                case CHANGED -> what + "is not as it was when it was sealed.";
                case REMOVED, HOLE -> what + "is gone.";
                case INSERTED -> what + "was put in later, behind its back.";
                case MOVED, DOUBLE -> what + "does not stand where it stood when it was sealed.";
                case BLOCK, NO_BLOCK, HEAD, KEY, RECEIPT, NO_RECEIPT -> what + "does not fit its seal.";
            };
        }
    }

    /**
     * Where people find what does not fit.
     *
     * @param before what is older than this begins with it
     * @param place what stands there: the event itself, or, where that is gone, the one before it
     * @param itself true for the event itself
     */
    public record Spot(Position before, Place place, boolean itself) {}

    /**
     * Where the problems of one history are found by one of the two. Those that nothing was recorded before have no spot; nor
     * has any, if the history cannot be read any more.
     */
    public Map<Problem, Spot> spots(PersonId person, RelationshipId relationship, List<Problem> problems) {
        var places = problems.stream().map(Problem::place).collect(Collectors.toSet());
        try {
            var found = history.find(person, relationship, places);
            var spots = new HashMap<Problem, Spot>();
            for (var problem : problems) {
                var there = found.get(problem.place());
                if (there != null) {
                    spots.put(
                            problem,
                            new Spot(
                                    there.before(), there.place(), there.place().equals(problem.place())));
                }
            }
            return spots;
        } catch (SerializationException | Unreadable _) {
            // What was altered is no event any more.
            return Map.of();
        }
    }

    /** True if a history can still be shown. What was altered may be no event any more. */
    public boolean isReadable(PersonId person, RelationshipId relationship) {
        try {
            return history.find(person, relationship, Set.of(new Place(Visibility.SHARED, -1)))
                    .isEmpty();
        } catch (SerializationException | Unreadable _) {
            return false;
        }
    }

    /**
     * How far what somebody may read is sealed. Counts what is in their own histories and notebooks alone; empty before the
     * first block.
     */
    public Optional<Seals.Reach> reach(PersonId person) {
        return seals.reach(places(person).keySet());
    }

    /** What came of a receipt that somebody kept. */
    public enum Fit {
        FITS,
        CHANGED,
        UNKNOWN,
        NO_RECEIPT
    }

    /** How far the check is that runs now, in per cent; null if none does. */
    public @Nullable Integer progress() {
        return checks.progress().orElse(null);
    }

    /**
     * Starts a check, or joins the one that runs, and waits for a moment: most are done by then. Whoever asked is told
     * when it is done; others only if it found something else than the one before.
     */
    public void start(PersonId person, long milliseconds) {
        var check = checks.start().thenRun(() -> versions.raise(person));
        try {
            check.get(milliseconds, java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException _) {
            // goes on; the page asks again
        }
    }

    /** What does not fit in one history of somebody's; empty for whoever is none of the two. */
    public List<Problem> problems(PersonId person, RelationshipId relationship) {
        var outcome = of(person);
        return outcome == null
                ? List.of()
                : outcome.mine().stream()
                        .filter(problem -> problem.relationship().equals(relationship))
                        .toList();
    }

    /** Null if there never was a check. */
    public @Nullable Outcome of(PersonId person) {
        return checks.last().map(last -> outcome(person, last)).orElse(null);
    }

    private Outcome outcome(PersonId person, Checks.Last last) {
        var mine = new ArrayList<Problem>();
        var elsewhere = false;
        var places = last.findings().isEmpty() ? Map.<UUID, Beside>of() : places(person);
        for (var finding : last.findings()) {
            var place = finding.stream() == null ? null : places.get(finding.stream());
            if (place == null) {
                elsewhere = true;
            } else {
                mine.add(new Problem(place.relationship(), place.ownNotes(), finding.kind(), finding.sequence() + 1));
            }
        }
        return new Outcome(last.at(), last.blocks(), mine, elsewhere);
    }

    private record Beside(RelationshipId relationship, boolean ownNotes) {}

    private Map<UUID, Beside> places(PersonId person) {
        var places = new HashMap<UUID, Beside>();
        for (var card : relationships.of(person)) {
            places.put(card.id().value(), new Beside(card.id(), false));
            notebooks
                    .find(person, card.id())
                    .ifPresent(notebook -> places.put(notebook.value(), new Beside(card.id(), true)));
        }
        return places;
    }

    /** Whether receipts still fit, one on each line, in the order in which they were typed. */
    public Map<String, Fit> receipts(String typed) {
        var fits = new java.util.LinkedHashMap<String, Fit>();
        typed.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(MOST_RECEIPTS)
                .forEach(line -> Receipt.of(line)
                        .ifPresentOrElse(
                                receipt -> fits.put(receipt.text(), fit(receipt)),
                                () -> fits.put(line, Fit.NO_RECEIPT)));
        return fits;
    }

    private Fit fit(Receipt receipt) {
        return checks.check(receipt)
                .map(finding -> finding.kind() == Finding.Kind.NO_RECEIPT ? Fit.UNKNOWN : Fit.CHANGED)
                .orElse(Fit.FITS);
    }
}
