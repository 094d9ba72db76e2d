package rapport.security;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;

/** What every answer says to a browser, whoever wrote it and whatever it is: framed by nobody, kept to itself. */
final class Headers {

    static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
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
