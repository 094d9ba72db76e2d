package rapport.briefing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.commitments.CommitmentEvent;
import rapport.commitments.CommitmentEvent.CommitmentDeclined;
import rapport.commitments.CommitmentEvent.CommitmentKept;
import rapport.commitments.CommitmentEvent.CommitmentMade;
import rapport.commitments.CommitmentEvent.CommitmentMissed;
import rapport.commitments.CommitmentEvent.CommitmentReleased;
import rapport.commitments.CommitmentEvent.CommitmentWithdrawn;
import rapport.commitments.CommitmentEvent.KeepingConfirmed;
import rapport.commitments.CommitmentEvent.KeepingDisputed;
import rapport.commitments.CommitmentEvent.NewDateAccepted;
import rapport.commitments.CommitmentEvent.NewDateProposed;
import rapport.commitments.CommitmentEvent.NewDateRefused;
import rapport.commitments.CommitmentId;
import rapport.eventstore.Recorded;
import rapport.parties.Side;
import rapport.parties.StreamEvent;

/**
 * What the views must show, worked out a second time from the documents alone: every question goes through the whole
 * list of events again and nothing is remembered between two questions. Slow, and shares no code with what it checks.
 *
 * @param events of one relationship, oldest first
 * @param now the instant at which somebody looks
 */
record NaiveViews(List<Recorded<StreamEvent>> events, ZoneId zone, Instant now) {

    /** A line of the open items, without its words. */
    record Line(
            int rank,
            String kind,
            UUID entryId,
            String owedBy,
            LocalDate since,
            @Nullable LocalDate dueOn) {}

    /** The open items as a whole. */
    record View(LocalDate today, LocalDate next, int inFlight, List<Line> lines) {}

    /** A step in the life of a promise. */
    record Step(long sequence, Instant at, String event) {}

    /** A promise as its promisee sees it. */
    record Promised(
            UUID id,
            String status,
            LocalDate dueOn,
            @Nullable LocalDate keptOn,
            @Nullable LocalDate missedOn,
            @Nullable LocalDate proposedDueOn,
            boolean broken,
            boolean keptLate,
            boolean unverified,
            List<Step> steps) {}

    /** The same relationship as it stood at an earlier instant. */
    NaiveViews asOf(Instant then) {
        return new NaiveViews(
                events.stream().filter(event -> !event.at().isAfter(then)).toList(), zone, then);
    }

    // --- open items -----------------------------------------------------------------------------------------------

    View openItems() {
        var lines = new ArrayList<Line>();
        int inFlight = 0;
        for (var id : promises()) {
            var line = line(id);
            line.ifPresent(lines::add);
            if (line.isEmpty() && isOpen(id) && dueOn(id).isAfter(next())) {
                inFlight++;
            }
        }
        lines.sort(ORDER);
        return new View(today(), next(), inFlight, lines);
    }

    /** By rank; the manager's moves, then the report's; oldest first; by id as text. */
    static final Comparator<Line> ORDER = Comparator.comparingInt(Line::rank)
            .thenComparingInt(line -> List.of("MANAGER", "REPORT", "BOTH").indexOf(line.owedBy()))
            .thenComparing(Line::since)
            .thenComparing(line -> line.entryId().toString());

    LocalDate today() {
        return dayOf(now);
    }

    // Without a cadence the next 1:1 is taken to be a week away.
    LocalDate next() {
        return today().plusDays(7);
    }

