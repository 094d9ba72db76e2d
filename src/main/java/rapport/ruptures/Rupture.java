package rapport.ruptures;

import static rapport.ruptures.Rupture.Stage.DECLINED;
import static rapport.ruptures.Rupture.Stage.DISPUTED;
import static rapport.ruptures.Rupture.Stage.LET_GO;
import static rapport.ruptures.Rupture.Stage.NAMED;
import static rapport.ruptures.Rupture.Stage.OFFERED;
import static rapport.ruptures.Rupture.Stage.REBUILDING;
import static rapport.ruptures.Rupture.Stage.REPAIRED;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import rapport.parties.By;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.ruptures.RuptureAct.AcceptRepair;
import rapport.ruptures.RuptureAct.DeclineRepair;
import rapport.ruptures.RuptureAct.DescribeImpact;
import rapport.ruptures.RuptureAct.DisputeRupture;
import rapport.ruptures.RuptureAct.LetGo;
import rapport.ruptures.RuptureAct.MarkRepaired;
import rapport.ruptures.RuptureAct.NameRupture;
import rapport.ruptures.RuptureAct.NoteChange;
import rapport.ruptures.RuptureAct.OfferRepair;
import rapport.ruptures.RuptureAct.ReopenRupture;
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
import rapport.shared.RuleBroken;
import rapport.words.Sealed;

/**
 * A rupture as it stands: one side strained the relationship, and the two mend it or the other lets it go. Decides acts
 * and applies events, both without side effects. The rules are those of docs/domain.md, "Ruptures"; their codes never
 * change.
 *
 * @param named how it came to be
 * @param namedAt when it was recorded
 * @param stageAt since when it stands at its stage
 * @param firstOfferedAt when the causing side first offered a repair, whatever became of it
 * @param impacts what it did to the harmed side, in their own words, oldest first
 * @param disputed the causing side's own account, if it ever disputed; it stays on record when the dispute ends
 * @param repair the latest offer, until a slip ends it
 * @param notedOn every day for which the change was ever noted, in the order of noting
 * @param heldOn the days noted as held since the repair was accepted
 * @param slips how often the change did not hold
 * @param unverified true if it stands where it does by what was recorded in the harmed side's name: an offer declined
 *     or taken, a day on which the change held, or that it was repaired or let go
 */
