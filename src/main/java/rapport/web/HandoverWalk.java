package rapport.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.briefing.Entry;
import rapport.briefing.Promise;
import rapport.concerns.Concern;
import rapport.doors.HandingOver.Offer;
import rapport.doors.HandingOver.Part;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.ruptures.Rupture;

/** The steps in which a report chooses what goes along: first who it is, then what is open, a few at a time. */
record HandoverWalk(RelationshipId relationship, List<Step> steps) {

    static final String FIRST = "manager";
    static final String LOOK = "look";

    /** As many as one can decide on without losing heart. */
    private static final int AT_ONCE = 6;

    /** What belongs together. */
    enum Group {
        PROMISED_TO_YOU("promised-to-you", "Promised to you"),
        PROMISED_BY_YOU("promised-by-you", "Promised by you"),
        CONCERNS("concerns", "Concerns"),
        STRAINS("strains", "Strains not mended"),
        TOPICS("topics", "Topics and requests");

        private final String path;
        private final String title;

        Group(String path, String title) {
            this.path = path;
            this.title = title;
        }

        String title() {
            return title;
        }

        static Group of(Promise promise) {
            return promise.commitment().promisee() == Side.REPORT ? PROMISED_TO_YOU : PROMISED_BY_YOU;
        }

        static Group of(Entry entry) {
            return switch (entry.state()) {
                case Concern _ -> CONCERNS;
                case Rupture _ -> STRAINS;
                default -> TOPICS;
            };
        }
    }

    /**
     * @param group null at the first step
     * @param number which step of its group it is, from 1
     * @param of how many its group has
     */
    record Step(String path, @Nullable Group group, int number, int of, List<Promise> promises, List<Entry> entries) {

        Part part() {
            var items = new HashSet<UUID>();
            promises.forEach(promise -> items.add(promise.commitment().id().value()));
            entries.forEach(entry -> items.add(entry.id().value()));
            return new Part(group == null, items);
        }

        /** The names of the fields on which one has to decide here. */
        List<String> decisions() {
            return Stream.concat(
                            promises.stream()
                                    .map(promise ->
                                            "promises." + promise.commitment().id()),
                            entries.stream().map(entry -> "shown." + entry.id()))
                    .toList();
        }

        @Override
        public String toString() {
            return "Step[" + path + "]";
        }
    }

    static HandoverWalk through(Offer offer) {
        var steps = new ArrayList<Step>();
        steps.add(new Step(FIRST, null, 1, 1, List.of(), List.of()));
        for (var group : Group.values()) {
            var promises = offer.promises().stream()
                    .filter(promise -> Group.of(promise) == group)
                    .toList();
            var entries = offer.entries().stream()
                    .filter(entry -> Group.of(entry) == group)
                    .toList();
            var of = (promises.size() + entries.size() + AT_ONCE - 1) / AT_ONCE;
            for (var number = 1; number <= of; number++) {
                steps.add(new Step(
                        number == 1 ? group.path : group.path + "-" + number,
                        group,
                        number,
                        of,
                        some(promises, number),
                        some(entries, number)));
            }
        }
        return new HandoverWalk(offer.from().id(), List.copyOf(steps));
    }

    private static <T> List<T> some(List<T> all, int number) {
        var first = Math.min(all.size(), (number - 1) * AT_ONCE);
        return List.copyOf(all.subList(first, Math.min(all.size(), first + AT_ONCE)));
    }

    /** True if there is, or was, or may be such a step: what was open may have been settled in between. */
    static boolean isStep(String path) {
        return path.equals(FIRST)
                || Stream.of(Group.values()).anyMatch(group -> path.matches(group.path + "(-[1-9]\\d{0,3})?"));
    }

    Optional<Step> step(String path) {
        return steps.stream().filter(step -> step.path().equals(path)).findFirst();
    }

    List<Step> of(Group group) {
        return steps.stream().filter(step -> step.group() == group).toList();
    }

    String address(Step step) {
        return step.group() == null
                ? Addressed.handover(relationship)
                : Addressed.handover(relationship) + "/" + step.path();
    }

    String look() {
        return Addressed.handover(relationship) + "/" + LOOK;
    }

    String after(Step step) {
        var next = steps.indexOf(step) + 1;
        return next < steps.size() ? address(steps.get(next)) : look();
    }

    String before(Step step) {
        return address(steps.get(Math.max(0, steps.indexOf(step) - 1)));
    }
}
