package rapport.ruptures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static rapport.words.SealedWords.sealed;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import rapport.parties.By;
import rapport.parties.Cast;
import rapport.parties.EntryId;
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
import rapport.shared.RuleBroken;
import rapport.words.Sealed;

/**
 * What became of one moment in which Grace, the manager, cut Ada short: Grace caused it, Ada was harmed. Told day by day;
 * each step answers the story as it goes on.
 *
 * @param rupture as it stands
 * @param today the day on which the next act happens
 * @param kept the promises that are kept, and confirmed as kept
 */
record Story(Rupture rupture, LocalDate today, Set<EntryId> kept) {

    static final EntryId RUPTURE = entry(1);
    static final EntryId REPAIR = entry(2);
    static final EntryId ANOTHER_REPAIR = entry(3);
    static final EntryId PROMISE = entry(4);
    static final EntryId ANOTHER_PROMISE = entry(5);
    static final Sealed WHAT_HAPPENED = sealed("cut me short in the review");
    static final Sealed OWNED = sealed("I cut you short in the review");
    static final Sealed CHANGE = sealed("I let you finish, and ask before I answer");
    static final Sealed WORDS = sealed("some words");

    /** The day on which it is named in every story; it happened the Friday before. */
    static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    static final LocalDate TUESDAY = MONDAY.plusDays(1);
    static final LocalDate WEDNESDAY = MONDAY.plusDays(2);
    static final LocalDate THURSDAY = MONDAY.plusDays(3);
    static final LocalDate FRIDAY = MONDAY.plusDays(4);
    static final LocalDate FRIDAY_BEFORE = MONDAY.minusDays(3);
    static final LocalDate DUE = LocalDate.of(2026, 3, 13);
    static final LocalDate DAY_AFTER = DUE.plusDays(1);

    static EntryId entry(int number) {
        return new EntryId(new UUID(4, number));
    }

    static Story ada_names() {
        return named(Cast.ADA_HERSELF);
    }

    static Story grace_names_her_own() {
        return named(Cast.GRACE_HERSELF);
    }

    static Story named(By by) {
        var event = Rupture.name(nameIt(FRIDAY_BEFORE), Cast.THEIRS, by, MONDAY);
        return new Story(Rupture.after(null, event, noon(MONDAY)), MONDAY, Set.of());
    }

    /** Named, offered and accepted, all on the Monday. */
    static Story rebuilding() {
        return ada_names().grace(offer()).ada(accept());
    }

    /** Rebuilding, with the change noted as held on Monday, Tuesday and Wednesday, which is today. */
    static Story held_on_three_days() {
        return rebuilding().ada(held()).on(TUESDAY).ada(held()).on(WEDNESDAY).ada(held());
    }

    static Story repaired() {
        return held_on_three_days().with_kept(PROMISE).ada(repair());
    }

    static NameRupture nameIt(LocalDate occurredOn) {
        return new NameRupture(
                RUPTURE, Side.MANAGER, RuptureKind.INTERRUPTED_OR_DISMISSED, WHAT_HAPPENED, occurredOn, null);
    }

    static DescribeImpact impact() {
        return new DescribeImpact(RUPTURE, WORDS);
    }

    static DisputeRupture dispute() {
        return new DisputeRupture(RUPTURE, WORDS);
    }

    static OfferRepair offer() {
        return offerDue(DUE);
    }

    static OfferRepair offerDue(LocalDate dueOn) {
        return new OfferRepair(RUPTURE, REPAIR, OWNED, CHANGE, dueOn);
    }

    static OfferRepair offerAnew(LocalDate dueOn) {
        return new OfferRepair(RUPTURE, ANOTHER_REPAIR, OWNED, CHANGE, dueOn);
    }

    static AcceptRepair accept() {
        return new AcceptRepair(RUPTURE, null, PROMISE);
    }

    static AcceptRepair acceptAs(EntryId commitment) {
        return new AcceptRepair(RUPTURE, WORDS, commitment);
    }

    static DeclineRepair decline() {
        return new DeclineRepair(RUPTURE, WORDS);
    }

    static NoteChange held() {
        return new NoteChange(RUPTURE, true, null, null);
    }

    static NoteChange heldOn(LocalDate day) {
        return new NoteChange(RUPTURE, true, day, null);
    }

    static NoteChange slip() {
        return new NoteChange(RUPTURE, false, null, WORDS);
    }

    static MarkRepaired repair() {
        return new MarkRepaired(RUPTURE);
    }

    static LetGo letGo() {
        return new LetGo(RUPTURE, null);
    }

    static ReopenRupture reopen() {
        return new ReopenRupture(RUPTURE, WORDS);
    }

    Story on(LocalDate day) {
        return new Story(rupture, day, kept);
    }

    Story with_kept(EntryId commitment) {
        return new Story(rupture, today, Set.of(commitment));
    }

    Story ada(RuptureAct act) {
        return by(Cast.ADA_HERSELF, act);
    }

    Story grace(RuptureAct act) {
        return by(Cast.GRACE_HERSELF, act);
    }

    /** Grace acts in the name of Ada, who has not joined yet. */
    Story for_ada(RuptureAct act) {
        return by(Cast.GRACE_FOR_ADA, act);
    }

    Story by(By by, RuptureAct act) {
        return new Story(Rupture.after(rupture, when(by, act), noon(today)), today, kept);
    }

    RuptureEvent when_ada(RuptureAct act) {
        return when(Cast.ADA_HERSELF, act);
    }

    RuptureEvent when_grace(RuptureAct act) {
        return when(Cast.GRACE_HERSELF, act);
    }

    private RuptureEvent when(By by, RuptureAct act) {
        return rupture.decide(act, by, today, kept::contains);
    }

    Story refuses_ada(RuptureAct act, String rule) {
        return refuses(Cast.ADA_HERSELF, act, rule);
    }

    Story refuses_grace(RuptureAct act, String rule) {
        return refuses(Cast.GRACE_HERSELF, act, rule);
    }

    Story refuses(By by, RuptureAct act, String rule) {
        assertRefused(rule, () -> when(by, act));
        return this;
    }

    Story is(Rupture.Stage stage) {
        assertThat(rupture.stage()).isEqualTo(stage);
        return this;
    }

    Story owed_by(Side... sides) {
        assertThat(rupture.owedBy(today, kept::contains)).containsExactlyInAnyOrder(sides);
        return this;
    }

    boolean offers(RuptureActKind kind, By by) {
        return rupture.allows(kind, by, today, kept::contains);
    }

    static Instant noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    static void assertRefused(String rule, ThrowingCallable act) {
        assertThatExceptionOfType(RuleBroken.class)
                .isThrownBy(act)
                .satisfies(broken -> assertThat(broken.rule()).isEqualTo(rule))
                .satisfies(broken -> assertThat(broken.sentence()).isNotBlank());
    }
}
