package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Function;
import org.springframework.web.servlet.View;
import rapport.accounts.TooManyTries;
import rapport.doors.Fields;
import rapport.doors.InvalidInput;
import rapport.shared.RuleBroken;

/** A form that is sent. It leads on to a page that says what was done, or comes back as it was typed. */
interface Sending {

    View send();

    static View sent(HttpServletRequest request, String form, Sending sending, Function<Attempt, View> whenRefused) {
        try {
            return sending.send();
        } catch (InvalidInput invalid) {
            return whenRefused.apply(Attempt.refused(form, request, invalid));
        } catch (RuleBroken broken) {
            return whenRefused.apply(Attempt.refused(form, request, broken));
        } catch (TooManyTries tooMany) {
            return whenRefused.apply(Attempt.refused(form, request, tooMany));
        }
    }

    static Fields fields(HttpServletRequest request) {
        var fields = Fields.ofForm(request.getParameterMap());
        fields.ignore("_csrf");
        fields.ignore("back");
        return fields;
    }

    static View done(HttpServletRequest request, Confirmation what, String next) {
        Visit.tellNext(request, what);
        return Pages.redirect(next);
    }
}
