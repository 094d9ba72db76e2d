package rapport.health;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The gate before health and figures: who asks has to be on this machine, call it by a name of this machine alone (or a page of
 * another site could ask for it by a name that it has led here), and ask for nothing to be changed.
 */
final class OnlyHere extends OncePerRequestFilter {

    /** On every request that has come through this gate. Nothing that is sent can put it there. */
    static final String PASSED = OnlyHere.class.getName();

    private static final String HEALTH = "/actuator/health";
    private static final String FIGURES = "/actuator/prometheus";
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> READING = Set.of("GET", "HEAD");

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            request.setAttribute(PASSED, true);
            chain.doFilter(request, response);
        } else if (!InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress() || !isMeant(request)) {
            refuse(response, 421, "This is answered on the machine itself only, under the name localhost.");
        } else if (!READING.contains(request.getMethod())) {
            refuse(response, 405, "Here one can only read.");
        } else if (!isThere(request.getRequestURI())) {
            refuse(response, 404, "There is nothing here under this address.");
        } else {
            request.setAttribute(PASSED, true);
            chain.doFilter(request, response);
        }
    }

    private static boolean isThere(String address) {
        return address.equals(FIGURES) || address.equals(HEALTH) || address.startsWith(HEALTH + "/");
    }

    private static boolean isMeant(HttpServletRequest request) {
        var host = request.getHeader("Host");
        var site = request.getHeader("Sec-Fetch-Site");
        return host != null && NAMES.contains(nameIn(host)) && (site == null || site.equals("none"));
    }

    private static String nameIn(String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        var port = lower.lastIndexOf(':');
        return port > lower.lastIndexOf(']') ? lower.substring(0, port) : lower;
    }

    private static void refuse(HttpServletResponse response, int status, String sentence) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().write((sentence + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