    private LocalDate dayOf(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    // One entry appears once, at its best rank.
    private Optional<Line> line(CommitmentId id) {
        var promisor = made(id).promisor();
        if (isBroken(id)) {
            return Optional.of(line(1, "BROKEN_PROMISE", id, promisor, brokenSince(id)));
        }
        if (isClaimed(id)) {
            var claim = last(id, CommitmentKept.class).orElseThrow();
            return Optional.of(line(5, "AWAITING_VERDICT", id, promisor.other(), dayOf(claim.at())));
        }
        var proposal = openProposal(id);
        if (proposal.isPresent()) {
            return Optional.of(line(
                    6,
                    "DATE_PROPOSED",
                    id,
                    promisor.other(),
                    dayOf(proposal.get().at())));
        }
        if (isOpen(id) && !today().isAfter(dueOn(id)) && !dueOn(id).isAfter(next())) {
            return Optional.of(line(7, "DUE_BY_NEXT", id, promisor, dueOn(id)));
        }
        return Optional.empty();
    }

    private Line line(int rank, String kind, CommitmentId id, Side owedBy, LocalDate since) {
        return new Line(rank, kind, id.value(), owedBy.name(), since, dueOn(id));
    }

    // --- promises to me -------------------------------------------------------------------------------------------

    /** Those whose promisee stands on this side, in the order in which they were made. */
    List<Promised> promisesTo(Side side) {
        return promises().stream()
                .filter(id -> made(id).promisor() != side)
                .map(this::promised)
                .toList();
    }

    private Promised promised(CommitmentId id) {
        return new Promised(
                id.value(),
                status(id),
                dueOn(id),
                keptOn(id),
                missedOn(id),
                openProposal(id)
                        .map(recorded -> ((NewDateProposed) recorded.event()).dueOn())
                        .orElse(null),
                isBroken(id),
                isKeptLate(id),
                isUnverified(id),
                steps(id));
    }

    /** Open ones first, the next to be due on top; then the others, the latest due on top; then by id as text. */
    static final Comparator<Promised> OPEN_FIRST = (one, other) -> {
        boolean oneIsOpen = List.of("OPEN", "CLAIMED").contains(one.status());
        boolean otherIsOpen = List.of("OPEN", "CLAIMED").contains(other.status());
        if (oneIsOpen != otherIsOpen) {
            return oneIsOpen ? -1 : 1;
        }
        if (!one.dueOn().equals(other.dueOn())) {
            return one.dueOn().isBefore(other.dueOn()) == oneIsOpen ? -1 : 1;
        }
        return one.id().toString().compareTo(other.id().toString());
    };

    private List<Step> steps(CommitmentId id) {
        return of(id).map(event -> new Step(
                        event.sequence(), event.at(), event.event().getClass().getSimpleName()))
                .toList();
    }

    // --- one promise ----------------------------------------------------------------------------------------------

    List<CommitmentId> promises() {
        return events.stream()
                .filter(recorded -> recorded.event() instanceof CommitmentMade)
                .map(recorded -> ((CommitmentMade) recorded.event()).commitment())
                .toList();
    }

    /** What the sweep has to look at: open, past due, and nobody has called it missed. */
    List<CommitmentId> overdue() {
        return promises().stream()
                .filter(id -> isOpen(id) && today().isAfter(dueOn(id)) && missedOn(id) == null)
                .toList();
    }

    private CommitmentMade made(CommitmentId id) {
        return (CommitmentMade) last(id, CommitmentMade.class).orElseThrow().event();
    }

    String status(CommitmentId id) {
        if (last(id, CommitmentDeclined.class).isPresent()) {
            return "DECLINED";
        }
        if (last(id, CommitmentWithdrawn.class).isPresent()) {
            return "WITHDRAWN";
        }
        if (last(id, CommitmentReleased.class).isPresent()) {
            return "RELEASED";
        }
        if (verdict(id).isPresent()) {
            return "KEPT";
        }
        return isClaimed(id) ? "CLAIMED" : "OPEN";
    }

    private boolean isOpen(CommitmentId id) {
        return status(id).equals("OPEN");
    }

    private boolean isClaimed(CommitmentId id) {
        return last(id, CommitmentKept.class)
                .filter(kept -> sideOf(kept) == made(id).promisor())
                .filter(claim -> later(id, claim, KeepingConfirmed.class).isEmpty())
                .filter(claim -> later(id, claim, KeepingDisputed.class).isEmpty())
                .isPresent();
    }

    /** The event by which the promisee's side settled that it was kept: saying so, or confirming a claim. */
    private Optional<Recorded<StreamEvent>> verdict(CommitmentId id) {
        return last(id, KeepingConfirmed.class)
                .or(() -> last(id, CommitmentKept.class).filter(kept -> sideOf(kept) != made(id).promisor()));
    }

    /** True if what the promisee's side said last about its being kept, or no longer owed, was said on their behalf. */
    private boolean isUnverified(CommitmentId id) {
        return of(id).filter(recorded -> recorded.event() instanceof CommitmentKept
                        || recorded.event() instanceof KeepingConfirmed
                        || recorded.event() instanceof KeepingDisputed
                        || recorded.event() instanceof CommitmentReleased)
                .reduce((_, later) -> later)
                .filter(verdict -> sideOf(verdict) != made(id).promisor())
                .filter(verdict -> Objects.requireNonNull(verdict.event().by()).onBehalf())
                .isPresent();
    }

    /** The old date stands until the promisee accepts. */
    private LocalDate dueOn(CommitmentId id) {
        return last(id, NewDateAccepted.class)
                .map(accepted -> of(id).filter(event -> event.sequence() < accepted.sequence())
                        .filter(event -> event.event() instanceof NewDateProposed)
                        .map(event -> ((NewDateProposed) event.event()).dueOn())
                        .toList()
                        .getLast())
                .orElseGet(() -> made(id).dueOn());
    }

    private @Nullable LocalDate keptOn(CommitmentId id) {
        return isClaimed(id) || verdict(id).isPresent()
                ? last(id, CommitmentKept.class)
                        .map(kept -> ((CommitmentKept) kept.event()).keptOn())
                        .orElseThrow()
                : null;
    }

    private boolean isKeptLate(CommitmentId id) {
        var keptOn = keptOn(id);
        return keptOn != null && keptOn.isAfter(dueOn(id));
    }

    private @Nullable LocalDate missedOn(CommitmentId id) {
        return last(id, CommitmentMissed.class)
                .map(missed -> ((CommitmentMissed) missed.event()).missedOn())
                .orElse(null);
    }

    private boolean isBroken(CommitmentId id) {
        return isOpen(id) && (today().isAfter(dueOn(id)) || missedOn(id) != null);
    }

    private LocalDate brokenSince(CommitmentId id) {
        var missedOn = missedOn(id);
        return missedOn != null && missedOn.isBefore(dueOn(id)) ? missedOn : dueOn(id);
    }

    /** An open promise's latest proposal, if nothing has answered it, ended it or let it lapse. */
    private Optional<Recorded<StreamEvent>> openProposal(CommitmentId id) {
        return last(id, NewDateProposed.class)
                .filter(_ -> isOpen(id))
                .filter(_ -> !today().isAfter(dueOn(id)))
                .filter(proposal -> later(id, proposal, NewDateAccepted.class).isEmpty())
                .filter(proposal -> later(id, proposal, NewDateRefused.class).isEmpty())
                .filter(proposal -> later(id, proposal, CommitmentMissed.class).isEmpty())
                .filter(proposal -> later(id, proposal, CommitmentKept.class).isEmpty());
    }

    // --- going through the list -----------------------------------------------------------------------------------

    private Stream<Recorded<StreamEvent>> of(CommitmentId id) {
        return events.stream()
                .filter(recorded -> recorded.event() instanceof CommitmentEvent event
                        && event.commitment().equals(id));
    }

    private Optional<Recorded<StreamEvent>> last(CommitmentId id, Class<? extends CommitmentEvent> kind) {
        return of(id).filter(recorded -> kind.isInstance(recorded.event())).reduce((_, later) -> later);
    }

    private Optional<Recorded<StreamEvent>> later(
            CommitmentId id, Recorded<StreamEvent> than, Class<? extends CommitmentEvent> kind) {
        return last(id, kind).filter(recorded -> recorded.sequence() > than.sequence());
    }

    private static Side sideOf(Recorded<StreamEvent> recorded) {
        return Objects.requireNonNull(recorded.event().by()).side();
    }
}
