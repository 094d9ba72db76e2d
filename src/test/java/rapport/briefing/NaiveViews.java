package rapport.briefing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.commitments.CommitmentEvent;
import rapport.commitments.CommitmentEvent.CommitmentDeclined;
import rapport.commitments.CommitmentEvent.CommitmentKept;
import rapport.commitments.CommitmentEvent.CommitmentMade;
import rapport.commitments.CommitmentEvent.CommitmentMissed;
import rapport.commitments.CommitmentEvent.CommitmentReleased;
import rapport.commitments.CommitmentEvent.CommitmentWithdrawn;
import rapport.commitments.CommitmentEvent.DateDisputed;
import rapport.commitments.CommitmentEvent.KeepingConfirmed;
import rapport.commitments.CommitmentEvent.KeepingDisputed;
import rapport.commitments.CommitmentEvent.NewDateAccepted;
import rapport.commitments.CommitmentEvent.NewDateProposed;
import rapport.commitments.CommitmentEvent.NewDateRefused;
import rapport.commitments.CommitmentEvent.ReleaseDisputed;
import rapport.commitments.CommitmentId;
import rapport.concerns.ConcernEvent;
import rapport.concerns.ConcernEvent.ConcernAnswered;
import rapport.concerns.ConcernEvent.ConcernRaised;
import rapport.concerns.ConcernEvent.ConcernReopened;
import rapport.concerns.ConcernEvent.ConcernSettled;
import rapport.concerns.ConcernEvent.ConcernWithdrawn;
import rapport.corrections.CorrectionEvent.EntryRetracted;
import rapport.corrections.CorrectionEvent.EntryReworded;
import rapport.eventstore.Recorded;
import rapport.feedback.FeedbackEvent.FeedbackGiven;
import rapport.feedback.FeedbackEvent.FeedbackHeard;
import rapport.feedback.FeedbackEvent.FeedbackRequested;
import rapport.feedback.FeedbackKind;
import rapport.feedback.Landing;
import rapport.meetings.Cadence;
import rapport.meetings.MeetingEvent.CadenceSet;
import rapport.meetings.MeetingEvent.NoteTaken;
import rapport.meetings.MeetingEvent.NoteUnflagged;
import rapport.meetings.MeetingEvent.OneOnOneCancelled;
import rapport.meetings.MeetingEvent.OneOnOneHeld;
import rapport.meetings.MeetingEvent.OneOnOneMoved;
import rapport.meetings.MeetingEvent.TopicDiscussed;
import rapport.meetings.MeetingEvent.TopicDropped;
import rapport.meetings.MeetingEvent.TopicRaised;
import rapport.notebooks.NotebookEvent.PrivateEntryClosed;
import rapport.notebooks.NotebookEvent.PrivateEntryShared;
import rapport.notebooks.NotebookEvent.PrivateNoteTaken;
import rapport.notebooks.NotebookEvent.PrivateRuptureNoted;
import rapport.notebooks.NotebookEvent.PrivateTopicNoted;
import rapport.parties.EntryEvent;
import rapport.parties.EntryId;
import rapport.parties.Side;
import rapport.parties.StreamEvent;
import rapport.ruptures.RuptureEvent;
import rapport.ruptures.RuptureEvent.ChangeNoted;
import rapport.ruptures.RuptureEvent.ImpactDescribed;
import rapport.ruptures.RuptureEvent.RepairAccepted;
import rapport.ruptures.RuptureEvent.RepairDeclined;
import rapport.ruptures.RuptureEvent.RepairOffered;
import rapport.ruptures.RuptureEvent.RuptureDisputed;
import rapport.ruptures.RuptureEvent.RuptureLetGo;
import rapport.ruptures.RuptureEvent.RuptureNamed;
import rapport.ruptures.RuptureEvent.RuptureReopened;
import rapport.ruptures.RuptureEvent.RuptureRepaired;
import rapport.ruptures.RuptureKind;
import rapport.words.Sealed;

