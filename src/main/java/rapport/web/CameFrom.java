package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The page of ours from which a line was sent, and to which the person returns. Only pages that can be asked for anew, by
 * their paths alone: an address may end in words that somebody looked for.
 */
final class CameFrom {

    static final String FIELD = "back";

    private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern PAGES = Pattern.compile(
            "/(?:people|promises-to-me|hints|help|audit|settings(?:/tokens|/passkeys|/reminders)?|capture)?"
                    + "|/relationships/" + ID + "(?:/(?:promises|history|entries)/" + ID
                    + "|/promises|/history|/one-on-ones|/on-my-behalf"
                    + "|/wrap-up(?:/talked|/promised|/next)?)?");

    private CameFrom() {}

    /** As an earlier step has it, or as the browser says it; {@code otherwise} if neither is a page of ours. */
    static String page(HttpServletRequest request, String otherwise) {
        var known = request.getParameter(FIELD);
        var path = known == null ? path(request.getHeader(HttpHeaders.REFERER)) : known;
        return path != null && PAGES.matcher(path).matches() ? path : otherwise;
    }

    private static @Nullable String path(@Nullable String referrer) {
        try {
            return referrer == null ? null : URI.create(referrer).getRawPath();
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
