package rapport.web;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import rapport.concerns.ConcernEvent;
import rapport.concerns.ConcernEvent.ConcernAnswered;
import rapport.concerns.ConcernEvent.ConcernHeard;
import rapport.concerns.ConcernEvent.ConcernRaised;
import rapport.concerns.ConcernEvent.ConcernReopened;
import rapport.concerns.ConcernEvent.ConcernSettled;
import rapport.concerns.ConcernEvent.ConcernWithdrawn;
import rapport.corrections.CorrectionEvent;
import rapport.corrections.CorrectionEvent.EntryRetracted;
import rapport.corrections.CorrectionEvent.EntryReworded;
import rapport.feedback.FeedbackEvent;
import rapport.feedback.FeedbackEvent.FeedbackGiven;
import rapport.feedback.FeedbackEvent.FeedbackHeard;
import rapport.feedback.FeedbackEvent.FeedbackRequested;
import rapport.history.Kind;
import rapport.history.Line;
import rapport.meetings.MeetingEvent;
import rapport.meetings.MeetingEvent.CadenceSet;
import rapport.meetings.MeetingEvent.NoteTaken;
import rapport.meetings.MeetingEvent.NoteUnflagged;
import rapport.meetings.MeetingEvent.OneOnOneCancelled;
import rapport.meetings.MeetingEvent.OneOnOneHeld;
import rapport.meetings.MeetingEvent.OneOnOneMoved;
import rapport.meetings.MeetingEvent.TopicDiscussed;
import rapport.meetings.MeetingEvent.TopicDropped;
import rapport.meetings.MeetingEvent.TopicRaised;
import rapport.notebooks.NotebookEvent;
import rapport.notebooks.NotebookEvent.NotebookErased;
import rapport.notebooks.NotebookEvent.NotebookOpened;
import rapport.notebooks.NotebookEvent.PrivateEntryClosed;
import rapport.notebooks.NotebookEvent.PrivateEntryShared;
import rapport.notebooks.NotebookEvent.PrivateNoteTaken;
import rapport.notebooks.NotebookEvent.PrivateRuptureNoted;
import rapport.notebooks.NotebookEvent.PrivateTopicNoted;
import rapport.parties.By;
import rapport.parties.PersonId;
import rapport.parties.Side;
import rapport.relationships.RelationshipEvent;
import rapport.relationships.RelationshipEvent.HistoryOpened;
import rapport.relationships.RelationshipEvent.ItemsHandedOver;
import rapport.relationships.RelationshipEvent.PartyJoined;
import rapport.relationships.RelationshipEvent.RelationshipEnded;
import rapport.relationships.RelationshipEvent.RelationshipErased;
import rapport.relationships.RelationshipEvent.RelationshipStarted;
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
import rapport.trust.TrustEvent;
import rapport.trust.TrustEvent.TrustNoted;
import rapport.words.Sealed;

/**
 * Tells what happened in one sentence each, as a page speaks to one of the two.
 *
 * @param quoted the words that belong to it, still sealed
 */
