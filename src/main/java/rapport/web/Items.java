package rapport.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.briefing.Brief;
import rapport.briefing.Entry;
import rapport.briefing.OpenItem;
import rapport.briefing.OpenItem.Kind;
import rapport.briefing.OpenItem.OwedBy;
import rapport.briefing.OpenItem.RuptureFacts;
import rapport.briefing.OpenItem.Stage;
import rapport.briefing.Promise;
import rapport.briefing.PromiseLife;
import rapport.commitments.Commitment;
import rapport.commitments.CommitmentEvent.RecordedBy;
import rapport.commitments.CommitmentId;
import rapport.concerns.Concern;
import rapport.feedback.Feedback;
import rapport.parties.EntryId;
import rapport.parties.Side;
import rapport.parties.Visibility;
import rapport.relationships.RelationshipCard;
import rapport.ruptures.Rupture;
import rapport.web.ItemView.Change;
import rapport.words.Sealed;
import rapport.words.Vault;

/** Tells an open item in words, opening what was sealed for somebody who has been let in. */
@Component
class Items {

    static final String ONLY_YOU = "Only you see this";
    static final String REWORDED = "Reworded";

    private final Vault vault;

    Items(Vault vault) {
        this.vault = vault;
    }

    ItemView open(Pair pair, Brief brief, OpenItem item, String with, ActsView acts) {
        var facts = new ArrayList<String>();
        var lead = lead(pair, brief, item, facts);
        return new ItemView(
                Seam.of(item),
                with,
                shown(brief.streamOf(item.visibility()), item.text()),
                address(pair, item),
                lead,
                List.copyOf(facts),
                marks(item.visibility(), item.reworded()),
                NextStep.of(pair, brief, item),
                move(pair, item.owedBy()),
                pair.viewer().own().filter(item.owedBy()::includes).isPresent(),
                acts,
                change(pair, brief, item));
    }

    /** What matters most about an item; adds the other facts. */
    String lead(Pair pair, Brief brief, OpenItem item, List<String> facts) {
        var lead = item.kind().isOfPromise()
                ? lead(
                        pair,
                        item.kind(),
                        Objects.requireNonNull(brief.promises().get(new CommitmentId(item.entryId())))
                                .commitment(),
                        facts)
                : lead(pair, item, Objects.requireNonNull(brief.entries().get(new EntryId(item.entryId()))), facts);
        if (item.oneOnOnesSince() > 0) {
            facts.add(Counts.of(item.oneOnOnesSince(), "one-on-one") + " since");
        }
        return lead;
    }

    static List<String> marks(Visibility visibility, boolean reworded) {
        var marks = new ArrayList<String>();
        if (visibility == Visibility.PRIVATE) {
            marks.add(ONLY_YOU);
        }
        if (reworded) {
            marks.add(REWORDED);
        }
        return List.copyOf(marks);
    }

    // While it is being mended, what was to be different stands where it is looked for before a 1:1.
    private @Nullable Change change(Pair pair, Brief brief, OpenItem item) {
        var facts = item.rupture();
        if (facts == null || facts.stage() != Stage.REBUILDING) {
            return null;
        }
        var entry = Objects.requireNonNull(brief.entries().get(new EntryId(item.entryId())));
        var repair = Objects.requireNonNull(((Rupture) entry.state()).repair());
        var promise = Objects.requireNonNull(repair.commitment());
        return new Change(
                pair.whoseFirst(facts.causedBy()) + " change",
                shown(pair.card(), repair.change()),
                Addressed.promise(pair.card().id(), new CommitmentId(promise.value())),
                Math.min(Objects.requireNonNullElse(facts.held(), 0), Rupture.DAYS_TO_HOLD),
                Rupture.DAYS_TO_HOLD);
    }

    // --- promises -------------------------------------------------------------------------------------------------

    private static String lead(Pair pair, Kind kind, Commitment commitment, List<String> facts) {
        return switch (kind) {
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
                    FLAGGED_NOTE -> throw new IllegalStateException("not about a promise");
        };
    }

    /** What matters most about an open promise where it is listed with others of its state. */
    String lead(Pair pair, PromiseLife life, List<String> facts) {
        var commitment = life.promise().commitment();
        if (commitment.status() == Commitment.Status.CLAIMED) {
            return awaiting(pair, commitment, facts);
        }
        if (life.isBroken()) {
            return broken(pair, commitment, facts);
        }
        return commitment.hasLiveProposal(life.today())
                ? proposed(pair, commitment, facts)
                : due(pair, commitment, facts);
    }

