package rapport.web;

import static rapport.commitments.CommitmentActKind.ACCEPT_DATE;
import static rapport.commitments.CommitmentActKind.CONFIRM;
import static rapport.commitments.CommitmentActKind.DECLINE;
import static rapport.commitments.CommitmentActKind.DISPUTE;
import static rapport.commitments.CommitmentActKind.DISPUTE_DATE;
import static rapport.commitments.CommitmentActKind.KEEP;
import static rapport.commitments.CommitmentActKind.MISS;
import static rapport.commitments.CommitmentActKind.PROPOSE_DATE;
import static rapport.commitments.CommitmentActKind.REFUSE_DATE;
import static rapport.commitments.CommitmentActKind.RELEASE;
import static rapport.commitments.CommitmentActKind.WITHDRAW;

import java.util.List;
import java.util.Objects;
import rapport.briefing.OfferedAct;
import rapport.commitments.Commitment;
import rapport.commitments.Commitment.Status;
import rapport.commitments.CommitmentActKind;
import rapport.doors.Collection;
import rapport.parties.ActKind;
import rapport.parties.EntryId;
import rapport.parties.Side;

/** The acts on a promise in words. */
record PromiseActs(Pair pair, Commitment commitment) implements Actable {

    // An answer that is waited for stands first, and asking for a new date before giving up.
    private static final List<ActKind> ORDER = List.of(
            ACCEPT_DATE,
            REFUSE_DATE,
            CONFIRM,
            DISPUTE,
            KEEP,
            PROPOSE_DATE,
            MISS,
            RELEASE,
            WITHDRAW,
            DECLINE,
            DISPUTE_DATE);

    @Override
    public EntryId id() {
        return commitment.id().entry();
    }

    @Override
    public Collection collection() {
        return Collection.COMMITMENTS;
    }

    @Override
    public List<ActKind> kinds() {
        return ORDER;
    }

    @Override
    public boolean isMoveOf(Side side) {
        var waits = commitment.status() == Status.CLAIMED || commitment.hasLiveProposal(pair.today());
        return side == (waits ? commitment.promisee() : commitment.promisor());
    }

    @Override
    public void fill(FormBuilder form, OfferedAct act) {
        var today = pair.today().toString();
        switch ((CommitmentActKind) act.kind()) {
            case KEEP ->
                form.optionalDate("keptOn", "Kept on", today, null)
                        .optionalWords("delivered", "What was delivered, if there is something to say");
            case MISS ->
                form.optionalDate("missedOn", "Missed on", today, null).optionalWords("reason", "Why, if you like");
            case DISPUTE -> form.words("reason", isReleased() ? "How it is" : "What is missing");
            case DISPUTE_DATE -> form.words("reason", "How it was");
            case WITHDRAW -> form.words("reason", "Why it is taken back");
            case DECLINE -> form.words("reason", "How it was meant");
            case PROPOSE_DATE -> form.date("dueOn", "New date", "").words("reason", "Why a new date is needed");
            case RELEASE, REFUSE_DATE -> form.optionalWords("reason", "Why, if you like");
            case CONFIRM, ACCEPT_DATE -> {}
        }
    }

    @Override
    public String button(OfferedAct act) {
        return act.kind() == CONFIRM || act.kind() == ACCEPT_DATE ? title(act) : "Record it";
    }

    @Override
    public String title(OfferedAct act) {
        var actor = act.onBehalf() ? pair.own().other() : pair.own();
        var kind = (CommitmentActKind) act.kind();
        return act.onBehalf() ? titleForAbsent(kind, actor) : titleForOneself(kind, actor);
    }

    private String titleForOneself(CommitmentActKind kind, Side actor) {
        var promised = actor == commitment.promisor();
        return switch (kind) {
            case KEEP -> promised ? "I kept it" : "It was kept";
            case CONFIRM -> "Yes, it was kept";
            case DISPUTE -> isReleased() ? "I did not let it go" : "No, not as promised";
            case DISPUTE_DATE -> "I did not agree to " + pair.day(commitment.dueOn());
            case MISS -> promised ? "I missed it" : "It was missed";
            case RELEASE -> isReleased() ? "Yes, I let it go" : "Let it go";
            case WITHDRAW -> "Take it back";
            case DECLINE -> "I did not promise this";
            case PROPOSE_DATE -> "Propose a new date";
            case ACCEPT_DATE ->
                commitment.proposedDueOn() == null ? "Yes, I agree to " + proposed() : "Agree to " + proposed();
            case REFUSE_DATE -> "Hold to " + pair.day(commitment.dueOn());
        };
    }

    private String titleForAbsent(CommitmentActKind kind, Side actor) {
        var name = pair.other();
        var promised = actor == commitment.promisor();
        return switch (kind) {
            case KEEP -> promised ? name + " kept it" : name + " says it was kept";
            case CONFIRM -> name + " agrees that it was kept";
            case DISPUTE -> name + " does not agree";
            case DISPUTE_DATE -> name + " did not agree to " + pair.day(commitment.dueOn());
            case MISS -> promised ? name + " missed it" : name + " says it was missed";
            case RELEASE -> name + " lets it go";
            case WITHDRAW -> name + " takes it back";
            case DECLINE -> name + " did not promise this";
            case PROPOSE_DATE -> name + " proposes a new date";
            case ACCEPT_DATE -> name + " agrees to " + proposed();
            case REFUSE_DATE -> name + " holds to " + pair.day(commitment.dueOn());
        };
    }

    private boolean isReleased() {
        return commitment.status() == Status.RELEASED;
    }

    private String proposed() {
        return pair.day(Objects.requireNonNullElse(commitment.proposedDueOn(), commitment.dueOn()));
    }

    @Override
    public String toString() {
        return "PromiseActs[•]";
    }
}