record Telling(String sentence, List<Quoted> quoted) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    /** @param label what these words are, where the sentence does not say it */
    record Quoted(@Nullable String label, Sealed words) {}

    /** @param readers the names of people who are neither of the two */
    static Telling of(Pair pair, Line line, Map<PersonId, String> readers) {
        return new Teller(pair, line, readers).tell();
    }

    /** Such as "promise", for a piece of text that speaks of an entry. */
    static String noun(Kind kind) {
        return switch (kind) {
            case RELATIONSHIP -> "relationship";
            case COMMITMENT -> "promise";
            case FEEDBACK -> "feedback";
            case CONCERN -> "concern";
            case RUPTURE -> "rupture";
            case ONE_ON_ONE -> "1:1";
            case TOPIC -> "topic";
            case NOTE -> "note";
            case TRUST -> "note about trust";
            case ACCESS -> "opening";
            case CORRECTION -> "entry";
        };
    }

    @Override
    public String toString() {
        return "Telling[•]";
    }

    private static final class Teller {

        private final Pair pair;
        private final Line line;
        private final Map<PersonId, String> readers;
        private final List<Quoted> quoted = new ArrayList<>();

        Teller(Pair pair, Line line, Map<PersonId, String> readers) {
            this.pair = pair;
            this.line = line;
            this.readers = readers;
        }

        Telling tell() {
            var sentence = switch (line.event()) {
                case RelationshipEvent event -> sentence(event);
                case CommitmentEvent event -> sentence(event);
                case FeedbackEvent event -> sentence(event);
                case ConcernEvent event -> sentence(event);
                case RuptureEvent event -> sentence(event);
                case MeetingEvent event -> sentence(event);
                case CorrectionEvent event -> sentence(event);
                case NotebookEvent event -> sentence(event);
                case TrustEvent event -> sentence(event);
                default -> throw new IllegalStateException("not in any history: " + line.name());
            };
            return new Telling(sentence, List.copyOf(quoted));
        }

        private String who(By by) {
            return pair.who(by.side());
        }

        private String sentence(RelationshipEvent event) {
            return switch (event) {
                case RelationshipStarted started ->
                    who(started.by()) + " began this record, "
                            + forWhom(started.by().side());
                case PartyJoined joined ->
                    pair.who(joined.side())
                            + (pair.isYou(joined.side())
                                    ? " joined and speak for yourself from here on."
                                    : " joined and speaks for themselves from here on.");
                case RelationshipEnded ended -> {
                    quote(ended.reason());
                    yield who(ended.by()) + " recorded that the relationship ended on " + pair.day(ended.endedOn())
                            + ".";
                }
                case HistoryOpened opened -> {
                    quote("Why", opened.reason());
                    yield reader(opened) + " opened this history to read it.";
                }
                case ItemsHandedOver over -> sentence(over);
                case RelationshipErased erased ->
                    "Everything that was written here was erased for ever by whoever runs this server: "
                            + erased.basis().because() + ".";
            };
        }

        private String sentence(ItemsHandedOver over) {
            var all = over.carried() + over.released() + over.left();
            return who(over.by())
                    + (pair.isYou(over.by().side()) ? " go on" : " goes on")
                    + " with another manager. "
                    + (all == 0
                            ? "No promise was open."
                            : "Of " + Counts.of(all, "promise that was open", "promises that were open") + ", "
                                    + over.carried() + " went along, " + over.released() + " "
                                    + (over.released() == 1 ? "was" : "were") + " released and " + over.left() + " "
                                    + (over.left() == 1 ? "was" : "were") + " left as "
                                    + (over.left() == 1 ? "it was." : "they were."));
        }

        private String reader(HistoryOpened opened) {
            return readers.getOrDefault(opened.person(), Frames.NAMELESS)
                    + switch (opened.role()) {
                        case AUDITOR -> " (auditor)";
                    };
        }

        private String forWhom(Side starter) {
            if (pair.isReader()) {
                return "for both.";
            }
            return pair.isYou(starter) ? "for you and " + pair.other() + "." : "for you both.";
        }

        private String sentence(CommitmentEvent event) {
            return switch (event) {
                case CommitmentMade made -> sentence(made);
                case CommitmentDeclined declined -> {
                    quote(declined.reason());
                    yield who(declined.by()) + " said that this was not promised.";
                }
                case NewDateProposed proposed -> {
                    quote(proposed.reason());
                    yield who(proposed.by()) + " proposed a new date: " + pair.day(proposed.dueOn()) + ".";
                }
                case NewDateAccepted accepted -> who(accepted.by()) + " agreed to the new date.";
                case NewDateRefused refused -> {
                    quote(refused.reason());
                    yield who(refused.by()) + " held to the old date.";
                }
                case CommitmentKept kept -> {
                    quote(kept.delivered());
                    yield who(kept.by()) + " said that it was kept on " + pair.day(kept.keptOn()) + ".";
                }
                case KeepingConfirmed confirmed -> who(confirmed.by()) + " agreed that it was kept.";
                case KeepingDisputed disputed -> {
                    quote(disputed.reason());
                    yield who(disputed.by()) + " did not agree that it was kept.";
                }
                case CommitmentMissed missed -> {
                    quote(missed.reason());
                    var by = missed.by();
                    yield by == null
                            ? "The due day ended and nobody had said that it was kept, so it counts as missed."
                            : who(by) + " said that it was missed on " + pair.day(missed.missedOn()) + ".";
                }
                case CommitmentReleased released -> {
                    quote(released.reason());
                    yield who(released.by()) + " let the promise go; nothing is owed any more.";
                }
                case ReleaseDisputed disputed -> {
                    quote(disputed.reason());
                    yield who(disputed.by()) + " did not let the promise go; it is open again.";
                }
                case DateDisputed disputed -> {
                    quote(disputed.reason());
                    yield who(disputed.by()) + " did not agree to the new date; the one before it stands again.";
                }
                case CommitmentWithdrawn withdrawn -> {
                    quote(withdrawn.reason());
                    yield who(withdrawn.by()) + " took the promise back before it was due.";
                }
            };
        }

        private String sentence(CommitmentMade made) {
            quote(made.text());
            quote("The plan", made.plan());
            var due = "due " + pair.day(made.dueOn());
            if (made.repairs() != null) {
                return "With that, " + pair.whom(made.promisor()) + " promised what the repair offered, " + due + ".";
            }
            var said = made.madeOn().equals(pair.card().dayOf(line.at()))
                    ? "."
                    : ". It had been said on " + pair.day(made.madeOn()) + ".";
            return made.by().side() == made.promisor()
                    ? who(made.by()) + " made a promise, " + due + said
                    : who(made.by()) + " recorded a promise that " + pair.whom(made.promisor()) + " made, " + due
                            + said;
        }

        private String sentence(FeedbackEvent event) {
            return switch (event) {
                case FeedbackRequested requested -> {
                    quote(requested.about());
                    yield who(requested.by()) + " asked for feedback.";
                }
                case FeedbackGiven given -> {
                    quote("The situation", given.situation());
                    quote(given.situation() == null ? null : "The feedback", given.text());
                    var what = switch (given.kind()) {
                        case APPRECIATION -> " appreciated something";
                        case GUIDANCE -> " gave guidance";
                    };
                    yield who(given.by()) + what + (given.answers() == null ? "." : ", as had been asked.");
                }
                case FeedbackHeard heard -> {
                    quote(heard.text());
                    var landing = switch (heard.landed()) {
                        case WELL -> "landed well";
                        case MIXED -> "landed half and half";
                        case HARD -> "landed hard";
                    };
                    yield who(heard.by()) + " said that the feedback " + landing + ".";
                }
            };
        }

        private String sentence(ConcernEvent event) {
            return switch (event) {
                case ConcernRaised raised -> {
                    quote(raised.text());
                    yield who(raised.by()) + " raised a concern.";
                }
                case ConcernHeard heard -> {
                    quote(heard.text());
                    yield who(heard.by()) + " heard the concern.";
                }
                case ConcernAnswered answered -> {
                    quote(answered.text());
                    yield who(answered.by()) + " answered the concern"
                            + (answered.commitment() == null ? "." : " with a promise.");
                }
                case ConcernSettled settled -> who(settled.by()) + " said that the concern is settled.";
                case ConcernReopened reopened -> {
                    quote(reopened.reason());
                    yield who(reopened.by()) + " opened the concern again.";
                }
                case ConcernWithdrawn withdrawn -> {
                    quote(withdrawn.reason());
                    yield who(withdrawn.by()) + " withdrew the concern.";
                }
            };
        }

        private String sentence(RuptureEvent event) {
            return switch (event) {
                case RuptureNamed named -> {
                    quote(named.text());
                    yield who(named.by()) + " named a rupture" + causedBy(named.by(), named.causedBy()) + ": "
                            + words(named.kind()) + ", on " + pair.day(named.occurredOn()) + ".";
                }
                case ImpactDescribed described -> {
                    quote(described.text());
                    yield who(described.by()) + " said what it did to " + themselves(described.by()) + ".";
                }
                case RepairOffered offered -> {
                    quote("What was done", offered.owned());
                    quote("What will be different", offered.change());
                    yield who(offered.by()) + " offered a repair, with a change by " + pair.day(offered.dueOn()) + ".";
                }
                case RepairAccepted accepted -> {
                    quote(accepted.text());
                    yield who(accepted.by()) + " accepted the repair; the change became a promise.";
                }
                case RepairDeclined declined -> {
                    quote("What is missing", declined.missing());
                    yield who(declined.by()) + " did not accept the repair.";
                }
                case RuptureDisputed disputed -> {
                    quote(disputed.text());
                    yield who(disputed.by()) + " saw it differently.";
                }
                case ChangeNoted noted -> {
                    quote(noted.text());
                    yield who(noted.by())
                            + (noted.held() ? " saw that the change held on " : " saw that the change did not hold on ")
                            + pair.day(noted.observedOn()) + ".";
                }
                case RuptureRepaired repaired -> who(repaired.by()) + " said that the rupture is repaired.";
                case RuptureLetGo letGo -> {
                    quote(letGo.reason());
                    yield who(letGo.by()) + " let the rupture go.";
                }
                case RuptureReopened reopened -> {
                    quote(reopened.reason());
                    yield who(reopened.by()) + " did not stand by what was recorded in "
                            + pair.whose(reopened.by().side()) + " name, and opened the rupture again.";
                }
            };
        }

        private String causedBy(By by, Side causedBy) {
            return causedBy == by.side()
                    ? " that " + (pair.isYou(causedBy) ? "you" : "they") + " caused"
                    : " that " + pair.whom(causedBy) + " caused";
        }

        private String themselves(By by) {
            return pair.isYou(by.side()) ? "you" : "them";
        }

        private static String words(RuptureKind kind) {
            return switch (kind) {
                case INTERRUPTED_OR_DISMISSED -> "interrupted or dismissed";
                case SHARP_TONE -> "a sharp tone";
                case FEEDBACK_LANDED_HARD -> "feedback that landed hard";
                case DECIDED_WITHOUT_ME -> "decided without the other";
                case OVERCOMMITTED_ME -> "promised too much on the other’s part";
                case BROKEN_PROMISE -> "a broken promise";
                case WITHHELD_INFORMATION -> "information held back";
                case BLAMED -> "blamed";
                case WITHDREW -> "withdrew";
                case OTHER -> "something else";
            };
        }

        private String sentence(MeetingEvent event) {
            return switch (event) {
                case CadenceSet set ->
                    who(set.by()) + " set when the 1:1s take place, from " + moment(set.firstStart()) + " on, "
                            + Counts.of(set.minutes(), "minute") + " each.";
                case OneOnOneMoved moved ->
                    who(moved.by()) + " moved the 1:1 of " + moment(moved.from()) + " to " + moment(moved.to()) + ".";
                case OneOnOneCancelled cancelled -> {
                    quote(cancelled.reason());
                    yield who(cancelled.by()) + " called off the 1:1 of " + moment(cancelled.start()) + ".";
                }
                case OneOnOneHeld held -> {
                    quote(held.summary());
                    yield who(held.by()) + " recorded that a 1:1 was held on " + pair.day(held.heldOn()) + ".";
                }
                case TopicRaised raised -> {
                    quote(raised.text());
                    yield who(raised.by()) + " raised a topic for a 1:1.";
                }
                case TopicDiscussed discussed -> who(discussed.by()) + " said that the topic was discussed.";
                case TopicDropped dropped -> {
                    quote(dropped.reason());
                    yield who(dropped.by()) + " dropped the topic.";
                }
                case NoteTaken taken -> {
                    quote(taken.text());
                    yield who(taken.by()) + " took a note" + (taken.flagged() ? " to come back to." : ".");
                }
                case NoteUnflagged unflagged -> who(unflagged.by()) + " no longer marks the note to come back to.";
            };
        }

        private String moment(LocalDateTime start) {
            return pair.day(start.toLocalDate()) + ", " + TIME.format(start);
        }

        private String sentence(CorrectionEvent event) {
            var what = "the " + noun(line.kind());
            return switch (event) {
                case EntryReworded reworded -> {
                    quote(reworded.text());
                    quote("Why", reworded.reason());
                    yield who(reworded.by()) + " put " + what + " into other words.";
                }
                case EntryRetracted retracted -> {
                    quote("Why", retracted.reason());
                    yield who(retracted.by()) + " retracted " + what + "; it no longer counts.";
                }
            };
        }

        private String sentence(NotebookEvent event) {
            return switch (event) {
                case NotebookOpened _ -> "You began your own notebook.";
                case NotebookErased _ -> "The words of your notebook were erased for ever.";
                case PrivateNoteTaken taken -> {
                    quote(taken.text());
                    yield "You took a note for yourself" + (taken.flagged() ? ", to come back to." : ".");
                }
                case PrivateTopicNoted noted -> {
                    quote(noted.text());
                    yield "You noted a topic for yourself.";
                }
                case PrivateRuptureNoted noted -> {
                    quote(noted.text());
                    yield "You noted a rupture for yourself that " + pair.whom(noted.causedBy()) + " caused: "
                            + words(noted.kind()) + ", on " + pair.day(noted.occurredOn()) + ".";
                }
                case PrivateEntryShared _ -> "You shared your private " + noun(line.kind()) + ".";
                case PrivateEntryClosed _ -> "You closed your private " + noun(line.kind()) + ".";
            };
        }

        private String sentence(TrustEvent event) {
            return switch (event) {
                case TrustNoted noted -> {
                    quote("How far you trust " + pair.other() + ", from 1 to 5", noted.own());
                    quote("How far you guess that " + pair.other() + " trusts you", noted.guessOfOther());
                    yield "You noted something about trust.";
                }
            };
        }

        private void quote(@Nullable Sealed words) {
            quote(null, words);
        }

        private void quote(@Nullable String label, @Nullable Sealed words) {
            if (words != null) {
                quoted.add(new Quoted(label, words));
            }
        }
    }
}