    private static String broken(Pair pair, Commitment commitment, List<String> facts) {
        var miss = commitment.miss();
        var calledMissed = miss != null && miss.recordedBy() == RecordedBy.PARTY;
        if (commitment.isPastDue(pair.today())) {
            facts.add("was due " + pair.day(commitment.dueOn()));
            if (miss != null && calledMissed) {
                facts.add("called missed on " + pair.day(miss.on()));
            }
            facts.add(promised(pair, commitment));
            return Days.late(commitment.dueOn(), pair.today());
        }
        facts.add("due " + pair.day(commitment.dueOn()));
        facts.add(promised(pair, commitment));
        return miss == null ? "Missed" : "Called missed on " + pair.day(miss.on());
    }

    private static String awaiting(Pair pair, Commitment commitment, List<String> facts) {
        var keptOn = Objects.requireNonNullElse(commitment.keptOn(), pair.today());
        facts.add("kept on " + pair.day(keptOn));
        facts.add(
                commitment.isKeptLate()
                        ? Days.late(commitment.dueOn(), keptOn)
                        : "was due " + pair.day(commitment.dueOn()));
        return pair.says(commitment.promisor()) + " it was kept";
    }

    private static String proposed(Pair pair, Commitment commitment, List<String> facts) {
        var newDate = Objects.requireNonNullElse(commitment.proposedDueOn(), commitment.dueOn());
        facts.add("until that is agreed, due " + pair.day(commitment.dueOn()));
        return "Proposed: " + pair.day(newDate);
    }

    private static String due(Pair pair, Commitment commitment, List<String> facts) {
        facts.add(pair.day(commitment.dueOn()));
        facts.add(whoToWhom(pair, commitment));
        return "Due " + Days.distance(commitment.dueOn(), pair.today());
    }

    private static String whoToWhom(Pair pair, Commitment commitment) {
        return pair.whom(commitment.promisor()) + " to " + pair.whom(commitment.promisee());
    }

    private static String promised(Pair pair, Commitment commitment) {
        return "promised " + pair.day(commitment.made().madeOn());
    }

    /** A promise on which nobody has to move soon. */
    ItemView inFlight(Pair pair, Promise promise) {
        var commitment = promise.commitment();
        var facts = new ArrayList<String>();
        facts.add(Days.distance(commitment.dueOn(), pair.today()));
        facts.add(whoToWhom(pair, commitment));
        facts.add(promised(pair, commitment));
        return new ItemView(
                Seam.DUE,
                "",
                shown(pair.card(), promise.text()),
                Addressed.promise(pair.card().id(), commitment.id()),
                "Due " + pair.day(commitment.dueOn()),
                List.copyOf(facts),
                marks(Visibility.SHARED, promise.rewording() != null),
                "",
                "",
                false,
                ActsView.NONE);
    }

    // --- the other entries ----------------------------------------------------------------------------------------

    private static String lead(Pair pair, OpenItem item, Entry entry, List<String> facts) {
        var since = pair.day(item.since()) + ", " + Days.distance(item.since(), pair.today());
        return switch (item.kind()) {
            case UNREPAIRED_RUPTURE -> {
                facts.add(since);
                yield rupture(pair, Objects.requireNonNull(item.rupture()), entry, facts);
            }
            case UNANSWERED_CONCERN -> {
                var concern = (Concern) entry.state();
                var again = !concern.openedAt().equals(concern.raisedAt());
                facts.add((again ? "opened again " : "raised ") + since);
                if (concern.heardAt() != null) {
                    facts.add("heard");
                }
                yield "Not answered yet";
            }
            case UNSETTLED_CONCERN -> {
                facts.add("answered " + since);
                yield pair.who(((Concern) entry.state()).answerer()) + " answered";
            }
            case LANDED_HARD -> {
                facts.add("said " + since);
                facts.add(kindOf((Feedback) entry.state()));
                yield "It landed hard with " + pair.whom(((Feedback) entry.state()).receiver());
            }
            case UNHEARD_GUIDANCE -> {
                facts.add("given " + since);
                yield "Guidance from " + pair.whom(((Feedback) entry.state()).giver());
            }
            case FEEDBACK_OWED -> {
                facts.add("asked for " + since);
                yield "Feedback, please";
            }
            case TOPIC -> {
                facts.add((item.visibility() == Visibility.PRIVATE ? "noted " : "raised ") + since);
                yield "Topic";
            }
            case FLAGGED_NOTE -> {
                facts.add("taken " + since);
                yield "Note";
            }
            case BROKEN_PROMISE, AWAITING_VERDICT, DATE_PROPOSED, DUE_BY_NEXT ->
                throw new IllegalStateException("about a promise");
        };
    }

    private static String kindOf(Feedback feedback) {
        return Spoken.kind(feedback.given().kind()).toLowerCase(Locale.ENGLISH);
    }

