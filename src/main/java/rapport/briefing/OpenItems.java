package rapport.briefing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rapport.briefing.OpenItem.Kind;
import rapport.briefing.OpenItem.OwedBy;
import rapport.briefing.OpenItem.RuptureFacts;
import rapport.commitments.Commitment;
import rapport.commitments.Commitment.Status;
import rapport.concerns.Concern;
import rapport.feedback.Feedback;
import rapport.feedback.FeedbackRequest;
import rapport.meetings.Note;
import rapport.meetings.Topic;
import rapport.notebooks.PrivateEntry;
import rapport.parties.EntryId;
import rapport.parties.Side;
import rapport.parties.Visibility;
import rapport.ruptures.Rupture;
import rapport.ruptures.RuptureKind;
import rapport.ruptures.Sighting;

/**
 * What is open on a day, worst first.
 *
 * @param inFlight how many open promises are due later than the next 1:1 and wait for nobody
 */
public record OpenItems(LocalDate today, LocalDate next, int inFlight, List<OpenItem> items) {

    /** How far ahead to look where no next 1:1 is known. */
    static final int DAYS_WITHOUT_CADENCE = 7;

    /** The open items of a picture. A pure function: the same picture, the same answer. */
    static OpenItems of(Picture picture) {
        return new Telling(picture).told();
    }

    /** Tells the items of one picture, each entry at its best rank only: the first that applies. */
    private static final class Telling {

        private final Picture picture;
        private final LocalDate today;
        private final Map<EntryId, Commitment> promises = new HashMap<>();
        private final Set<EntryId> withRupture = new HashSet<>();
        private final Set<EntryId> mended = new HashSet<>();
        private final List<Sighting> sightings = new ArrayList<>();
        private final List<OpenItem> items = new ArrayList<>();

        Telling(Picture picture) {
            this.picture = picture;
            this.today = picture.today();
            picture.promises()
                    .forEach(promise -> promises.put(promise.commitment().id().entry(), promise.commitment()));
            picture.ruptures().forEach(rupture -> see(rupture.entry()));
        }

        private void see(Entry entry) {
            sightings.add(Objects.requireNonNull(entry.sighting()));
            var about = entry.about();
            if (about != null) {
                withRupture.add(about);
                if (entry.state() instanceof Rupture rupture
                        && rupture.named().kind() == RuptureKind.BROKEN_PROMISE
                        && !rupture.open()) {
                    mended.add(about);
                }
            }
        }

        OpenItems told() {
            var inFlight = 0;
            for (var promise : picture.promises()) {
                if (promise.isOpen() && !add(promise) && isInFlight(promise.commitment())) {
                    inFlight++;
                }
            }
            picture.shared().stream().filter(Entry::isOpen).forEach(this::addShared);
            picture.own().stream().filter(Entry::isOpen).forEach(this::addPrivate);
            return new OpenItems(today, picture.next(), inFlight, withOneOnOnes());
        }

        private boolean isInFlight(Commitment commitment) {
            return commitment.status() == Status.OPEN && commitment.dueOn().isAfter(picture.next());
        }

        private boolean add(Promise promise) {
            var commitment = promise.commitment();
            if (commitment.isBroken(today) && !mended.contains(commitment.id().entry())) {
                return add(Kind.BROKEN_PROMISE, promise, commitment.promisor(), brokenSince(commitment));
            }
            if (commitment.status() == Status.CLAIMED) {
                return add(Kind.AWAITING_VERDICT, promise, commitment.promisee(), day(promise.keptAt()));
            }
            if (commitment.hasLiveProposal(today)) {
                return add(Kind.DATE_PROPOSED, promise, commitment.promisee(), day(promise.proposedAt()));
            }
            if (commitment.status() == Status.OPEN
                    && !commitment.isPastDue(today)
                    && !commitment.dueOn().isAfter(picture.next())) {
                return add(Kind.DUE_BY_NEXT, promise, commitment.promisor(), commitment.dueOn());
            }
            return false;
        }

        private static LocalDate brokenSince(Commitment commitment) {
            var miss = commitment.miss();
            return miss != null && miss.on().isBefore(commitment.dueOn()) ? miss.on() : commitment.dueOn();
        }

        private boolean add(Kind kind, Promise promise, Side mover, LocalDate since) {
            return items.add(new OpenItem(
                    kind,
                    promise.commitment().id().value(),
                    promise.text(),
                    promise.rewording() != null,
                    OwedBy.of(mover),
                    since,
                    promise.commitment().dueOn(),
                    Visibility.SHARED,
                    null,
                    0));
        }

