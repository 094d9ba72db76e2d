package rapport.security;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.env.Environment;
import rapport.shared.CannotStart;

/**
 * The address under which people reach Rapport with their browsers: {@code rapport.address}, or else
 * {@code http://localhost} with the port.
 */
final class PublicAddress {

    static final String SETTING = "rapport.address";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Environment environment;
    private final Optional<URI> given;

    /** @throws CannotStart if the address given is not one that a browser could safely be sent back to */
    PublicAddress(Environment environment) {
        this.environment = environment;
        this.given = given(environment);
    }

    private static Optional<URI> given(Environment environment) {
        var text = environment.getProperty(SETTING, "").strip().replaceFirst("/$", "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var uri = new URI(text);
            if (isWebAddress(uri) && uri.getRawPath().isEmpty() && uri.getRawQuery() == null) {
                return Optional.of(uri);
            }
        } catch (URISyntaxException _) {
            // said below
        }
        throw new CannotStart(
                SETTING + " is not an address at which Rapport can be reached.",
                "Write it as https://rapport.example.com, with a port if it needs one and nothing behind it. "
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

    /** The name in the address, without port, in lower case; empty if none was given. */
    Optional<String> name() {
        return given.map(uri -> uri.getHost().toLowerCase(Locale.ROOT));
    }

    /** The address of one of our pages. */
    String of(String path) {
        return origin() + path;
    }

    /**
     * True if a browser is on this machine under another name than that of the address: what it keeps for the one name it
     * does not send to the other.
     */
    boolean isOtherNameOfThisMachine(String requested) {
        var own = URI.create(origin()).getHost().toLowerCase(Locale.ROOT);
        var asked = requested.toLowerCase(Locale.ROOT);
        return isLoopback(own) && isLoopback(asked) && !own.equals(asked);
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    // The port is known for certain only once the server listens.
    private String origin() {
        return given.map(URI::toString)
                .orElseGet(() -> "http://localhost:"
                        + environment.getProperty("local.server.port", environment.getProperty("server.port", "8080")));
    }
}
