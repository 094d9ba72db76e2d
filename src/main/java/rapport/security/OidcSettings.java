package rapport.security;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import rapport.shared.CannotStart;
import rapport.shared.SecretFile;

/**
 * How Rapport knows the identity provider of a team, as docs/operations.md describes it.
 *
 * @param name what people call it
 * @param domains whose verified addresses may come in before anybody has added them; in lower case
 */
record OidcSettings(String issuer, String clientId, String clientSecret, String name, Set<String> domains) {

    static final String ISSUER = "rapport.oidc.issuer";

    private static final String CLIENT_ID = "rapport.oidc.client-id";
    private static final String CLIENT_SECRET = "rapport.oidc.client-secret";
    private static final String CLIENT_SECRET_FILE = "rapport.oidc.client-secret-file";
    private static final String NAME = "rapport.oidc.name";
    private static final String DOMAINS = "rapport.oidc.domains";

    private static final int LONGEST_ISSUER = 255;
    private static final int LONGEST_NAME = 40;
    private static final Pattern DOMAIN = Pattern.compile("[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)+");
    /**
     * What is set; empty if nothing is.
     *
     * @throws CannotStart if it is not enough to go by, or cannot be right
     */
    static Optional<OidcSettings> of(Environment environment) {
        var issuer = value(environment, ISSUER);
        if (issuer.isEmpty()) {
            Stream.of(CLIENT_ID, CLIENT_SECRET, CLIENT_SECRET_FILE, NAME, DOMAINS)
                    .filter(other -> !value(environment, other).isEmpty())
                    .findFirst()
                    .ifPresent(other -> {
                        throw new CannotStart(
                                other + " is set, but " + ISSUER + " is not.",
                                "Set all of them to sign in with a company's account, or none of them.");
                    });
            return Optional.empty();
        }
        var clientId = value(environment, CLIENT_ID);
        if (clientId.isEmpty()) {
            throw missing(CLIENT_ID);
        }
        return Optional.of(new OidcSettings(
                checkedIssuer(issuer), clientId, secret(environment), name(environment, issuer), domains(environment)));
    }

    private static String value(Environment environment, String setting) {
        return environment.getProperty(setting, "").strip();
    }

    private static CannotStart missing(String setting) {
        return new CannotStart(
                ISSUER + " is set, but " + setting + " is not.",
                "Set it to what the identity provider gave you when you registered Rapport there, or remove all settings "
                        + "that begin with rapport.oidc.");
    }

    private static String checkedIssuer(String issuer) {
        try {
            var uri = new URI(issuer);
            if (PublicAddress.isWebAddress(uri) && uri.getRawQuery() == null && issuer.length() <= LONGEST_ISSUER) {
                return issuer;
            }
        } catch (URISyntaxException _) {
            // said below
        }
        throw new CannotStart(
                ISSUER + " is not the address of an identity provider.",
                "Write it exactly as the provider does, such as https://login.example.com/team. "
                        + "Plain http is for a provider on this machine alone.");
    }

    private static String secret(Environment environment) {
        var secret = value(environment, CLIENT_SECRET);
        var file = value(environment, CLIENT_SECRET_FILE);
        if (!secret.isEmpty() && !file.isEmpty()) {
            throw new CannotStart(
                    CLIENT_SECRET + " and " + CLIENT_SECRET_FILE + " are both set.", "Remove one of the two.");
        }
        if (!file.isEmpty()) {
            secret = SecretFile.read(Path.of(file), CLIENT_SECRET_FILE, "client secret");
        }
        if (secret.isEmpty()) {
            throw missing(CLIENT_SECRET + " (or " + CLIENT_SECRET_FILE + ")");
        }
        return secret;
    }

    private static String name(Environment environment, String issuer) {
        var name = value(environment, NAME);
        if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw new CannotStart(
                    NAME + " is longer than " + LONGEST_NAME + " characters.",
                    "It stands on a button, behind \"Sign in with\". Choose a shorter one.");
        }
        return name.isEmpty() ? URI.create(issuer).getHost() : name;
    }

    private static Set<String> domains(Environment environment) {
        var domains = Arrays.stream(value(environment, DOMAINS).split(","))
                .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
                .filter(domain -> !domain.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        if (!domains.stream().allMatch(domain -> DOMAIN.matcher(domain).matches())) {
            throw new CannotStart(
                    DOMAINS + " holds something that is not a domain of e-mail addresses.",
                    "Write what stands behind the @, such as example.com, and commas between several.");
        }
        return domains;
    }

    @Override
    public String toString() {
        return "OidcSettings[•]";
    }
}
