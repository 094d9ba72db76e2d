package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.support.RequestContextUtils;
import rapport.parties.Actor;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;

/**
 * One request for a page: who asks, the token that their forms must carry, what came of what they did just before, and
 * the version of what they see.
 *
 * @param undo what they just recorded with the capture line, as {@code relationship/entry}; null for anything else
 */
record Visit(
        @Nullable Actor actor,
        String csrf,
        @Nullable Confirmation done,
        Attempt attempt,
        @Nullable String version,
        @Nullable String undo) {

    private static final String DONE = "done";
    private static final String UNDO = "undo";

    static Visit of(HttpServletRequest request, @Nullable Actor actor) {
        return new Visit(
                actor,
                csrf(request),
                toldBefore(request, DONE, Confirmation.class),
                Attempt.NONE,
                Live.versionOf(request),
                toldBefore(request, UNDO, String.class));
    }

    private static String csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "";
    }

    private static <T> @Nullable T toldBefore(HttpServletRequest request, String what, Class<T> type) {
        var flash = RequestContextUtils.getInputFlashMap(request);
        return flash != null && type.isInstance(flash.get(what)) ? type.cast(flash.get(what)) : null;
    }

    /** Has the next page offer to take back what was just recorded. */
    static void offerUndo(HttpServletRequest request, RelationshipId relationship, UUID entry) {
        RequestContextUtils.getOutputFlashMap(request).put(UNDO, relationship + "/" + entry);
    }

    /** Has the next page say what was done. */
    static void tellNext(HttpServletRequest request, Confirmation done) {
        RequestContextUtils.getOutputFlashMap(request).put(DONE, done);
    }

    Visit after(Attempt refused) {
        return new Visit(actor, csrf, null, refused, version, null);
    }

    PersonId viewer() {
        return Objects.requireNonNull(actor, "nobody is signed in").person();
    }

    @Override
    public String toString() {
        return "Visit[•]";
    }
}
