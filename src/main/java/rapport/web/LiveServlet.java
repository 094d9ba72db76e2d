package rapport.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import rapport.security.Refusal;

/**
 * Tells whoever is signed in the version of what they may see: once, or as a stream of server-sent events for as long as
 * their session is open. An open stream, or asking for one, does not count as using the session.
 */
final class LiveServlet extends HttpServlet {

    static final String ADDRESS = "/live";

    private static final long serialVersionUID = 1L;
    private static final String STREAM = "text/event-stream";

    private final transient LiveStreams streams;

    LiveServlet(LiveStreams streams) {
        this.streams = streams;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET")) {
            response.setHeader("Allow", "GET");
            Refusal.write(request, response, 405, "This address only answers GET.");
            return;
        }
        var held = streams.peek(request);
        if (held.isEmpty()) {
            Refusal.write(request, response, 401, "You are signed out.");
        } else if (!Objects.requireNonNullElse(request.getHeader("Accept"), "").contains(STREAM)) {
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().write(streams.version(held.get()));
        } else if (!streams.hasRoomFor(held.get())) {
            response.setHeader("Retry-After", "30");
            Refusal.write(request, response, 429, "Too many windows are open at once; this one does not follow along.");
        } else {
            response.setContentType(STREAM);
            response.setCharacterEncoding("UTF-8");
            var async = request.startAsync();
            async.setTimeout(0);
            streams.open(held.get(), async);
        }
    }
}