    private static String rupture(Pair pair, RuptureFacts rupture, Entry entry, List<String> facts) {
        facts.add(rupture.ruptureKind().inWords());
        facts.add("caused by " + pair.whom(rupture.causedBy()));
        if (rupture.slips() > 0) {
            facts.add("slipped " + (rupture.slips() == 1 ? "once" : rupture.slips() + " times"));
        }
        if (rupture.repeats() > 0) {
            facts.add("the " + Spoken.ordinal(rupture.repeats() + 1) + " time in 180 days");
        }
        return switch (rupture.stage()) {
            case PRIVATE -> "Not named to " + pair.other() + " yet";
            case NAMED -> rupture.slips() > 0 ? "Slipped, and not owned again yet" : "Not owned yet";
            case DISPUTED -> "Seen differently by " + pair.whom(rupture.causedBy());
            case OFFERED -> {
                var lapsed = entry.state() instanceof Rupture there && there.offerHasLapsed(pair.today());
                yield "A repair is offered" + (lapsed ? ", but its day has passed" : "");
            }
            case DECLINED -> "The repair was not enough";
            case REBUILDING ->
                "Being mended: held "
                        + Math.min(Objects.requireNonNullElse(rupture.held(), 0), Rupture.DAYS_TO_HOLD) + " of "
                        + Rupture.DAYS_TO_HOLD;
        };
    }

    // --- all ------------------------------------------------------------------------------------------------------

    static String move(Pair pair, OwedBy owedBy) {
        if (owedBy == OwedBy.BOTH) {
            return pair.isReader() ? "A move for both" : "A move for both of you";
        }
        return pair.whoseFirst(owedBy == OwedBy.MANAGER ? Side.MANAGER : Side.REPORT) + " move";
    }

    private static String address(Pair pair, OpenItem item) {
        var relationship = pair.card().id();
        return item.kind().isOfPromise()
                ? Addressed.promise(relationship, new CommitmentId(item.entryId()))
                : Addressed.entry(relationship, new EntryId(item.entryId()));
    }

    /** The heading under which an open item stands in its brief. */
    static String heading(Pair pair, OpenItem item, String next) {
        var mover = item.owedBy() == OwedBy.REPORT ? Side.REPORT : Side.MANAGER;
        var mine = pair.isYou(mover);
        var across = mover.other();
        return switch (item.kind()) {
            case BROKEN_PROMISE -> pair.who(mover) + " broke";
            case UNREPAIRED_RUPTURE -> "Not mended yet";
            case UNANSWERED_CONCERN -> pair.who(across) + " raised";
            case LANDED_HARD -> "Landed hard with " + pair.whom(across);
            case AWAITING_VERDICT -> "Waits for " + pair.whose(mover) + " word";
            case DATE_PROPOSED -> pair.who(across) + " proposed a new date";
            case DUE_BY_NEXT -> "Due by " + next;
            case FEEDBACK_OWED -> pair.who(across) + " asked " + (mine ? "you " : "") + "for feedback";
            case UNHEARD_GUIDANCE -> mine ? "Say how it landed" : "Not known how it landed";
            case UNSETTLED_CONCERN -> mine ? "Does the answer settle it?" : "Answered, and not settled yet";
            case TOPIC -> "To talk about";
            case FLAGGED_NOTE -> "Noted for this 1:1";
        };
    }

    /** A count of open items of a kind, such as "2 broken". */
    static String count(Kind kind, int number) {
        return switch (kind) {
            case BROKEN_PROMISE -> number + " broken";
            case UNREPAIRED_RUPTURE -> number + " not mended";
            case UNANSWERED_CONCERN -> Counts.of(number, "concern to answer", "concerns to answer");
            case LANDED_HARD -> number + " landed hard";
            case AWAITING_VERDICT -> Counts.of(number, "waits for a word", "wait for a word");
            case DATE_PROPOSED -> Counts.of(number, "new date proposed", "new dates proposed");
            case DUE_BY_NEXT -> number + " due soon";
            case FEEDBACK_OWED -> Counts.of(number, "asks for feedback", "ask for feedback");
            case UNHEARD_GUIDANCE -> Counts.of(number, "piece of guidance to hear", "pieces of guidance to hear");
            case UNSETTLED_CONCERN -> Counts.of(number, "concern to settle", "concerns to settle");
            case TOPIC -> Counts.of(number, "topic");
            case FLAGGED_NOTE -> Counts.of(number, "note");
        };
    }

    String shown(RelationshipCard card, Sealed words) {
        return shown(card.id().value(), words);
    }

    String shown(UUID stream, Sealed words) {
        return vault.open(stream, words).shown();
    }
}
