package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.support.RequestContextUtils;
import rapport.parties.Actor;
import rapport.parties.PersonId;

/**
 * One request for a page: who asks, the token that their forms must carry, what came of what they did just before, and
 * the version of what they see.
 */
record Visit(
        @Nullable Actor actor,
        String csrf,
        @Nullable Confirmation done,
        Attempt attempt,
        @Nullable String version) {

    private static final String DONE = "done";

    static Visit of(HttpServletRequest request, @Nullable Actor actor) {
        return new Visit(actor, csrf(request), done(request), Attempt.NONE, Live.versionOf(request));
    }

    private static String csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "";
    }

    private static @Nullable Confirmation done(HttpServletRequest request) {
        var flash = RequestContextUtils.getInputFlashMap(request);
        return flash != null && flash.get(DONE) instanceof Confirmation done ? done : null;
    }

    /** Has the next page say what was done. */
    static void tellNext(HttpServletRequest request, Confirmation done) {
        RequestContextUtils.getOutputFlashMap(request).put(DONE, done);
    }

    Visit after(Attempt refused) {
        return new Visit(actor, csrf, null, refused, version);
    }

    PersonId viewer() {
        return Objects.requireNonNull(actor, "nobody is signed in").person();
    }

    @Override
    public String toString() {
        return "Visit[•]";
    }
}
