package rapport.web;

import java.util.ArrayList;
import java.util.List;
import rapport.corrections.CorrectionActKind;
import rapport.parties.EntryId;

/** The forms with which the author of an entry puts it right, on its own page. */
final class CorrectionForms {

    private CorrectionForms() {}

    /** @param words as they stand, to be put in others */
    static ActsView of(Pair pair, EntryId entry, String words, List<CorrectionActKind> allowed, Visit visit) {
        var forms = new ArrayList<FormView>();
        for (var kind : CorrectionActKind.values()) {
            var key = ActForms.key(kind, false, entry);
            // Also what was attempted and is no longer possible, so that no typed word is lost.
            if (allowed.contains(kind) || visit.attempt().isOf(key)) {
                var form = new FormBuilder(key, Addressed.correction(pair.card().id(), entry, kind), visit)
                        .letter(Letters.of(kind));
                forms.add(
                        switch (kind) {
                            case REWORD ->
                                form.words("text", "In other words", words, null)
                                        .optionalWords("reason", "Why, if you like")
                                        .build("Reword it", "Reword it", false);
                            case RETRACT ->
                                form.words(
                                                "reason",
                                                "Why it is retracted",
                                                "",
                                                "It disappears from everywhere but the history. This is possible for"
                                                        + " 24 hours, until the other one acts on it.")
                                        .build("Retract it", "Retract it", false);
                        });
            }
        }
        return new ActsView("corrections-" + entry, List.copyOf(forms), List.of(), "", false);
    }
}
