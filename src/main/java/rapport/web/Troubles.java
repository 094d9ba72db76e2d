package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.View;
import rapport.doors.Damage;
import rapport.doors.InvalidInput;
import rapport.doors.MalformedInput;
import rapport.eventstore.Unreadable;
import rapport.security.Unavailable;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;
import rapport.shared.Traced;

/** What went wrong in a page and is not to be said at a form. */
@ControllerAdvice(basePackages = {"rapport.web", "rapport.demo"})
class Troubles {

    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

    private final ErrorPages errors;

    Troubles(ErrorPages errors) {
        this.errors = errors;
    }

    @ExceptionHandler
    View notThere(NotThere e) {
        return errors.page(404);
    }

    @ExceptionHandler
    View malformed(MalformedInput e) {
        return errors.page(400);
    }

    /** Of a form that has nothing to fill in, and so nowhere to come back to. */
    @ExceptionHandler
    View refused(RuleBroken e) {
        return errors.page(409, e.sentence());
    }

    @ExceptionHandler
    View invalid(InvalidInput e) {
        return errors.page(422, "This form held something that it does not ask for, so nothing was done.");
    }

    @ExceptionHandler
    View other(Exception e, HttpServletRequest request, HttpServletResponse response) {
        var unavailable = Unavailable.sentence(request, response, e);
        if (unavailable.isPresent()) {
            return errors.page(Unavailable.STATUS, unavailable.get());
        }
        if (e instanceof ErrorResponse refused && refused.getStatusCode().is4xxClientError()) {
            return errors.page(refused.getStatusCode().value());
        }
        var unreadable = Unreadable.in(e);
        if (unreadable.isPresent()) {
            return errors.page(409, Damage.TITLE, Damage.sentence(unreadable.get()));
        }
        LOG.error("a request failed", new Traced(e));
        return errors.page(500);
    }
}