/**
 * What the views must show, worked out a second time from the documents alone: every question goes through the whole
 * list of events again and nothing is remembered between two questions. Slow, and shares no code with what it checks.
 *
 * @param events of one relationship, oldest first
 * @param own of the viewer's own notebook, oldest first; none for an auditor
 * @param viewer the viewer's side; null for an auditor
 * @param now the instant at which somebody looks
 */
record NaiveViews(
        List<Recorded<StreamEvent>> events,
        List<Recorded<StreamEvent>> own,
        @Nullable Side viewer,
        ZoneId zone,
        Instant now) {

    /** A line of the open items. */
    record Line(
            int rank,
            String kind,
            UUID entryId,
            Sealed text,
            boolean reworded,
            String owedBy,
            LocalDate since,
            @Nullable LocalDate dueOn,
            String visibility,
            @Nullable Strain strain,
            int oneOnOnesSince) {}

    /** What a line says of a rupture. */
    record Strain(
            String stage,
            String nextStep,
            Side causedBy,
            RuptureKind kind,
            int slips,
            @Nullable Integer held,
            int repeats) {}

    /** The open items as a whole. */
    record View(LocalDate today, LocalDate next, int inFlight, List<Line> lines) {}

    /** A step in the life of a promise. */
    record Step(long sequence, Instant at, String event) {}

    /** A promise as its promisee sees it. */
    record Promised(
            UUID id,
            Sealed text,
            String status,
            LocalDate dueOn,
            @Nullable LocalDate keptOn,
            @Nullable LocalDate missedOn,
            @Nullable LocalDate proposedDueOn,
            boolean broken,
            boolean keptLate,
            boolean unverified,
            List<Step> steps) {}

    /** The same as it stood at an earlier instant. */
    NaiveViews asOf(Instant then) {
        return new NaiveViews(upTo(then, events), upTo(then, own), viewer, zone, then);
    }

    private static List<Recorded<StreamEvent>> upTo(Instant then, List<Recorded<StreamEvent>> all) {
        return all.stream().takeWhile(event -> !event.at().isAfter(then)).toList();
    }

    // --- open items -----------------------------------------------------------------------------------------------

    View openItems() {
        var next = next();
        var lines = new ArrayList<Line>();
        int inFlight = 0;
        for (var id : promises()) {
            if (isRetracted(events, id.entry())) {
                continue;
            }
            var line = line(id, next);
            line.ifPresent(lines::add);
            if (line.isEmpty() && isOpen(id) && dueOn(id).isAfter(next)) {
                inFlight++;
            }
        }
        standing(events, RuptureNamed.class)
                .forEach(named -> rupture(named.event()).ifPresent(lines::add));
        standing(own, PrivateRuptureNoted.class)
                .forEach(noted -> rupture(noted.event()).ifPresent(lines::add));
        standing(events, ConcernRaised.class)
                .forEach(raised -> concern(raised.event()).ifPresent(lines::add));
        standing(events, FeedbackGiven.class).forEach(given -> feedback(given).ifPresent(lines::add));
        standing(events, FeedbackRequested.class).forEach(asked -> owed(asked).ifPresent(lines::add));
        standing(events, TopicRaised.class).forEach(raised -> topic(raised).ifPresent(lines::add));
        standing(own, PrivateTopicNoted.class)
                .forEach(noted -> topicOfMyOwn(noted).ifPresent(lines::add));
        standing(events, NoteTaken.class).forEach(taken -> note(taken).ifPresent(lines::add));
        standing(own, PrivateNoteTaken.class)
                .forEach(taken -> noteOfMyOwn(taken).ifPresent(lines::add));
        lines.sort(ORDER);
        return new View(today(), next, inFlight, lines);
    }

    /** By rank; the manager's moves, then the report's; oldest first; by id as text. */
    static final Comparator<Line> ORDER = Comparator.comparingInt(Line::rank)
            .thenComparingInt(line -> List.of("MANAGER", "REPORT", "BOTH").indexOf(line.owedBy()))
            .thenComparing(Line::since)
            .thenComparing(line -> line.entryId().toString());

    LocalDate today() {
        return dayOf(now);
    }

    private LocalDate dayOf(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    private Line shared(
            int rank,
            String kind,
            EntryId id,
            Sealed firstText,
            String owedBy,
            LocalDate since,
            @Nullable LocalDate dueOn,
            @Nullable Strain strain) {
        return new Line(
                rank,
                kind,
                id.value(),
                text(events, id, firstText),
                last(events, id, EntryReworded.class).isPresent(),
                owedBy,
                since,
                dueOn,
                "SHARED",
                strain,
                heldAfter(since));
    }

    // A notebook entry is always its author's move.
    private Line mine(int rank, String kind, EntryId id, Sealed firstText, LocalDate since, @Nullable Strain strain) {
        return new Line(
                rank,
                kind,
                id.value(),
                text(own, id, firstText),
                last(own, id, EntryReworded.class).isPresent(),
                Objects.requireNonNull(viewer).name(),
                since,
                null,
                "PRIVATE",
                strain,
                heldAfter(since));
    }

    private int heldAfter(LocalDate since) {
        return (int) all(events, OneOnOneHeld.class)
                .filter(held -> held.event().heldOn().isAfter(since))
                .count();
    }

    // --- of promises ----------------------------------------------------------------------------------------------

    // One entry appears once, at its best rank.
    private Optional<Line> line(CommitmentId id, LocalDate next) {
        var promisor = made(id).promisor();
        if (isBroken(id) && !itsRuptureIsClosed(id)) {
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
        if (isOpen(id) && !today().isAfter(dueOn(id)) && !dueOn(id).isAfter(next)) {
            return Optional.of(line(7, "DUE_BY_NEXT", id, promisor, dueOn(id)));
        }
        return Optional.empty();
    }

    private Line line(int rank, String kind, CommitmentId id, Side owedBy, LocalDate since) {
        return shared(rank, kind, id.entry(), made(id).text(), owedBy.name(), since, dueOn(id), null);
    }

    // Rule 7: or when a rupture of kind BROKEN_PROMISE about it is repaired or let go.
    private boolean itsRuptureIsClosed(CommitmentId id) {
        return standing(events, RuptureNamed.class)
                .map(Recorded::event)
                .filter(named -> named.kind() == RuptureKind.BROKEN_PROMISE)
                .filter(named -> id.entry().equals(named.about()))
                .anyMatch(named -> List.of("REPAIRED", "LET_GO").contains(stage(named.entry())));
    }

    // --- of ruptures ----------------------------------------------------------------------------------------------

    private Optional<Line> rupture(RuptureNamed named) {
        var id = named.entry();
        var stage = stage(id);
        var owedBy = switch (stage) {
            case "NAMED", "DECLINED" -> named.causedBy().name();
            case "OFFERED" -> named.causedBy().other().name();
            case "REBUILDING" ->
                changeIsClaimedOrKept(id)
                        ? named.causedBy().other().name()
                        : named.causedBy().name();
            case "DISPUTED" -> "BOTH";
            default -> null;
        };
        if (owedBy == null) {
            return Optional.empty();
        }
        var strain = new Strain(
                stage,
                nextStep(stage),
                named.causedBy(),
                named.kind(),
                (int) of(events, id, ChangeNoted.class)
                        .filter(noted -> !noted.event().held())
                        .count(),
                stage.equals("REBUILDING") ? heldSinceAcceptance(id) : null,
                repeats(named.causedBy(), named.kind(), named.occurredOn()));
        return Optional.of(shared(2, "UNREPAIRED_RUPTURE", id, named.text(), owedBy, named.occurredOn(), null, strain));
    }

    private Optional<Line> rupture(PrivateRuptureNoted noted) {
        if (isNoLongerOpen(noted.entry())) {
            return Optional.empty();
        }
        var strain = new Strain(
                "PRIVATE",
                nextStep("PRIVATE"),
                noted.causedBy(),
                noted.kind(),
                0,
                null,
                repeats(noted.causedBy(), noted.kind(), noted.occurredOn()));
        return Optional.of(mine(2, "UNREPAIRED_RUPTURE", noted.entry(), noted.text(), noted.occurredOn(), strain));
    }

    /** Where a rupture stands: what happened to it last decides, but for what leaves it where it is. */
    private String stage(EntryId id) {
        return of(events, id, RuptureEvent.class)
                .map(recorded -> switch (recorded.event()) {
                    case RuptureNamed _ -> "NAMED";
                    case RuptureDisputed _ -> "DISPUTED";
                    case RepairOffered _ -> "OFFERED";
                    case RepairDeclined _ -> "DECLINED";
                    case RepairAccepted _ -> "REBUILDING";
                    case ChangeNoted noted -> noted.held() ? "" : "NAMED";
                    case ImpactDescribed _ -> "";
                    case RuptureRepaired _ -> "REPAIRED";
                    case RuptureLetGo _ -> "LET_GO";
                    case RuptureReopened _ -> "NAMED";
                })
                .filter(stage -> !stage.isEmpty())
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static String nextStep(String stage) {
        return switch (stage) {
            case "PRIVATE" -> "share it, or let it be";
            case "NAMED" -> "own it";
            case "OFFERED" -> "answer the repair";
            case "DECLINED" -> "try again";
            case "REBUILDING" -> "keep the change, and note it";
            case "DISPUTED" -> "talk";
            default -> throw new IllegalArgumentException(stage);
        };
    }

    private boolean changeIsClaimedOrKept(EntryId rupture) {
        var accepted = last(events, rupture, RepairAccepted.class).orElseThrow().event();
        return List.of("CLAIMED", "KEPT")
                .contains(status(new CommitmentId(accepted.commitment().value())));
    }

    private int heldSinceAcceptance(EntryId rupture) {
        var accepted = last(events, rupture, RepairAccepted.class).orElseThrow();
        return (int) of(events, rupture, ChangeNoted.class)
                .filter(noted -> noted.sequence() > accepted.sequence())
                .filter(noted -> noted.event().held())
                .map(noted -> noted.event().observedOn())
                .distinct()
                .count();
    }

    /** How many ruptures that the viewer may see are of the same kind, by the same side, in the 180 days before. */
    private int repeats(Side causedBy, RuptureKind kind, LocalDate occurredOn) {
        if (kind == RuptureKind.OTHER) {
            return 0;
        }
        return (int) sightings()
                .filter(other -> other.causedBy() == causedBy)
                .filter(other -> other.kind() == kind)
                .filter(other -> other.occurredOn().isBefore(occurredOn))
                .filter(other -> !other.occurredOn().isBefore(occurredOn.minusDays(180)))
                .count();
    }

    private record Sighting(
            Side causedBy,
            RuptureKind kind,
            LocalDate occurredOn,
            @Nullable EntryId about) {}

    // One in the notebook counts also after it was closed there; once shared, the one that both see counts.
    private Stream<Sighting> sightings() {
        return Stream.concat(
                standing(events, RuptureNamed.class)
                        .map(Recorded::event)
                        .map(named -> new Sighting(named.causedBy(), named.kind(), named.occurredOn(), named.about())),
                standing(own, PrivateRuptureNoted.class)
                        .map(Recorded::event)
                        .filter(noted -> last(own, noted.entry(), PrivateEntryShared.class)
                                .isEmpty())
                        .map(noted -> new Sighting(noted.causedBy(), noted.kind(), noted.occurredOn(), noted.about())));
    }

    // --- of concerns and feedback ---------------------------------------------------------------------------------

    private Optional<Line> concern(ConcernRaised raised) {
        var id = raised.entry();
        var raiser = raised.by().side();
        if (last(events, id, ConcernWithdrawn.class).isPresent()) {
            return Optional.empty();
        }
        var asked = of(events, id, ConcernEvent.class)
                .filter(recorded ->
                        recorded.event() instanceof ConcernRaised || recorded.event() instanceof ConcernReopened)
                .reduce((_, later) -> later)
                .orElseThrow();
        var answer = of(events, id, ConcernAnswered.class)
                .filter(answered -> answered.sequence() > asked.sequence())
                .findFirst();
        if (answer.isEmpty()) {
            return Optional.of(shared(
                    3, "UNANSWERED_CONCERN", id, raised.text(), raiser.other().name(), dayOf(asked.at()), null, null));
        }
        var isSettled = of(events, id, ConcernSettled.class).anyMatch(settled -> settled.sequence() > asked.sequence());
        return isSettled
                ? Optional.empty()
                : Optional.of(shared(
                        10,
                        "UNSETTLED_CONCERN",
                        id,
                        raised.text(),
                        raiser.name(),
                        dayOf(answer.get().at()),
                        null,
                        null));
    }

    private Optional<Line> feedback(Recorded<FeedbackGiven> given) {
        var id = given.event().entry();
        var giver = given.event().by().side();
        var text = given.event().text();
        var heard = last(events, id, FeedbackHeard.class);
        if (heard.isEmpty()) {
            return given.event().kind() == FeedbackKind.GUIDANCE
                    ? Optional.of(shared(
                            9, "UNHEARD_GUIDANCE", id, text, giver.other().name(), dayOf(given.at()), null, null))
                    : Optional.empty();
        }
        if (heard.get().event().landed() != Landing.HARD || isNamedInARupture(id)) {
            return Optional.empty();
        }
        return Optional.of(shared(
                4, "LANDED_HARD", id, text, giver.name(), dayOf(heard.get().at()), null, null));
    }

    private boolean isNamedInARupture(EntryId feedback) {
        return sightings().anyMatch(rupture -> feedback.equals(rupture.about()));
    }

    private Optional<Line> owed(Recorded<FeedbackRequested> asked) {
        var id = asked.event().entry();
        var isGiven = standing(events, FeedbackGiven.class)
                .anyMatch(given -> id.equals(given.event().answers()));
        return isGiven
                ? Optional.empty()
                : Optional.of(shared(
                        8,
                        "FEEDBACK_OWED",
                        id,
                        asked.event().about(),
                        asked.event().by().side().other().name(),
                        dayOf(asked.at()),
                        null,
                        null));
    }

    // --- of topics and notes --------------------------------------------------------------------------------------

    private Optional<Line> topic(Recorded<TopicRaised> raised) {
        var id = raised.event().entry();
        return last(events, id, TopicDiscussed.class).isPresent()
                        || last(events, id, TopicDropped.class).isPresent()
                ? Optional.empty()
                : Optional.of(shared(11, "TOPIC", id, raised.event().text(), "BOTH", dayOf(raised.at()), null, null));
    }

    private Optional<Line> topicOfMyOwn(Recorded<PrivateTopicNoted> noted) {
        var id = noted.event().entry();
        return isNoLongerOpen(id)
                ? Optional.empty()
                : Optional.of(mine(11, "TOPIC", id, noted.event().text(), dayOf(noted.at()), null));
    }

    private Optional<Line> note(Recorded<NoteTaken> taken) {
        var note = taken.event();
        return !note.flagged()
                        || last(events, note.entry(), NoteUnflagged.class).isPresent()
                ? Optional.empty()
                : Optional.of(shared(
                        12,
                        "FLAGGED_NOTE",
                        note.entry(),
                        note.text(),
                        note.by().side().name(),
                        dayOf(taken.at()),
                        null,
                        null));
    }

    private Optional<Line> noteOfMyOwn(Recorded<PrivateNoteTaken> taken) {
        var note = taken.event();
        return !note.flagged() || isNoLongerOpen(note.entry())
                ? Optional.empty()
                : Optional.of(mine(12, "FLAGGED_NOTE", note.entry(), note.text(), dayOf(taken.at()), null));
    }

    private boolean isNoLongerOpen(EntryId ofMyOwn) {
        return last(own, ofMyOwn, PrivateEntryShared.class).isPresent()
                || last(own, ofMyOwn, PrivateEntryClosed.class).isPresent()
                || isRetracted(own, ofMyOwn);
    }

    // --- 1:1s -----------------------------------------------------------------------------------------------------

    /** A 1:1 that is planned, held or not. */
    record Planned(LocalDateTime start, ZoneId zone) {}

    // Without any that is planned, the next 1:1 is taken to be a week away.
    LocalDate next() {
        return planned(today())
                .filter(planned -> !isHeld(planned))
                .map(this::dayOf)
                .filter(day -> !day.isBefore(today()))
                .min(Comparator.naturalOrder())
                .orElseGet(() -> today().plusDays(7));
    }

    private LocalDate dayOf(Planned planned) {
        return planned.start().atZone(planned.zone()).withZoneSameInstant(zone).toLocalDate();
    }

    private boolean isHeld(Planned planned) {
        return all(events, OneOnOneHeld.class)
                .map(Recorded::event)
                .anyMatch(held -> held.start() == null
                        ? held.heldOn().equals(dayOf(planned))
                        : held.start().equals(planned.start()));
    }

    /** The 1:1s that stand around a day and later; of each cadence the first few, and all that were moved. */
    Stream<Planned> planned(LocalDate from) {
        var byRule = all(events, CadenceSet.class).flatMap(set -> byRule(set, from));
        var moved = all(events, OneOnOneMoved.class)
                .filter(move -> stillStands(move.event().to(), move.sequence()))
                .map(move -> new Planned(move.event().to(), zoneOf(move.event().from(), move.sequence())));
        return Stream.concat(byRule, moved);
    }

    private Stream<Planned> byRule(Recorded<CadenceSet> set, LocalDate from) {
        return Cadence.of(set.event())
                .startsFrom(from.minusDays(3))
                .takeWhile(start -> isNotReplaced(start, set.sequence()))
                .filter(start -> isNotGone(start, lastReplacement(start)))
                .map(start -> new Planned(start, set.event().zone()))
                .filter(planned -> dayOf(planned).isBefore(from) || !isHeld(planned))
                .limit(9);
    }

    // From its first day on, a new cadence leaves nothing of what was planned before, nor of what was done to it.
    private boolean isNotReplaced(LocalDateTime start, long since) {
        return all(events, CadenceSet.class)
                .filter(set -> set.sequence() > since)
                .noneMatch(set -> holdsOn(set.event(), start));
    }

    private long lastReplacement(LocalDateTime start) {
        return all(events, CadenceSet.class)
                .filter(set -> holdsOn(set.event(), start))
                .mapToLong(Recorded::sequence)
                .max()
                .orElse(-1);
    }

    private static boolean holdsOn(CadenceSet set, LocalDateTime start) {
        return !start.toLocalDate().isBefore(set.firstStart().toLocalDate());
    }

    private boolean stillStands(LocalDateTime start, long since) {
        return isNotReplaced(start, since) && isNotGone(start, since);
    }

    private boolean isNotGone(LocalDateTime start, long since) {
        return all(events, OneOnOneMoved.class)
                        .noneMatch(move ->
                                move.sequence() > since && move.event().from().equals(start))
                && all(events, OneOnOneCancelled.class)
                        .noneMatch(off ->
                                off.sequence() > since && off.event().start().equals(start));
    }

    // The zone of the cadence that a 1:1 comes from, however often it was moved.
    private ZoneId zoneOf(LocalDateTime start, long before) {
        var earlier = all(events, OneOnOneMoved.class)
                .filter(move -> move.sequence() < before && move.event().to().equals(start))
                .reduce((_, later) -> later);
        var cadence = all(events, CadenceSet.class)
                .filter(set -> set.sequence() < before && holdsOn(set.event(), start))
                .reduce((_, later) -> later);
        return earlier.filter(move ->
                        cadence.isEmpty() || move.sequence() > cadence.get().sequence())
                .map(move -> zoneOf(move.event().from(), move.sequence()))
                .orElseGet(() -> cadence.orElseThrow().event().zone());
    }

    // --- promises to me -------------------------------------------------------------------------------------------

    /** Those whose promisee stands on this side, in the order in which they were made. */
    List<Promised> promisesTo(Side side) {
        return promises().stream()
                .filter(id -> !isRetracted(events, id.entry()))
                .filter(id -> made(id).promisor() != side)
                .map(this::promised)
                .toList();
    }

    private Promised promised(CommitmentId id) {
        return new Promised(
                id.value(),
                text(events, id.entry(), made(id).text()),
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
                .filter(id -> !isRetracted(events, id.entry()))
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
        if (last(id, CommitmentReleased.class)
                .filter(released -> later(id, released, ReleaseDisputed.class).isEmpty())
                .isPresent()) {
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
                .filter(confirmed -> later(id, confirmed, KeepingDisputed.class).isEmpty())
                .or(() -> last(id, CommitmentKept.class)
                        .filter(kept -> sideOf(kept) != made(id).promisor())
                        .filter(kept -> later(id, kept, KeepingDisputed.class).isEmpty()));
    }

    /** True if what the promisee's side said last about its being kept, or no longer owed, was said on their behalf. */
    private boolean isUnverified(CommitmentId id) {
        return of(id).filter(recorded -> recorded.event() instanceof CommitmentKept
                        || recorded.event() instanceof KeepingConfirmed
                        || recorded.event() instanceof KeepingDisputed
                        || recorded.event() instanceof CommitmentReleased
                        || recorded.event() instanceof ReleaseDisputed)
                .reduce((_, later) -> later)
                .filter(verdict -> sideOf(verdict) != made(id).promisor())
                .filter(verdict -> Objects.requireNonNull(verdict.event().by()).onBehalf())
                .isPresent();
    }

    /** The old date stands until the promisee accepts. */
    private LocalDate dueOn(CommitmentId id) {
        return of(id).filter(event -> event.event() instanceof NewDateAccepted)
                .filter(accepted -> isTheirOwn(accepted) || isNotVoid(id, accepted))
                .map(accepted -> answered(id, accepted))
                .flatMap(Optional::stream)
                .reduce((_, later) -> later)
                .orElseGet(() -> made(id).dueOn());
    }

    // Agreed to in their name, until they dispute it before they have agreed to anything themselves.
    private boolean isNotVoid(CommitmentId id, Recorded<StreamEvent> accepted) {
        return of(id).filter(event -> event.sequence() > accepted.sequence())
                .filter(event -> event.event() instanceof DateDisputed
                        || (event.event() instanceof NewDateAccepted && isTheirOwn(event)))
                .findFirst()
                .map(event -> event.event() instanceof NewDateAccepted)
                .orElse(true);
    }

    /** The date that an acceptance was about; none if it only stood by an earlier one. */
    private Optional<LocalDate> answered(CommitmentId id, Recorded<StreamEvent> accepted) {
        return of(id).filter(event -> event.sequence() < accepted.sequence())
                .reduce((_, later) -> later)
                .filter(event -> event.event() instanceof NewDateProposed)
                .map(event -> ((NewDateProposed) event.event()).dueOn());
    }

    private static boolean isTheirOwn(Recorded<StreamEvent> recorded) {
        return !Objects.requireNonNull(recorded.event().by()).onBehalf();
    }

    /** What waits for a word of those on a side, because the other said it in their name. */
    Set<UUID> toBeVerifiedBy(Side side) {
        var promised = promises().stream()
                .filter(id -> made(id).promisor() != side && !isRetracted(events, id.entry()))
                .filter(id -> isUnverified(id) && List.of("KEPT", "RELEASED").contains(status(id))
                        || hasAnUnverifiedDate(id) && List.of("OPEN", "CLAIMED").contains(status(id)))
                .map(CommitmentId::value);
        var heard = standing(events, FeedbackGiven.class)
                .map(given -> given.event())
                .filter(given -> given.by().side() != side)
                .filter(given -> lastIsInTheirName(given.entry(), FeedbackHeard.class))
                .map(given -> given.entry().value());
        var settled = standing(events, ConcernRaised.class)
                .map(raised -> raised.event())
                .filter(raised -> raised.by().side() == side)
                .filter(raised -> last(events, raised.entry(), ConcernReopened.class)
                        .filter(reopened -> of(events, raised.entry(), ConcernSettled.class)
                                .noneMatch(settling -> settling.sequence() > reopened.sequence()))
                        .isEmpty())
                .filter(raised -> lastIsInTheirName(raised.entry(), ConcernSettled.class))
                .map(raised -> raised.entry().value());
        var strained = standing(events, RuptureNamed.class)
                .map(named -> named.event())
                .filter(named -> named.causedBy() != side)
                .filter(named -> isTheStageInTheirName(named.entry()))
                .map(named -> named.entry().value());
        return Stream.of(promised, heard, settled, strained).flatMap(ids -> ids).collect(Collectors.toSet());
    }

    private boolean hasAnUnverifiedDate(CommitmentId id) {
        return of(id).filter(event -> event.event() instanceof NewDateAccepted || event.event() instanceof DateDisputed)
                .reduce((_, later) -> later)
                .filter(event -> !isTheirOwn(event))
                .isPresent();
    }

    private <E extends EntryEvent> boolean lastIsInTheirName(EntryId id, Class<E> kind) {
        return last(events, id, kind)
                .filter(event -> Objects.requireNonNull(event.event().by()).onBehalf())
                .isPresent();
    }

    // What the one who was hurt said last of how it goes on, unless it is open to an offer, or has one.
    private boolean isTheStageInTheirName(EntryId id) {
        return List.of("DECLINED", "REBUILDING", "REPAIRED", "LET_GO").contains(stage(id))
                && of(events, id, RuptureEvent.class)
                        .filter(event -> event.event() instanceof RepairDeclined
                                || event.event() instanceof RepairAccepted
                                || event.event() instanceof ChangeNoted
                                || event.event() instanceof RuptureRepaired
                                || event.event() instanceof RuptureLetGo)
                        .reduce((_, later) -> later)
                        .filter(event -> event.event().by().onBehalf())
                        .isPresent();
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
                .filter(proposal -> later(id, proposal, DateDisputed.class).isEmpty())
                .filter(proposal ->
                        later(id, proposal, CommitmentReleased.class).isEmpty())
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

    /** Everything of a kind, oldest first. */
    private static <E extends StreamEvent> Stream<Recorded<E>> all(List<Recorded<StreamEvent>> in, Class<E> kind) {
        return in.stream()
                .filter(recorded -> kind.isInstance(recorded.event()))
                .map(recorded -> new Recorded<>(recorded.sequence(), recorded.at(), kind.cast(recorded.event())));
    }

    /** Everything of a kind that happened to one entry, oldest first. */
    private static <E extends EntryEvent> Stream<Recorded<E>> of(
            List<Recorded<StreamEvent>> in, EntryId id, Class<E> kind) {
        return all(in, kind).filter(recorded -> recorded.event().entry().equals(id));
    }

    private static <E extends EntryEvent> Optional<Recorded<E>> last(
            List<Recorded<StreamEvent>> in, EntryId id, Class<E> kind) {
        return of(in, id, kind).reduce((_, later) -> later);
    }

    /** What made the entries of a kind, without those that were retracted: they are in no view but history. */
    private static <E extends EntryEvent> Stream<Recorded<E>> standing(
            List<Recorded<StreamEvent>> in, Class<E> creation) {
        return all(in, creation).filter(made -> !isRetracted(in, made.event().entry()));
    }

    static boolean isRetracted(List<Recorded<StreamEvent>> in, EntryId id) {
        return last(in, id, EntryRetracted.class).isPresent();
    }

    private static Sealed text(List<Recorded<StreamEvent>> in, EntryId id, Sealed first) {
        return last(in, id, EntryReworded.class)
                .map(reworded -> reworded.event().text())
                .orElse(first);
    }

    private static Side sideOf(Recorded<StreamEvent> recorded) {
        return Objects.requireNonNull(recorded.event().by()).side();
    }
}
