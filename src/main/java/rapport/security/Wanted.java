package rapport.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The page that somebody asked for before they had signed in, so that a link leads where it says. Only the path of one of
 * our own pages is kept: nothing that was asked there, and never another place.
 */
public final class Wanted {

    private static final String ATTRIBUTE = "rapport.wanted";
    private static final Pattern OWN_PAGE = Pattern.compile("(/[a-z0-9-]+)+");

    private Wanted() {}

    static void remember(HttpServletRequest request) {
        var path = request.getRequestURI();
        if (request.getMethod().equals("GET") && OWN_PAGE.matcher(path).matches()) {
            remember(request, path);
        }
    }

    /** @param path of one of our own pages */
    public static void remember(HttpServletRequest request, String path) {
        request.getSession(true).setAttribute(ATTRIBUTE, path);
    }

    /** Takes it out: the page to go on to, once. */
    public static Optional<String> take(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof String path)) {
            return Optional.empty();
        }
        session.removeAttribute(ATTRIBUTE);
        return Optional.of(path);
    }
}
