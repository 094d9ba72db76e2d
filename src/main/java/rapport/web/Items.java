package rapport.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import rapport.briefing.OpenItem;
import rapport.briefing.OpenItem.Kind;
import rapport.briefing.OpenItem.OwedBy;
import rapport.briefing.Promise;
import rapport.commitments.Commitment;
import rapport.commitments.CommitmentEvent.RecordedBy;
import rapport.parties.Side;
import rapport.relationships.RelationshipCard;
import rapport.words.Sealed;
import rapport.words.Vault;

/** Tells an open item in words, opening what was sealed for somebody who has been let in. */
@Component
class Items {

    private final Vault vault;

    Items(Vault vault) {
        this.vault = vault;
    }

    ItemView open(Pair pair, OpenItem item, Promise promise, String with, ActsView acts) {
        var commitment = promise.commitment();
        var facts = new ArrayList<String>();
        var lead = switch (item.kind()) {
            case BROKEN_PROMISE -> broken(pair, commitment, facts);
            case AWAITING_VERDICT -> awaiting(pair, commitment, facts);
            case DATE_PROPOSED -> proposed(pair, commitment, facts);
            case DUE_BY_NEXT -> due(pair, commitment, facts);
            case UNREPAIRED_RUPTURE,
                    UNANSWERED_CONCERN,
                    LANDED_HARD,
                    FEEDBACK_OWED,
                    UNHEARD_GUIDANCE,
                    UNSETTLED_CONCERN,
                    TOPIC,
                    FLAGGED_NOTE -> throw new UnsupportedOperationException();
        };
        addWhoAndWhen(pair, commitment, facts);
        return new ItemView(
                Seam.of(item.kind()),
                with,
                shown(pair.card(), item.text()),
                address(pair, commitment),
                lead,
                List.copyOf(facts),
                move(pair, item.owedBy()),
                item.owedBy().includes(pair.own()),
                acts);
    }

    private static String broken(Pair pair, Commitment commitment, List<String> facts) {
        var miss = commitment.miss();
        var calledMissed = miss != null && miss.recordedBy() == RecordedBy.PARTY;
        if (commitment.isPastDue(pair.today())) {
            facts.add("was due " + pair.day(commitment.dueOn()));
            if (miss != null && calledMissed) {
                facts.add("called missed on " + pair.day(miss.on()));
            }
            return Days.late(commitment.dueOn(), pair.today());
        }
        facts.add("due " + pair.day(commitment.dueOn()));
        return miss == null ? "Missed" : "Called missed on " + pair.day(miss.on());
    }

    private static String awaiting(Pair pair, Commitment commitment, List<String> facts) {
        var keptOn = Objects.requireNonNullElse(commitment.keptOn(), pair.today());
        facts.add("kept on " + pair.day(keptOn));
        facts.add(
                commitment.isKeptLate()
                        ? Days.late(commitment.dueOn(), keptOn)
                        : "was due " + pair.day(commitment.dueOn()));
        return (commitment.promisor() == pair.own() ? "You say" : pair.other() + " says") + " it was kept";
    }

    private static String proposed(Pair pair, Commitment commitment, List<String> facts) {
        var newDate = Objects.requireNonNullElse(commitment.proposedDueOn(), commitment.dueOn());
        facts.add("until that is agreed, due " + pair.day(commitment.dueOn()));
        return "Proposed: " + pair.day(newDate);
    }

    private static String due(Pair pair, Commitment commitment, List<String> facts) {
        facts.add(pair.day(commitment.dueOn()));
        return "Due " + Days.distance(commitment.dueOn(), pair.today());
    }

    private static void addWhoAndWhen(Pair pair, Commitment commitment, List<String> facts) {
        facts.add(pair.whom(commitment.promisor()) + " to " + pair.whom(commitment.promisee()));
        facts.add("promised " + pair.day(commitment.made().madeOn()));
    }

    private static String move(Pair pair, OwedBy owedBy) {
        if (owedBy == OwedBy.BOTH) {
            return "A move for both of you";
        }
        return pair.whoseFirst(owedBy == OwedBy.MANAGER ? Side.MANAGER : Side.REPORT) + " move";
    }

    /** A promise on which nobody has to move soon. */
    ItemView inFlight(Pair pair, Promise promise) {
        var commitment = promise.commitment();
        var facts = new ArrayList<String>();
        facts.add(Days.distance(commitment.dueOn(), pair.today()));
        addWhoAndWhen(pair, commitment, facts);
        return new ItemView(
                Seam.DUE,
                "",
                shown(pair.card(), commitment.made().text()),
                address(pair, commitment),
                "Due " + pair.day(commitment.dueOn()),
                List.copyOf(facts),
                "",
                false,
                ActsView.NONE);
    }

    private static String address(Pair pair, Commitment commitment) {
        return Addressed.promise(pair.card().id(), commitment.id());
    }

    /** The heading under which an open item stands in its brief. */
    static String heading(Pair pair, OpenItem item, String next) {
        var mine = item.owedBy().includes(pair.own());
        return switch (item.kind()) {
            case BROKEN_PROMISE -> mine ? "You broke" : pair.other() + " broke";
            case AWAITING_VERDICT -> mine ? "Waits for your word" : "Waits for " + pair.other() + "’s word";
            case DATE_PROPOSED -> mine ? pair.other() + " proposed a new date" : "You proposed a new date";
            case DUE_BY_NEXT -> "Due by " + next;
            case UNREPAIRED_RUPTURE,
                    UNANSWERED_CONCERN,
                    LANDED_HARD,
                    FEEDBACK_OWED,
                    UNHEARD_GUIDANCE,
                    UNSETTLED_CONCERN,
                    TOPIC,
                    FLAGGED_NOTE -> throw new UnsupportedOperationException();
        };
    }

    /** A count of open items of a kind, such as "2 broken". */
    static String count(Kind kind, int number) {
        return switch (kind) {
            case BROKEN_PROMISE -> number + " broken";
            case AWAITING_VERDICT -> Counts.of(number, "waits for a word", "wait for a word");
            case DATE_PROPOSED -> Counts.of(number, "new date proposed", "new dates proposed");
            case DUE_BY_NEXT -> number + " due soon";
            case UNREPAIRED_RUPTURE,
                    UNANSWERED_CONCERN,
                    LANDED_HARD,
                    FEEDBACK_OWED,
                    UNHEARD_GUIDANCE,
                    UNSETTLED_CONCERN,
                    TOPIC,
                    FLAGGED_NOTE -> throw new UnsupportedOperationException();
        };
    }

    String shown(RelationshipCard card, Sealed words) {
        return vault.open(card.id().value(), words).shown();
    }
}
