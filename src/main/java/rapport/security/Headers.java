package rapport.security;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;

/** What every answer says to a browser, whoever wrote it and whatever it is: framed by nobody, kept to itself. */
final class Headers {

    /** The one style that is no sheet of ours: the bar that Turbo shows on slow pages, in the version that is pinned. */
    private static final String BAR_OF_TURBO = "'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='";

    static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' " + BAR_OF_TURBO
            + "; img-src 'self'; "
            + "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'";

    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy", CONTENT_POLICY,
            "X-Frame-Options", "DENY",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "same-origin",
            // But for style sheets, which say otherwise themselves.
            "Cache-Control", "no-store",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    private Headers() {}

    static void write(HttpServletResponse response) {
        ALWAYS.forEach(response::setHeader);
    }
}
