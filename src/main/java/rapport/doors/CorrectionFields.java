package rapport.doors;

import rapport.corrections.CorrectionAct;
import rapport.corrections.CorrectionAct.RetractEntry;
import rapport.corrections.CorrectionAct.RewordEntry;
import rapport.corrections.CorrectionActKind;
import rapport.parties.EntryId;

/** Reads corrections. */
record CorrectionFields(Fields fields, Sealing sealing) {

    CorrectionAct act(EntryId entry, CorrectionActKind kind) {
        return switch (kind) {
            case REWORD -> {
                var text = fields.words("text");
                var reason = fields.optionalWords("reason");
                fields.check();
                yield new RewordEntry(entry, sealing.seal(text), sealing.sealOrNull(reason));
            }
            case RETRACT -> {
                var reason = fields.words("reason");
                fields.check();
                yield new RetractEntry(entry, sealing.seal(reason));
            }
        };
    }
}
