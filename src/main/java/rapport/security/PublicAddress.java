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

    private static final String SETTING = "rapport.address";
    private static final String LOCALHOST = "localhost";
    private static final Set<String> LOOPBACK = Set.of(LOCALHOST, "127.0.0.1", "[::1]");
    private static final int NO_PORT = -1;

    private final Environment environment;
    private final String set;

    PublicAddress(Environment environment) {
        this.environment = environment;
        var given = environment.getProperty(SETTING, "").strip();
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
            if (isPlain && isWebAddress(uri)) {
                var port = uri.getPort() == usualPort(scheme) || uri.getPort() == NO_PORT ? "" : ":" + uri.getPort();
                return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new CannotStart(
                SETTING + " is not an address at which browsers can reach Rapport.",
                "Write it as https://rapport.example.org, with a port if it needs one and nothing behind it. "
                        + "Plain http is for this machine alone, as in http://localhost:1111.");
    }

    /** True for https anywhere and for http on this machine, without a user or a fragment in it. */
    static boolean isWebAddress(URI uri) {
        return uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && ("https".equalsIgnoreCase(uri.getScheme())
                        || ("http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri.getHost())));
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    private static int usualPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    /** True if nothing but programs on this machine can ask there. */
    public boolean isOnThisMachineOnly() {
        return isLoopback(host());
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

    /** True if whoever runs Rapport has said it; otherwise links lead to this machine only. */
    public boolean isSet() {
        return !set.isEmpty();
    }

    /** The address under which this request reached us, for links that people pass on. The gate has looked at its name. */
    public static String reachedBy(HttpServletRequest request) {
        return request.getScheme() + "://" + request.getHeader("Host");
    }

    /** The address of one of our pages. */
    public String of(String path) {
        return origin() + path;
    }

    /**
     * True if a browser is on this machine under another name than that of the address: what it keeps for the one name it
     * does not send to the other.
     */
    boolean isOtherNameOfThisMachine(String requested) {
        return isLoopback(host()) && isLoopback(requested) && !host().equals(requested.toLowerCase(Locale.ROOT));
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
