package rapport.doors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.briefing.Briefing;
import rapport.briefing.OfferedAct;
import rapport.briefing.PromiseLife;
import rapport.briefing.SeenEntry;
import rapport.history.History;
import rapport.history.Kind;
import rapport.history.Line;
import rapport.parties.EntryId;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.parties.Visibility;
import rapport.relationships.RelationshipCard;
import rapport.shared.NotThere;

/** Answers what was recorded in somebody's name before they joined, entry by entry, with what they can do about it. */
@Component
public class OnMyBehalf {

    private final History history;
    private final Briefing briefing;

    OnMyBehalf(History history, Briefing briefing) {
        this.history = history;
        this.briefing = briefing;
    }

    /**
     * All of it.
     *
     * @param side the viewer's own
     * @param unverified in how many entries something still waits for a word of the viewer's own
     * @param entries that with the newest record in the viewer's name first
     */
    public record Recorded(RelationshipCard relationship, Side side, int unverified, List<InOneEntry> entries) {

        @Override
        public String toString() {
            return "Recorded[" + entries.size() + "]";
        }
    }

    /**
     * What was recorded in the viewer's name in the life of one entry.
     *
     * @param entry null for what is on none, such as a 1:1 that was moved
     * @param unverified true if something of it waits for a word of the viewer's own
     * @param promise as it stands, if it is one and was not retracted
     * @param other as it stands, if it is anything else and was not retracted
     * @param acts what the viewer can do about it now
     * @param lines oldest first
     */
    public record InOneEntry(
            @Nullable EntryId entry,
            Kind kind,
            boolean unverified,
            @Nullable PromiseLife promise,
            @Nullable SeenEntry other,
            List<OfferedAct> acts,
            List<Line> lines) {

        @Override
        public String toString() {
            return "InOneEntry[" + kind + " " + entry + "]";
        }
    }

    /** @throws NotThere for anyone but the two parties */
    public Recorded of(PersonId viewer, RelationshipId id) {
        var timeline = history.onBehalfOf(viewer, id);
        var unverified = briefing.toBeVerified(viewer, id);
        var promises = new LinkedHashMap<EntryId, PromiseLife>();
        if (timeline.lines().stream().anyMatch(line -> line.kind() == Kind.COMMITMENT)) {
            briefing.promises(viewer, id)
                    .forEach(life ->
                            promises.put(life.promise().commitment().id().entry(), life));
        }
        var entries = grouped(timeline.lines()).stream()
                .map(lines -> inOne(viewer, id, lines, unverified, promises))
                .toList();
        return new Recorded(
                timeline.relationship(),
                timeline.viewer().own().orElseThrow(NotThere::new),
                unverified.size(),
                entries);
    }

    // The first line of an entry that is met, the newest, gives the entry its place; what is on none stands alone.
    private static List<List<Line>> grouped(List<Line> newestFirst) {
        var groups = new ArrayList<List<Line>>();
        var byEntry = new LinkedHashMap<EntryId, List<Line>>();
        for (var line : newestFirst) {
            var entry = line.entry();
            var known = entry == null ? null : byEntry.get(entry);
            var group = Objects.requireNonNullElseGet(known, ArrayList<Line>::new);
            group.addFirst(line);
            if (known == null) {
                groups.add(group);
                if (entry != null) {
                    byEntry.put(entry, group);
                }
            }
        }
        return groups;
    }

    private InOneEntry inOne(
            PersonId viewer,
            RelationshipId id,
            List<Line> lines,
            Set<EntryId> unverified,
            Map<EntryId, PromiseLife> promises) {
        var first = lines.getFirst();
        var entry = first.entry();
        if (entry == null) {
            return new InOneEntry(null, first.kind(), false, null, null, List.of(), List.copyOf(lines));
        }
        var waits = unverified.contains(entry);
        if (first.kind() == Kind.COMMITMENT) {
            var life = promises.get(entry);
            var acts = life == null ? List.<OfferedAct>of() : life.acts();
            return new InOneEntry(entry, first.kind(), waits, life, null, acts, List.copyOf(lines));
        }
        var seen = shared(viewer, id, entry);
        var acts = seen == null ? List.<OfferedAct>of() : briefing.actsOn(seen, viewer);
        return new InOneEntry(entry, first.kind(), waits, null, seen, acts, List.copyOf(lines));
    }

    private @Nullable SeenEntry shared(PersonId viewer, RelationshipId id, EntryId entry) {
        try {
            var seen = briefing.entry(viewer, id, entry);
            return seen.visibility() == Visibility.SHARED ? seen : null;
        } catch (NotThere _) {
            return null;
        }
    }
}