public record Rupture(
        RuptureNamed named,
        Instant namedAt,
        Stage stage,
        Instant stageAt,
        @Nullable Instant firstOfferedAt,
        List<Said> impacts,
        @Nullable Said disputed,
        @Nullable Repair repair,
        List<LocalDate> notedOn,
        List<LocalDate> heldOn,
        int slips,
        boolean unverified) {

    /** On how many different days the change must be seen to hold. */
    public static final int DAYS_TO_HOLD = 3;

    public Rupture {
        impacts = List.copyOf(impacts);
        notedOn = List.copyOf(notedOn);
        heldOn = List.copyOf(heldOn);
    }

    /** Where a rupture stands. */
    public enum Stage {
        NAMED,
        DISPUTED,
        OFFERED,
        DECLINED,
        REBUILDING,
        REPAIRED,
        LET_GO
    }

    /** Something a party said about it. */
    public record Said(By by, Sealed text, Instant at) {}

    /**
     * A repair that was offered.
     *
     * @param owned what I did
     * @param change what will be different
     * @param dueOn by when
     * @param missing what the harmed side found missing, if it declined
     * @param commitment the promise that the change became, once accepted
     * @param acceptedOn the day in the relationship's zone on which it was accepted
     */
    public record Repair(
            EntryId id,
            By by,
            Sealed owned,
            Sealed change,
            LocalDate dueOn,
            Instant offeredAt,
            @Nullable Sealed missing,
            @Nullable EntryId commitment,
            @Nullable LocalDate acceptedOn) {

        private Repair declined(Sealed whatIsMissing) {
            return new Repair(id, by, owned, change, dueOn, offeredAt, whatIsMissing, null, null);
        }

        private Repair accepted(EntryId asCommitment, LocalDate on) {
            return new Repair(id, by, owned, change, dueOn, offeredAt, null, asCommitment, on);
        }
    }

    public EntryId id() {
        return named.entry();
    }

    /** Who named it. */
    public By by() {
        return named.by();
    }

    public Sealed text() {
        return named.text();
    }

    public Side causedBy() {
        return named.causedBy();
    }

    public Side harmed() {
        return causedBy().other();
    }

    // --- deciding -------------------------------------------------------------------------------------------------

    /**
     * Decides the first act of all, which names the rupture; either side may, also the one that caused it. Whether what
     * it is about exists, and may be named so, is for the relationship to say.
     *
     * @param today the day in the relationship's zone
     * @throws rapport.shared.RuleBroken {@code in-the-future} if it has not happened yet
     */
    public static RuptureEvent name(NameRupture act, RelationshipId relationship, By by, LocalDate today) {
        RuptureRules.whatHappenedIsNotInTheFuture(act.occurredOn(), today);
        return new RuptureNamed(
                relationship, by, act.entry(), act.causedBy(), act.kind(), act.text(), act.occurredOn(), act.about());
    }

    /** What to say to a rupture about anything but a promise or a piece of feedback. */
    public static RuleBroken notAboutThat() {
        return new RuleBroken(
                "not-about-that", "A rupture can be about a promise or a piece of feedback, not about this.");
    }

    /**
     * For a rupture about a promise: a broken one is caused by its promisor. Otherwise the promisor could name the other
     * side as its cause, and let their own broken promise go.
     *
     * @throws rapport.shared.RuleBroken {@code not-the-promisor}
     */
    public static void mustFitPromiseOf(Side promisor, NameRupture act) {
        RuptureRules.aBrokenPromiseIsCausedByItsPromisor(act, promisor);
    }

    /**
     * Decides an act on this rupture. Accepting a repair yields its own event only; the relationship adds the promise.
     *
     * @param today the day in the relationship's zone
     * @param isKept whether the promise of that id is kept, and confirmed as kept
     * @throws rapport.shared.RuleBroken with the code of the first rule that the act breaks
     */
    public RuptureEvent decide(RuptureAct act, By by, LocalDate today, Predicate<EntryId> isKept) {
        var rules = new RuptureRules(this, by, today);
        var relationship = named.relationship();
        return switch (act) {
            case NameRupture _ -> throw RuptureRules.idTaken();
            case DescribeImpact(var id, var text) -> {
                rules.onlyTheHarmedSide();
                rules.isNotClosed();
                yield new ImpactDescribed(relationship, by, id, text);
            }
            case DisputeRupture(var id, var text) -> {
                rules.onlyTheCausingSide();
                rules.isNotClosed();
                rules.noRepairWasEverOffered();
                rules.isNotDisputedYet();
                yield new RuptureDisputed(relationship, by, id, text);
            }
            case OfferRepair(var id, var offer, var owned, var change, var dueOn) -> {
                rules.onlyTheCausingSide();
                rules.isNotClosed();
                rules.isNotRebuilding();
                rules.noOfferWaitsForAnAnswer();
                rules.theChangeIsDueAhead(dueOn);
                yield new RepairOffered(relationship, by, id, offer, owned, change, dueOn);
            }
            case AcceptRepair(var id, var text, var commitment) -> {
                rules.onlyTheHarmedSide();
                rules.isNotClosed();
                rules.hasNotLapsed(rules.theOfferToAnswer());
                yield new RepairAccepted(relationship, by, id, text, commitment, today);
            }
            case DeclineRepair(var id, var missing) -> {
                rules.onlyTheHarmedSide();
                rules.isNotClosed();
                rules.theOfferToAnswer();
                yield new RepairDeclined(relationship, by, id, missing);
            }
            case NoteChange(var id, var held, var day, var text) -> {
                rules.onlyTheHarmedSide();
                rules.isNotClosed();
                var accepted = rules.theRepairBeingLivedUpTo();
                var on = Objects.requireNonNullElse(day, today);
                RuptureRules.whatHappenedIsNotInTheFuture(on, today);
                rules.isOnOrAfterTheAcceptance(on, accepted);
                rules.isNotNotedYet(on);
                yield new ChangeNoted(relationship, by, id, held, on, text);
            }
            case MarkRepaired(var id) -> {
                rules.onlyTheHarmedSide();
                rules.isNotClosedBut(REPAIRED);
                var accepted = rules.theRepairLivedUpTo();
                rules.theChangeIsKept(accepted, isKept);
                rules.theChangeWasSeenToHold();
                yield new RuptureRepaired(relationship, by, id);
            }
            case LetGo(var id, var reason) -> {
                rules.onlyTheHarmedSide();
                rules.isNotClosedBut(LET_GO);
                yield new RuptureLetGo(relationship, by, id, reason);
            }
            case ReopenRupture(var id, var reason) -> {
                rules.onlyTheHarmedSide();
                rules.restsOnWhatWasSaidInTheirName();
                yield new RuptureReopened(relationship, by, id, reason);
            }
        };
    }

    /** True if the rules would let this kind of act through, given sensible words and dates. */
    public boolean allows(RuptureActKind kind, By by, LocalDate today, Predicate<EntryId> isKept) {
        try {
            return decide(example(kind, today), by, today, isKept).entry().equals(id());
        } catch (RuleBroken _) {
            return false;
        }
    }

    private RuptureAct example(RuptureActKind kind, LocalDate today) {
        var id = id();
        var words = text();
        return switch (kind) {
            case DESCRIBE_IMPACT -> new DescribeImpact(id, words);
            case DISPUTE -> new DisputeRupture(id, words);
            case OFFER_REPAIR -> new OfferRepair(id, id, words, words, today);
            case ACCEPT_REPAIR -> new AcceptRepair(id, null, id);
            case DECLINE_REPAIR -> new DeclineRepair(id, words);
            case NOTE_CHANGE -> new NoteChange(id, true, latestDayToNote(today), null);
            case MARK_REPAIRED -> new MarkRepaired(id);
            case LET_GO -> new LetGo(id, null);
            case REOPEN -> new ReopenRupture(id, words);
        };
    }

    private LocalDate latestDayToNote(LocalDate today) {
        var day = today;
        while (notedOn.contains(day)) {
            day = day.minusDays(1);
        }
        return day;
    }

    // --- applying -------------------------------------------------------------------------------------------------

    /**
     * The rupture as an event leaves it; the first one, which names it, finds nothing before it.
     *
     * @param at when the event was recorded
     */
    public static Rupture after(@Nullable Rupture before, RuptureEvent event, Instant at) {
        if (event instanceof RuptureNamed named) {
            return new Rupture(named, at, NAMED, at, null, List.of(), null, null, List.of(), List.of(), 0, false);
        }
        return Objects.requireNonNull(before, "an event on a rupture that was never named")
                .evolve(event, at);
    }

    private Rupture evolve(RuptureEvent event, Instant at) {
        return switch (event) {
            case RuptureNamed _ -> this;
            case ImpactDescribed impact -> hurt(new Said(impact.by(), impact.text(), at));
            case RuptureDisputed disputed -> disputed(new Said(disputed.by(), disputed.text(), at));
            case RepairOffered offer -> offered(offer, at);
            case RepairAccepted accepted -> rebuilding(accepted, at);
            case RepairDeclined declined -> declined(declined, at);
            case ChangeNoted noted ->
                noted.held() ? held(noted.observedOn(), noted.by()) : slipped(noted.observedOn(), at);
            case RuptureRepaired repaired -> closed(REPAIRED, repaired.by(), at);
            case RuptureLetGo gone -> closed(LET_GO, gone.by(), at);
            case RuptureReopened _ -> reopened(at);
        };
    }

    private Rupture hurt(Said impact) {
        return new Rupture(
                named,
                namedAt,
                stage,
                stageAt,
                firstOfferedAt,
                and(impacts, impact),
                disputed,
                repair,
                notedOn,
                heldOn,
                slips,
                unverified);
    }

    private Rupture disputed(Said account) {
        return at(DISPUTED, account.at(), firstOfferedAt, account, repair, notedOn, heldOn, slips, false);
    }

    private Rupture offered(RepairOffered offered, Instant at) {
        var first = Objects.requireNonNullElse(firstOfferedAt, at);
        var offer = new Repair(
                offered.repair(),
                offered.by(),
                offered.owned(),
                offered.change(),
                offered.dueOn(),
                at,
                null,
                null,
                null);
        return at(OFFERED, at, first, disputed, offer, notedOn, List.of(), slips, false);
    }

    private Rupture rebuilding(RepairAccepted accepted, Instant at) {
        var taken = Objects.requireNonNull(repair).accepted(accepted.commitment(), accepted.acceptedOn());
        var inTheirName = accepted.by().onBehalf();
        return at(REBUILDING, at, firstOfferedAt, disputed, taken, notedOn, List.of(), slips, inTheirName);
    }

    private Rupture declined(RepairDeclined declined, Instant at) {
        var failed = Objects.requireNonNull(repair).declined(declined.missing());
        var inTheirName = declined.by().onBehalf();
        return at(DECLINED, at, firstOfferedAt, disputed, failed, notedOn, List.of(), slips, inTheirName);
    }

    // Whoever goes on with a repair in person stands by what was said of it in their name so far.
    private Rupture held(LocalDate on, By by) {
        var noted = and(notedOn, on);
        return at(stage, stageAt, firstOfferedAt, disputed, repair, noted, and(heldOn, on), slips, by.onBehalf());
    }

    // The old promise stands on its own from here on, and no longer counts for this.
    private Rupture slipped(LocalDate on, Instant at) {
        return at(NAMED, at, firstOfferedAt, disputed, null, and(notedOn, on), List.of(), slips + 1, false);
    }

    // As after a slip, but that nothing slipped.
    private Rupture reopened(Instant at) {
        return at(NAMED, at, firstOfferedAt, disputed, null, notedOn, List.of(), slips, false);
    }

    private Rupture closed(Stage how, By by, Instant at) {
        return new Rupture(
                named,
                namedAt,
                how,
                at,
                firstOfferedAt,
                impacts,
                disputed,
                repair,
                notedOn,
                heldOn,
                slips,
                by.onBehalf());
    }

    private Rupture at(
            Stage next,
            Instant since,
            @Nullable Instant firstOffered,
            @Nullable Said account,
            @Nullable Repair offer,
            List<LocalDate> noted,
            List<LocalDate> held,
            int slipped,
            boolean inTheirName) {
        return new Rupture(
                named, namedAt, next, since, firstOffered, impacts, account, offer, noted, held, slipped, inTheirName);
    }

    private static <T> List<T> and(List<T> sofar, T another) {
        var more = new ArrayList<>(sofar);
        more.add(another);
        return more;
    }

    // --- asking ---------------------------------------------------------------------------------------------------

    /** True until it is repaired or let go. */
    public boolean open() {
        return stage != REPAIRED && stage != LET_GO;
    }

    /** On how many different days the change was seen to hold since the repair was accepted. */
    public int held() {
        return heldOn.size();
    }

    /** The promise that the accepted change became; null while no repair is accepted. */
    public @Nullable EntryId commitment() {
        return repair == null ? null : repair.commitment();
    }

    /** True if the offer waits for an answer and its date has passed, so that it can only be declined or replaced. */
    public boolean offerHasLapsed(LocalDate today) {
        return stage == OFFERED && repair != null && today.isAfter(repair.dueOn());
    }

    /**
     * Whose move it is: none once it is closed, both while it is disputed. An unanswered offer stays the harmed side's
     * move after its date has passed: it can still be declined, though a new one may be made as well.
     *
     * @param isClaimedOrKept whether the promise of that id is said to be kept; asked only while rebuilding
     */
    public Set<Side> owedBy(LocalDate today, Predicate<EntryId> isClaimedOrKept) {
        return switch (stage) {
            case NAMED, DECLINED -> Set.of(causedBy());
            case DISPUTED -> Set.of(Side.MANAGER, Side.REPORT);
            case OFFERED -> Set.of(harmed());
            case REBUILDING -> {
                var promised = commitment();
                yield Set.of(promised != null && isClaimedOrKept.test(promised) ? harmed() : causedBy());
            }
            case REPAIRED, LET_GO -> Set.of();
        };
    }

    /** As much of it as it takes to tell whether it repeats. */
    public Sighting sighting() {
        return new Sighting(id(), causedBy(), named.kind(), named.occurredOn());
    }

    /** True if naming it again would say the same, as far as can be told without opening the words. */
    public boolean isSameButForItsWords(NameRupture again) {
        return named.entry().equals(again.entry())
                && named.causedBy() == again.causedBy()
                && named.kind() == again.kind()
                && named.occurredOn().equals(again.occurredOn())
                && Objects.equals(named.about(), again.about());
    }
}
