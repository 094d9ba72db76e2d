package rapport.doors;

import rapport.feedback.FeedbackAct.GiveFeedback;
import rapport.feedback.FeedbackAct.HearFeedback;
import rapport.feedback.FeedbackAct.RequestFeedback;
import rapport.feedback.FeedbackKind;
import rapport.feedback.Landing;
import rapport.parties.EntryId;

/** Reads acts on feedback. */
record FeedbackFields(Fields fields, Sealing sealing) {

    RequestFeedback request(EntryId entry) {
        var about = fields.words("about");
        fields.check();
        return new RequestFeedback(entry, sealing.seal(about));
    }

    GiveFeedback give(EntryId entry) {
        var kind = fields.choice("kind", FeedbackKind.class);
        var text = fields.words("text");
        var situation = fields.optionalWords("situation");
        var answers = fields.optionalEntry("answers");
        fields.check();
        return new GiveFeedback(entry, kind.get(), sealing.sealOrNull(situation), sealing.seal(text), answers.orNull());
    }

    HearFeedback hear(EntryId entry) {
        var landed = fields.choice("landed", Landing.class);
        var text = fields.optionalWords("text");
        fields.check();
        return new HearFeedback(entry, landed.get(), sealing.sealOrNull(text));
    }
}
