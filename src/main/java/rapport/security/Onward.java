package rapport.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.HtmlUtils;

/**
 * A page that only leads on to the very address that was asked for. The next request then comes from a page of ours, and
 * a browser sends our cookie with it. It shows nothing and does nothing, so it gives other sites nothing: the cookie
 * stays away from everything else that they can make a browser send.
 */
final class Onward {

    private Onward() {}

    static void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var query = request.getQueryString();
        var path = request.getRequestURI();
        // Two slashes would name another server.
        if (!path.startsWith("/") || path.startsWith("//")) {
            Refusal.write(request, response, 400, "There is no such address here.");
            return;
        }
        var address = HtmlUtils.htmlEscape(query == null ? path : path + "?" + query);
        response.setStatus(200);
        Headers.write(response);
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream().write("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="color-scheme" content="light dark">
                <meta http-equiv="refresh" content="0; url=%1$s">
                <title>Rapport</title>
                </head>
                <body><p><a href="%1$s">Go on to Rapport</a></p></body>
                </html>
                """.formatted(address).getBytes(StandardCharsets.UTF_8));
    }
}
