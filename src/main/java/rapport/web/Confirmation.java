package rapport.web;

import rapport.commitments.CommitmentActKind;
import rapport.concerns.ConcernActKind;
import rapport.corrections.CorrectionActKind;
import rapport.doors.Collection;
import rapport.doors.OneOnOneActKind;
import rapport.feedback.FeedbackActKind;
import rapport.meetings.NoteActKind;
import rapport.meetings.TopicActKind;
import rapport.notebooks.PrivateActKind;
import rapport.parties.ActKind;
import rapport.ruptures.RuptureActKind;

/** What was just done, told once on the next page. Travels as its name, never as words. */
enum Confirmation {
    JOINED("You have joined, and speak for yourself from here on."),
    CONNECTED("Connected. From now on you can sign in with that account as well."),
    REMINDERS_KEPT("Kept. That is how you are reminded from now on."),
    PASSPHRASE_CHANGED("Your passphrase is changed. Everywhere else you are signed out."),
    STARTED("Added. You can now record what you promise each other."),
    ENDED("The relationship has ended. Its history stays readable."),
    MADE("The promise is recorded."),
    KEEP("Recorded: it was kept."),
    CONFIRM("Recorded: it was kept, and that is agreed."),
    DISPUTE("Recorded: this is disputed. The promise is open again."),
    MISS("Recorded: it was missed. It can still be kept late."),
    RELEASE("Recorded: nothing is owed any more."),
    WITHDRAW("Recorded: the promise was taken back."),
    DECLINE("Recorded: this was not promised."),
    PROPOSE_DATE("The new date is proposed. Until it is agreed to, the old one stands."),
    ACCEPT_DATE("Agreed: the new date stands."),
    REFUSE_DATE("Recorded: the old date stands."),
    DISPUTE_DATE("Recorded: the date before it stands again."),
    FEEDBACK_GIVEN("The feedback is given."),
    FEEDBACK_REQUESTED("Asked. It stands among the open things until it is given."),
    CONCERN_RAISED("The concern is raised. An answer to it is owed now."),
    RUPTURE_NAMED("The strain is recorded. It stays among the open things until it is mended or let go."),
    TOPIC_RAISED("The topic is recorded. It stays until you have talked about it."),
    NOTE_TAKEN("The note is kept."),
    FEEDBACK_HEARD("Recorded: how it landed."),
    CONCERN_HEARD("Recorded: it was heard. It still waits for an answer."),
    CONCERN_ANSWERED("The answer is recorded. Whether it settles the concern is for the one who raised it to say."),
    CONCERN_SETTLED("Recorded: it is settled."),
    CONCERN_REOPENED("Recorded: it is open again."),
    CONCERN_WITHDRAWN("Recorded: the concern was taken back."),
    IMPACT_DESCRIBED("Recorded: what it did."),
    RUPTURE_DISPUTED("Recorded: it is seen differently. Talk about it."),
    REPAIR_OFFERED("The repair is offered. Whether it is enough is for the other to say."),
    REPAIR_ACCEPTED("The repair is accepted. What will be different is a promise now."),
    REPAIR_DECLINED("Recorded: the repair was not enough yet."),
    CHANGE_NOTED("Recorded: how the change went."),
    RUPTURE_REPAIRED("Recorded: it is mended."),
    RUPTURE_LET_GO("Recorded: it was let go."),
    RUPTURE_REOPENED("Recorded: it is open again, and a repair is to be offered anew."),
    TOPIC_DISCUSSED("Recorded: you talked about it."),
    TOPIC_DROPPED("Recorded: the topic was dropped."),
    NOTE_UNFLAGGED("The note is put away."),
    SHARED("Named. Both of you see it now."),
    CLOSED("Put away."),
    REWORDED("Reworded. What it said before stays in the history."),
    RETRACTED("Retracted. It is left in the history only."),
    TAKEN_BACK("Taken back. It is left in the history only."),
    TOO_LATE_TO_TAKE_BACK("That was recorded a while ago. Here it can still be retracted, with a reason."),
    CADENCE_SET("Recorded: when you meet."),
    CALENDAR_TAKEN("Recorded: when you meet, as your calendar has it."),
    CALENDAR_UNCHANGED("Nothing had to be recorded: it is planned here as your calendar has it."),
    ONE_ON_ONE_MOVED("The 1:1 is moved."),
    ONE_ON_ONE_CANCELLED("The 1:1 is called off."),
    ONE_ON_ONE_HELD("Recorded: the 1:1 took place."),
    ONE_ON_ONE_HELD_ALREADY("It is already recorded that this 1:1 took place."),
    TRUST_NOTED("Noted. Nobody but you sees your numbers."),
    PASSKEY_ADDED("The passkey is added. You can sign in with it from now on."),
    PASSKEY_REMOVED("The passkey is removed. Nobody signs in with it any more."),
    TOKEN_REVOKED("Revoked. No program gets in with that token any more."),
    CALENDAR_REVOKED("Revoked. No calendar gets anything by that link any more."),
    ADDRESS_ASKED("A letter is on its way. Open the link in it within 24 hours to confirm the address."),
    LETTERS_ON("Letters are switched on."),
    LETTERS_WITH_WORDS("Letters are switched on, and hold what was written."),
    LETTERS_OFF("Letters are switched off."),
    LETTER_TRIED("The mail server has taken a test letter. Look whether it arrives."),
    ADDRESS_FORGOTTEN("The address is forgotten. No more letters are sent."),
    WEBHOOK_ADDED("Added. Send a trial now: once it has gone through, your briefs go there."),
    WEBHOOK_ON("The trial went through. From now on your briefs go there."),
    WEBHOOK_TRIED("The trial went through."),
    WEBHOOK_OFF("Switched off. Nothing more goes there."),
    WEBHOOK_WITH_WORDS("From now on it is sent what was written as well."),
    WEBHOOK_WITHOUT_WORDS("From now on it is sent counts and links only."),
    WEBHOOK_DELETED("Deleted. Its address is forgotten."),
    WEBHOOK_SEEN("Noted."),
    OPENED("Opened for eight hours. Both people are told who opened it, when and why."),
    OPENING_SEEN("Noted that you have seen it. It stays in the history."),
    ERASURE_SEEN("Noted that you have seen it."),
    CHOICE_FORGOTTEN("What you had chosen is forgotten. Nothing was done."),
    HANDED_OVER("Done. What you chose stands here now; what you did not choose stayed where it was."),
    AUDITOR_CONFIRMED("Thank you. From here on you can open what others recorded, with a reason.");

