package rapport.web;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.commitments.CommitmentActKind;
import rapport.concerns.ConcernActKind;
import rapport.corrections.CorrectionActKind;
import rapport.feedback.FeedbackActKind;
import rapport.meetings.NoteActKind;
import rapport.meetings.TopicActKind;
import rapport.notebooks.PrivateActKind;
import rapport.parties.ActKind;
import rapport.ruptures.RuptureActKind;

/**
 * The letters by which acts are taken on the current item of a page. Much the same is the same letter everywhere: y agrees,
 * n does not, d is done. What moves about is spoken for: g, j, k and o.
 */
final class Letters {

    static final String STRAINED = "s";
    static final String FEEDBACK = "f";

    private Letters() {}

    static @Nullable String of(ActKind act) {
        return switch (act) {
            case CommitmentActKind kind -> of(kind);
            case ConcernActKind kind -> of(kind);
            case RuptureActKind kind -> of(kind);
            case FeedbackActKind.HEAR -> "h";
            case TopicActKind.DISCUSS, NoteActKind.UNFLAG, PrivateActKind.CLOSE -> "d";
            case TopicActKind.DROP -> "x";
            case PrivateActKind.SHARE -> "s";
            case CorrectionActKind.REWORD -> "w";
            case CorrectionActKind.RETRACT -> "z";
            default -> null;
        };
    }

    private static String of(CommitmentActKind kind) {
        return switch (kind) {
            case ACCEPT_DATE, CONFIRM -> "y";
            case REFUSE_DATE -> "h";
            case DISPUTE -> "n";
            case KEEP -> "d";
            case PROPOSE_DATE -> "p";
            case MISS -> "m";
            case RELEASE -> "l";
            case WITHDRAW -> "t";
            case DECLINE -> "x";
            case DISPUTE_DATE -> "u";
        };
    }

    private static String of(ConcernActKind kind) {
        return switch (kind) {
            case HEAR -> "h";
            case ANSWER -> "a";
            case SETTLE -> "y";
            case REOPEN -> "n";
            case WITHDRAW -> "t";
        };
    }

    private static String of(RuptureActKind kind) {
        return switch (kind) {
            case ACCEPT_REPAIR -> "y";
            case DECLINE_REPAIR -> "n";
            case OFFER_REPAIR -> "r";
            case MARK_REPAIRED -> "m";
            case NOTE_CHANGE -> "c";
            case DESCRIBE_IMPACT -> "i";
            case DISPUTE -> "v";
            case LET_GO -> "l";
            case REOPEN -> "u";
        };
    }

    /** The same forms, of which only the first with a letter keeps it. */
    static List<FormView> eachOnce(List<FormView> forms) {
        var taken = new HashSet<String>();
        return forms.stream()
                .map(form -> form.letter() == null || taken.add(form.letter()) ? form : form.withoutLetter())
                .toList();
    }
}
