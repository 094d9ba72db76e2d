package rapport.web;

import static rapport.commitments.CommitmentActKind.ACCEPT_DATE;
import static rapport.commitments.CommitmentActKind.CONFIRM;
import static rapport.commitments.CommitmentActKind.DECLINE;
import static rapport.commitments.CommitmentActKind.DISPUTE;
import static rapport.commitments.CommitmentActKind.KEEP;
import static rapport.commitments.CommitmentActKind.MISS;
import static rapport.commitments.CommitmentActKind.PROPOSE_DATE;
import static rapport.commitments.CommitmentActKind.REFUSE_DATE;
import static rapport.commitments.CommitmentActKind.RELEASE;
import static rapport.commitments.CommitmentActKind.WITHDRAW;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import rapport.briefing.OfferedAct;
import rapport.commitments.Commitment;
import rapport.commitments.Commitment.Status;
import rapport.commitments.CommitmentActKind;
import rapport.commitments.CommitmentId;
import rapport.parties.Side;

/** The forms with which a person acts on a promise, the same on every page that shows one. */
record ActForms(Pair pair, Commitment commitment, Visit visit, Back back) {

    // An answer that is waited for stands first, and asking for a new date before giving up.
    private static final List<CommitmentActKind> ORDER =
            List.of(ACCEPT_DATE, REFUSE_DATE, CONFIRM, DISPUTE, KEEP, PROPOSE_DATE, MISS, RELEASE, WITHDRAW, DECLINE);
    private static final Comparator<OfferedAct> NEAREST_FIRST =
            Comparator.comparingInt(act -> ORDER.indexOf(act.kind()));

    static String key(CommitmentActKind kind, boolean onBehalf, CommitmentId commitment) {
        return "act-" + kind.path() + (onBehalf ? "-for-" : "-") + commitment;
    }

    ActsView offered(List<OfferedAct> acts, boolean unfolded) {
        var own = new ArrayList<FormView>();
        var forAbsent = new ArrayList<FormView>();
        for (var act : acts.stream().sorted(NEAREST_FIRST).toList()) {
            (act.onBehalf() ? forAbsent : own).add(form(act, own.isEmpty() && !act.onBehalf() && isOnesMove()));
        }
        var refusedForAbsent = forAbsent.stream().anyMatch(form -> form.refused() != null);
        return new ActsView(
                "acts-" + commitment.id(),
                List.copyOf(own),
                List.copyOf(forAbsent),
                "For " + pair.other() + ", who has not joined yet",
                unfolded || refusedForAbsent);
    }

    /** The same, and the act that was attempted, so that no typed word is lost even if it is no longer possible. */
    ActsView offeredOrAttempted(List<OfferedAct> acts) {
        var all = new ArrayList<>(acts);
        for (var kind : CommitmentActKind.values()) {
            for (var onBehalf : List.of(false, true)) {
                var act = new OfferedAct(kind, onBehalf);
                if (visit.attempt().isOf(key(kind, onBehalf, commitment.id())) && !all.contains(act)) {
                    all.add(act);
                }
            }
        }
        return offered(all, true);
    }

    private boolean isOnesMove() {
        var waits = commitment.status() == Status.CLAIMED || commitment.hasLiveProposal(pair.today());
        return pair.own() == (waits ? commitment.promisee() : commitment.promisor());
    }

    private FormView form(OfferedAct act, boolean main) {
        var kind = act.kind();
        var form = new FormBuilder(
                        key(kind, act.onBehalf(), commitment.id()),
                        Addressed.act(pair.card().id(), commitment.id(), kind),
                        visit)
                .hidden("back", back.word());
        if (act.onBehalf()) {
            form.hidden("onBehalfOf", "true");
        }
        var today = pair.today().toString();
        switch (kind) {
            case KEEP ->
                form.optionalDate("keptOn", "Kept on", today, null)
                        .optionalWords("delivered", "What was delivered, if there is something to say");
            case MISS ->
                form.optionalDate("missedOn", "Missed on", today, null).optionalWords("reason", "Why, if you like");
            case DISPUTE -> form.words("reason", "What is missing");
            case WITHDRAW -> form.words("reason", "Why it is taken back");
            case DECLINE -> form.words("reason", "How it was meant");
            case PROPOSE_DATE -> form.date("dueOn", "New date", "").words("reason", "Why a new date is needed");
            case RELEASE, REFUSE_DATE -> form.optionalWords("reason", "Why, if you like");
            case CONFIRM, ACCEPT_DATE -> {}
        }
        return form.build(title(act), kind == CONFIRM || kind == ACCEPT_DATE ? title(act) : "Record it", main);
    }

    private String title(OfferedAct act) {
        var actor = act.onBehalf() ? pair.own().other() : pair.own();
        return act.onBehalf() ? titleForAbsent(act.kind(), actor) : titleForOneself(act.kind(), actor);
    }

    private String titleForOneself(CommitmentActKind kind, Side actor) {
        var promised = actor == commitment.promisor();
        return switch (kind) {
            case KEEP -> promised ? "I kept it" : "It was kept";
            case CONFIRM -> "Yes, it was kept";
            case DISPUTE -> "No, not as promised";
            case MISS -> promised ? "I missed it" : "It was missed";
            case RELEASE -> "Let it go";
            case WITHDRAW -> "Take it back";
            case DECLINE -> "I did not promise this";
            case PROPOSE_DATE -> "Propose a new date";
            case ACCEPT_DATE -> "Agree to " + proposed();
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
            case MISS -> promised ? name + " missed it" : name + " says it was missed";
            case RELEASE -> name + " lets it go";
            case WITHDRAW -> name + " takes it back";
            case DECLINE -> name + " did not promise this";
            case PROPOSE_DATE -> name + " proposes a new date";
            case ACCEPT_DATE -> name + " agrees to " + proposed();
            case REFUSE_DATE -> name + " holds to " + pair.day(commitment.dueOn());
        };
    }

    private String proposed() {
        LocalDate date = Objects.requireNonNullElse(commitment.proposedDueOn(), commitment.dueOn());
        return pair.day(date);
    }

    @Override
    public String toString() {
        return "ActForms[•]";
    }
}
