package rapport.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The outermost gate, before anything else looks at a request: only names under which this server is meant to be
 * reached (against DNS rebinding), only changes that come from its own pages or from no browser at all (against other
 * sites), and nothing too large. Who follows a link from elsewhere comes in by an extra step.
 */
final class Gate extends OncePerRequestFilter {

    /** The kinds of request that change nothing. */
    static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private static final String MISDIRECTED = "This server does not answer under that name.";
    private static final String FOREIGN = "This request came from another site, so nothing was done.";

    private final Set<String> hosts;

    /** @param hosts the names, without port, in lower case */
    Gate(Set<String> hosts) {
        this.hosts = hosts;
    }

    // What the web server refuses before any filter is answered by our error page all the same.
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Headers.write(response);
        var host = request.getHeader("Host");
        if (host == null || host.isBlank()) {
            Refusal.write(request, response, 400, "The request does not say which server it is for.");
        } else if (!hosts.contains(nameIn(host))) {
            Refusal.write(request, response, 421, MISDIRECTED);
        } else if (!SAFE.contains(request.getMethod()) && isForeign(request, host)) {
            Refusal.write(request, response, 403, FOREIGN);
        } else if (FileForms.isOne(request) && request.getContentLengthLong() > FileForms.LARGEST_FORM) {
            response.setHeader("Connection", "close");
            Refusal.write(request, response, 413, FileForms.TOO_LARGE);
        } else if (!FileForms.isOne(request) && request.getContentLengthLong() > BodyLimit.BYTES) {
            response.setHeader("Connection", "close");
            Refusal.write(request, response, 413, BodyLimit.SENTENCE);
        } else if (isLinkElsewhere(request)) {
            Onward.write(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    // A browser sends no SameSite=Strict cookie along when somebody follows a link in a mail or on another site.
    private static boolean isLinkElsewhere(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        return request.getMethod().equals("GET")
                && ("cross-site".equals(site) || "same-site".equals(site))
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"));
    }

    private static String nameIn(String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        var port = lower.lastIndexOf(':');
        return port > lower.lastIndexOf(']') ? lower.substring(0, port) : lower;
    }

    // Browsers say where a request comes from, and pages cannot forge it. Who says nothing is no browser.
    private static boolean isForeign(HttpServletRequest request, String host) {
        var sites = Collections.list(request.getHeaders("Sec-Fetch-Site"));
        if (!sites.isEmpty()) {
            return !sites.stream().allMatch("same-origin"::equals);
        }
        return !Collections.list(request.getHeaders("Origin")).stream()
                .allMatch(origin -> isSame(origin, request.getScheme(), host));
    }

    private static boolean isSame(String origin, String scheme, @Nullable String host) {
        try {
            var uri = URI.create(origin);
            return scheme.equalsIgnoreCase(uri.getScheme())
                    && host != null
                    && host.equalsIgnoreCase(uri.getAuthority());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
