package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rapport.accounts.TooManyTries;
import rapport.doors.InvalidInput;
import rapport.shared.RuleBroken;

/**
 * A form that was sent and refused: what was typed, to be shown again, and what was wrong with it.
 *
 * @param form the key of the form; empty if nothing was attempted
 * @param rule the code of the broken rule, if it was one
 * @param sentence what was wrong with the whole
 * @param errors what was wrong with single fields, by name
 */
record Attempt(
        String form,
        int status,
        @Nullable String rule,
        @Nullable String sentence,
        Map<String, String> errors,
        Map<String, String> typed) {

    static final Attempt NONE = new Attempt("", 200, null, null, Map.of(), Map.of());

    private static final String NOTHING_RECORDED = "Nothing was recorded yet: please look at what is marked.";

    static Attempt refused(String form, HttpServletRequest request, InvalidInput invalid) {
        return new Attempt(form, 422, null, NOTHING_RECORDED, invalid.errors(), typed(request));
    }

    static Attempt refused(String form, HttpServletRequest request, RuleBroken broken) {
        var sentence = broken.rule().equals("id-taken")
                ? "This form was already sent once. If you meant to record something else as well, send it again."
                : broken.sentence();
        return new Attempt(form, 409, broken.rule(), sentence, Map.of(), typed(request));
    }

    static Attempt refused(String form, HttpServletRequest request, TooManyTries tooMany) {
        return new Attempt(form, 429, null, tooMany.sentence(), Map.of(), typed(request));
    }

    /** A form that was read, but whose answer was not the right one. */
    static Attempt wrong(String form, HttpServletRequest request, String sentence) {
        return new Attempt(form, 422, null, sentence, Map.of(), typed(request));
    }

    /** A form that was not refused: it was sent to be looked at once more before anything is recorded. */
    static Attempt toLookAt(String form, HttpServletRequest request) {
        return new Attempt(form, 200, null, null, Map.of(), typed(request));
    }

    private static Map<String, String> typed(HttpServletRequest request) {
        var typed = new HashMap<String, String>();
        request.getParameterMap().forEach((name, values) -> typed.put(name, values[0]));
        return typed;
    }

    boolean isOf(String key) {
        return !form.isEmpty() && form.equals(key);
    }

    @Override
    public String toString() {
        return "Attempt[" + status + "]";
    }
}
