package rapport.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import rapport.briefing.Brief;
import rapport.briefing.Briefing;
import rapport.briefing.Entry;
import rapport.briefing.OfferedAct;
import rapport.briefing.OpenItem;
import rapport.briefing.PromiseLife;
import rapport.briefing.SeenEntry;
import rapport.commitments.Commitment;
import rapport.commitments.CommitmentId;
import rapport.doors.Collection;
import rapport.feedback.Feedback;
import rapport.feedback.FeedbackRequest;
import rapport.parties.EntryId;

/** What a page offers to do about something: just what the rules would let through. */
@Component
class Offers {

    private final Briefing briefing;

    Offers(Briefing briefing) {
        this.briefing = briefing;
    }

    /** On an open item, where it is listed. */
    ActsView on(Pair pair, Brief brief, OpenItem item, Visit visit, Back back) {
        var create = new CreateForms(pair, visit, back);
        if (item.kind().isOfPromise()) {
            var promise = Objects.requireNonNull(brief.promises().get(new CommitmentId(item.entryId())));
            var commitment = promise.commitment();
            var more = strained(create, commitment, item.kind() == OpenItem.Kind.BROKEN_PROMISE);
            return new ActForms(pair, new PromiseActs(pair, commitment), visit, back)
                    .offered(briefing.actsOn(brief, promise, visit.viewer()), more, false);
        }
        var entry = Objects.requireNonNull(brief.entries().get(new EntryId(item.entryId())));
        var own = item.owedBy().includes(pair.own());
        var more = answers(pair, entry, create, item.kind() == OpenItem.Kind.LANDED_HARD, false);
        return new ActForms(pair, new EntryActs(pair, entry, own), visit, back)
                .offered(briefing.actsOn(brief, entry, visit.viewer()), more, false);
    }

    /** On an open item, where both look at the same screen: nothing that could go into somebody's own notebook. */
    ActsView together(Pair pair, Brief brief, OpenItem item, Visit visit, Back back) {
        if (item.kind().isOfPromise()) {
            var promise = Objects.requireNonNull(brief.promises().get(new CommitmentId(item.entryId())));
            return new ActForms(pair, new PromiseActs(pair, promise.commitment()), visit, back)
                    .offered(briefing.actsOn(brief, promise, visit.viewer()), Answers.NONE, false);
        }
        var entry = Objects.requireNonNull(brief.entries().get(new EntryId(item.entryId())));
        return new ActForms(pair, new EntryActs(pair, entry, item.owedBy().includes(pair.own())), visit, back)
                .offered(briefing.actsOn(brief, entry, visit.viewer()), Answers.NONE, false);
    }

    /** On an entry, on its own page. */
    ActsView on(Pair pair, SeenEntry seen, boolean isOwnMove, Visit visit) {
        var create = new CreateForms(pair, visit, Back.ENTRY);
        var entry = seen.entry();
        return new ActForms(pair, new EntryActs(pair, entry, isOwnMove), visit, Back.ENTRY)
                .offeredOrAttempted(briefing.actsOn(seen, visit.viewer()), answers(pair, entry, create, true, true));
    }

    /** On a promise, on its own page. */
    ActsView on(Pair pair, PromiseLife life, Visit visit) {
        var create = new CreateForms(pair, visit, Back.ENTRY);
        var promise = life.promise().commitment();
        var key = CreateForms.key(Collection.RUPTURES, promise.id().toString(), false);
        var more = visit.attempt().isOf(key) ? strained(create, promise) : strained(create, promise, life.isBroken());
        return new ActForms(pair, new PromiseActs(pair, promise), visit, Back.ENTRY)
                .offeredOrAttempted(life.acts(), more);
    }

    /** On a promise, where it is listed among those that were made to the viewer. */
    ActsView promisedToMe(Pair pair, PromiseLife life, Visit visit) {
        var promise = life.promise().commitment();
        var create = new CreateForms(pair, visit, Back.PROMISES_TO_ME);
        return new ActForms(pair, new PromiseActs(pair, promise), visit, Back.PROMISES_TO_ME)
                .offered(life.acts(), strained(create, promise, life.isBroken()), false);
    }

    private static Answers strained(CreateForms create, Commitment promise, boolean broken) {
        return broken && !create.pair().card().hasEnded() ? strained(create, promise) : Answers.NONE;
    }

    private static Answers strained(CreateForms create, Commitment promise) {
        return new Answers(
                List.of(),
                List.of(),
                List.of(create.strainedByPromise(promise.id().entry(), promise.promisor())));
    }

    /** On a promise, where it is listed among what was recorded in the viewer's name. */
    ActsView onMyBehalf(Pair pair, PromiseLife life, Visit visit) {
        return new ActForms(pair, new PromiseActs(pair, life.promise().commitment()), visit, Back.ON_MY_BEHALF)
                .offered(life.acts(), Answers.NONE, false);
    }

    /** On any other entry, likewise. */
    ActsView onMyBehalf(Pair pair, SeenEntry seen, List<OfferedAct> acts, Visit visit) {
        var entry = seen.entry();
        var create = new CreateForms(pair, visit, Back.ON_MY_BEHALF);
        return new ActForms(pair, new EntryActs(pair, entry, false), visit, Back.ON_MY_BEHALF)
                .offered(acts, answers(pair, entry, create, false, false), false);
    }

    private static Answers answers(
            Pair pair, Entry entry, CreateForms create, boolean mayStrain, boolean alsoAttempted) {
        var own = new ArrayList<FormView>();
        var forAbsent = new ArrayList<FormView>();
        var last = new ArrayList<FormView>();
        var attempt = create.visit().attempt();
        var ended = pair.card().hasEnded();
        switch (entry.state()) {
            case FeedbackRequest request -> {
                for (var onBehalf : List.of(false, true)) {
                    var side = onBehalf ? pair.own().other() : pair.own();
                    var offered = !ended && request.awaits(side) && !(onBehalf && pair.otherHasJoined());
                    var key = CreateForms.key(Collection.FEEDBACK, request.id().toString(), onBehalf);
                    if (offered || (alsoAttempted && attempt.isOf(key))) {
                        (onBehalf ? forAbsent : own).add(create.answerTo(request.id(), onBehalf));
                    }
                }
            }
            case Feedback feedback -> {
                var key = CreateForms.key(Collection.RUPTURES, feedback.id().toString(), false);
                if ((mayStrain && !ended) || (alsoAttempted && attempt.isOf(key))) {
                    last.add(create.strainedByFeedback(feedback.id(), feedback.giver()));
                }
            }
            default -> {}
        }
        return new Answers(own, forAbsent, last);
    }
}