        private void addShared(Entry entry) {
            switch (entry.state()) {
                case Rupture rupture -> add(entry, rupture);
                case Concern concern -> {
                    if (concern.status() == Concern.Status.UNANSWERED) {
                        add(Kind.UNANSWERED_CONCERN, entry, concern.answerer(), day(concern.openedAt()));
                    } else {
                        add(Kind.UNSETTLED_CONCERN, entry, concern.raiser(), day(concern.answeredAt()));
                    }
                }
                case Feedback feedback -> {
                    if (feedback.waitsToBeHeard()) {
                        add(Kind.UNHEARD_GUIDANCE, entry, feedback.receiver(), day(feedback.givenAt()));
                    } else if (!withRupture.contains(entry.id())) {
                        add(Kind.LANDED_HARD, entry, feedback.giver(), day(feedback.heardAt()));
                    }
                }
                case FeedbackRequest request ->
                    add(Kind.FEEDBACK_OWED, entry, request.asked(), day(request.requestedAt()));
                case Topic topic -> add(Kind.TOPIC, entry, OwedBy.BOTH, day(topic.raisedAt()), Visibility.SHARED, null);
                case Note note -> add(Kind.FLAGGED_NOTE, entry, note.author(), day(note.takenAt()));
                default -> throw new IllegalStateException("no such entry");
            }
        }

        private void add(Entry entry, Rupture rupture) {
            var stage = OpenItem.Stage.valueOf(rupture.stage().name());
            var facts = new RuptureFacts(
                    stage,
                    rupture.causedBy(),
                    rupture.named().kind(),
                    rupture.slips(),
                    stage == OpenItem.Stage.REBUILDING ? rupture.held() : null,
                    Sighting.repeats(rupture.sighting(), sightings));
            var movers = rupture.owedBy(today, this::isClaimedOrKept);
            var owedBy = movers.size() == 1 ? OwedBy.of(movers.iterator().next()) : OwedBy.BOTH;
            add(Kind.UNREPAIRED_RUPTURE, entry, owedBy, rupture.named().occurredOn(), Visibility.SHARED, facts);
        }

        private boolean isClaimedOrKept(EntryId commitment) {
            return Optional.ofNullable(promises.get(commitment))
                    .filter(promise -> promise.status() == Status.CLAIMED || promise.status() == Status.KEPT)
                    .isPresent();
        }

        // A notebook entry is always its author's move.
        private void addPrivate(Entry entry) {
            var own = (PrivateEntry) entry.state();
            var author = OwedBy.of(picture.viewer().own().orElseThrow());
            switch (own.kind()) {
                case RUPTURE -> {
                    var sighting = Objects.requireNonNull(entry.sighting());
                    var facts = new RuptureFacts(
                            OpenItem.Stage.PRIVATE,
                            sighting.causedBy(),
                            sighting.kind(),
                            0,
                            null,
                            Sighting.repeats(sighting, sightings));
                    add(Kind.UNREPAIRED_RUPTURE, entry, author, sighting.occurredOn(), Visibility.PRIVATE, facts);
                }
                case TOPIC -> add(Kind.TOPIC, entry, author, day(own.recordedAt()), Visibility.PRIVATE, null);
                case NOTE -> add(Kind.FLAGGED_NOTE, entry, author, day(own.recordedAt()), Visibility.PRIVATE, null);
            }
        }

        private void add(Kind kind, Entry entry, Side mover, LocalDate since) {
            add(kind, entry, OwedBy.of(mover), since, Visibility.SHARED, null);
        }

        private void add(
                Kind kind,
                Entry entry,
                OwedBy owedBy,
                LocalDate since,
                Visibility visibility,
                @Nullable RuptureFacts facts) {
            items.add(new OpenItem(
                    kind,
                    entry.id().value(),
                    entry.text(),
                    entry.isReworded(),
                    owedBy,
                    since,
                    null,
                    visibility,
                    facts,
                    0));
        }

        private LocalDate day(@Nullable Instant instant) {
            return LocalDate.ofInstant(Objects.requireNonNull(instant), picture.zone());
        }

        private List<OpenItem> withOneOnOnes() {
            if (items.isEmpty()) {
                return List.of();
            }
            var oldest = items.stream()
                    .map(OpenItem::since)
                    .min(LocalDate::compareTo)
                    .orElseThrow();
            var held = picture.held().apply(oldest);
            return items.stream()
                    .map(item -> item.withOneOnOnesSince(countAfter(held, item.since())))
                    .sorted(OpenItem.WORST_FIRST)
                    .toList();
        }

        private static int countAfter(List<LocalDate> sorted, LocalDate day) {
            var at = Collections.binarySearch(sorted, day.plusDays(1), (one, other) -> one.isBefore(other) ? -1 : 1);
            return sorted.size() - (-at - 1);
        }
    }
}
