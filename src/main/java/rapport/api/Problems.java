package rapport.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import rapport.api.FieldsResolver.TooLarge;
import rapport.doors.Damage;
import rapport.doors.InvalidInput;
import rapport.doors.MalformedInput;
import rapport.eventstore.Unreadable;
import rapport.security.Refusal;
import rapport.security.Unavailable;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;
import rapport.shared.Traced;

/** The one place where the API turns what went wrong into words. */
@RestControllerAdvice(basePackageClasses = Problems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<Answer> malformed(MalformedInput e) {
        return problem(400, e.sentence(), null, Map.of());
    }

    @ExceptionHandler
    ResponseEntity<Answer> invalid(InvalidInput e) {
        return problem(
                422,
                "Some fields cannot be taken as they are; nothing was recorded.",
                null,
                Map.of("errors", e.errors()));
    }

    @ExceptionHandler
    ResponseEntity<Answer> against(RuleBroken e) {
        var status = e.rule().equals("wrong-token") ? 401 : 409;
        return problem(status, e.sentence(), e.rule(), Map.of());
    }

    @ExceptionHandler
    ResponseEntity<Answer> notThere(NotThere e) {
        return problem(404, String.valueOf(e.getMessage()), null, Map.of());
    }

    @ExceptionHandler
    ResponseEntity<Answer> tooLarge(TooLarge e) {
        return problem(413, String.valueOf(e.getMessage()), null, Map.of());
    }

    /** What the framework refuses by itself says so by its status; anything else is our own fault. */
    @ExceptionHandler
    ResponseEntity<Answer> other(Exception e, HttpServletRequest request, HttpServletResponse response) {
        var unavailable = Unavailable.sentence(request, response, e);
        if (unavailable.isPresent()) {
            return problem(Unavailable.STATUS, unavailable.get(), null, Map.of());
        }
        if (e instanceof ErrorResponse refused && refused.getStatusCode().is4xxClientError()) {
            var status = refused.getStatusCode().value();
            return problem(status, sentenceFor(status), null, Map.of());
        }
        var unreadable = Unreadable.in(e);
        if (unreadable.isPresent()) {
            return problem(
                    409,
                    Damage.sentence(unreadable.get()),
                    null,
                    Map.of("title", Damage.TITLE, "unreadable", unreadable.get().sequence()));
        }
        LOG.error("a request failed", new Traced(e));
        return problem(
                500,
                "Something went wrong on our side. If you were recording something, look whether it is there before you try again.",
                null,
                Map.of());
    }

    private static String sentenceFor(int status) {
        return switch (status) {
            case 405 -> "This address does not take that kind of request.";
            case 406 -> "This can only be answered as JSON.";
            case 415 -> "Please send JSON, with the content type application/json.";
            case 404 -> "There is nothing here under this address.";
            default -> "This request cannot be understood.";
        };
    }

    /** A problem with its sentence, the rule it broke where one did, and what more is needed to go on. */
    static ResponseEntity<Answer> problem(
            int status, String sentence, @Nullable String rule, Map<String, ? extends Object> more) {
        var body = new LinkedHashMap<String, Object>();
        body.put("status", status);
        body.put("title", Refusal.titleOf(status));
        body.put("detail", sentence);
        if (rule != null) {
            body.put("rule", rule);
        }
        body.putAll(more);
        return ResponseEntity.status(status)
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .body(new Answer(body));
    }
}