    private final String sentence;

    Confirmation(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }

    static Confirmation of(Collection created) {
        return switch (created) {
            case COMMITMENTS -> MADE;
            case FEEDBACK -> FEEDBACK_GIVEN;
            case FEEDBACK_REQUESTS -> FEEDBACK_REQUESTED;
            case CONCERNS -> CONCERN_RAISED;
            case RUPTURES -> RUPTURE_NAMED;
            case TOPICS -> TOPIC_RAISED;
            case NOTES -> NOTE_TAKEN;
        };
    }

    static Confirmation of(ActKind act) {
        return switch (act) {
            case CommitmentActKind kind -> of(kind);
            case FeedbackActKind.HEAR -> FEEDBACK_HEARD;
            case ConcernActKind kind -> of(kind);
            case RuptureActKind kind -> of(kind);
            case TopicActKind.DISCUSS -> TOPIC_DISCUSSED;
            case TopicActKind.DROP -> TOPIC_DROPPED;
            case NoteActKind.UNFLAG -> NOTE_UNFLAGGED;
            case PrivateActKind.SHARE -> SHARED;
            case PrivateActKind.CLOSE -> CLOSED;
            case CorrectionActKind.REWORD -> REWORDED;
            case CorrectionActKind.RETRACT -> RETRACTED;
            case OneOnOneActKind.MOVE -> ONE_ON_ONE_MOVED;
            case OneOnOneActKind.CANCEL -> ONE_ON_ONE_CANCELLED;
            case OneOnOneActKind.HOLD -> ONE_ON_ONE_HELD;
            default -> throw new IllegalStateException("no such act");
        };
    }

    private static Confirmation of(ConcernActKind kind) {
        return switch (kind) {
            case HEAR -> CONCERN_HEARD;
            case ANSWER -> CONCERN_ANSWERED;
            case SETTLE -> CONCERN_SETTLED;
            case REOPEN -> CONCERN_REOPENED;
            case WITHDRAW -> CONCERN_WITHDRAWN;
        };
    }

    private static Confirmation of(RuptureActKind kind) {
        return switch (kind) {
            case DESCRIBE_IMPACT -> IMPACT_DESCRIBED;
            case DISPUTE -> RUPTURE_DISPUTED;
            case OFFER_REPAIR -> REPAIR_OFFERED;
            case ACCEPT_REPAIR -> REPAIR_ACCEPTED;
            case DECLINE_REPAIR -> REPAIR_DECLINED;
            case NOTE_CHANGE -> CHANGE_NOTED;
            case MARK_REPAIRED -> RUPTURE_REPAIRED;
            case LET_GO -> RUPTURE_LET_GO;
            case REOPEN -> RUPTURE_REOPENED;
        };
    }

    private static Confirmation of(CommitmentActKind kind) {
        return switch (kind) {
            case KEEP -> KEEP;
            case CONFIRM -> CONFIRM;
            case DISPUTE -> DISPUTE;
            case MISS -> MISS;
            case RELEASE -> RELEASE;
            case WITHDRAW -> WITHDRAW;
            case DECLINE -> DECLINE;
            case PROPOSE_DATE -> PROPOSE_DATE;
            case ACCEPT_DATE -> ACCEPT_DATE;
            case REFUSE_DATE -> REFUSE_DATE;
            case DISPUTE_DATE -> DISPUTE_DATE;
        };
    }
}
