package rapport.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import rapport.shared.CannotStart;

/**
 * Where browsers reach Rapport: the setting {@code rapport.address}, such as {@code https://rapport.example.org}.
 * Without it, this machine under its name {@code localhost} and the port that the server listens on.
 */
@Component
public class PublicAddress {

    private static final String LOCALHOST = "localhost";
    private static final int NO_PORT = -1;

    private final Environment environment;
    private final String set;

    PublicAddress(Environment environment) {
        this.environment = environment;
        var given = environment.getProperty("rapport.address", "").strip();
        this.set = given.isEmpty() ? "" : origin(given);
    }

    private static String origin(String given) {
        try {
            var uri = URI.create(given);
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            var isPlain = uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && Set.of("", "/").contains(uri.getRawPath() == null ? "" : uri.getRawPath());
            if (uri.getHost() != null && isPlain && Set.of("http", "https").contains(scheme)) {
                var port = uri.getPort() == usualPort(scheme) || uri.getPort() == NO_PORT ? "" : ":" + uri.getPort();
                return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new CannotStart(
                "rapport.address is not an address at which browsers could reach Rapport.",
                "Write it with https:// (or http://), a name and perhaps a port, and nothing behind that,"
                        + " such as https://rapport.example.org.");
    }

    private static int usualPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    /** Scheme, name and port as browsers write them, without a slash at the end. */
    public String origin() {
        if (!set.isEmpty()) {
            return set;
        }
        // Known only once the server listens, if it was told to take any port.
        var port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        return "http://" + LOCALHOST + ":" + port;
    }

    /** The name alone, in lower case. */
    public String host() {
        return uri().getHost();
    }

    private URI uri() {
        return URI.create(origin());
    }

    /** True if browsers take passkeys there: under a name rather than a number, and encrypted or on this machine. */
    public boolean takesPasskeys() {
        var host = host();
        var isNumber = host.startsWith("[") || host.matches("[0-9.]+");
        var isThisMachine = host.equals(LOCALHOST) || host.endsWith("." + LOCALHOST);
        return !isNumber && (isThisMachine || "https".equals(uri().getScheme()));
    }

    /** True if this request was sent to this address, as far as a request tells. */
    public boolean isAddressOf(HttpServletRequest request) {
        return uri().getAuthority().equalsIgnoreCase(request.getHeader("Host"));
    }
}
