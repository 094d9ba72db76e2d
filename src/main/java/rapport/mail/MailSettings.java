package rapport.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import rapport.shared.CannotStart;
import rapport.shared.SecretFile;

/**
 * The mail server that Rapport hands its letters to, as docs/operations.md describes it.
 *
 * @param username empty if one need not sign in there
 * @param password empty if one need not
 * @param certificates a file of those that the server's is held against; null for those that Java knows
 */
record MailSettings(
        String host,
        int port,
        Security security,
        String username,
        String password,
        InternetAddress from,
        @Nullable Path certificates) {

    static final String HOST = "rapport.mail.host";

    private static final String PREFIX = "rapport.mail.";
    private static final String PORT = PREFIX + "port";
    private static final String SECURITY = PREFIX + "security";
    private static final String USERNAME = PREFIX + "username";
    private static final String PASSWORD = PREFIX + "password";
    private static final String PASSWORD_FILE = PREFIX + "password-file";
    private static final String FROM = PREFIX + "from";
    private static final String CERTIFICATES = PREFIX + "certificates";

    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+]");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int HIGHEST_PORT = 65_535;

    /** How the way to the server is kept from being read and changed by others. */
    enum Security {
        /** Not at all. */
        NONE(25),
        /** In clear at first, encrypted before anything is said that matters, or not at all. */
        STARTTLS(587),
        /** From the first byte on. */
        TLS(465);

        private final int usualPort;

        Security(int usualPort) {
            this.usualPort = usualPort;
        }
    }

    /**
     * What is set; empty if nothing is.
     *
     * @throws CannotStart if it is not enough to go by, or cannot be right
     */
    static Optional<MailSettings> of(Environment environment) {
        var host = value(environment, HOST);
        if (host.isEmpty()) {
            Stream.of(PORT, SECURITY, USERNAME, PASSWORD, PASSWORD_FILE, FROM, CERTIFICATES)
                    .filter(other -> !value(environment, other).isEmpty())
                    .findFirst()
                    .ifPresent(other -> {
                        throw new CannotStart(
                                other + " is set, but " + HOST + " is not.",
                                "Set " + HOST
                                        + " to the name of your mail server, or remove all settings that begin with "
                                        + PREFIX);
                    });
            return Optional.empty();
        }
        if (!NAME.matcher(host).matches()) {
            throw new CannotStart(
                    HOST + " is not the name of a server.",
                    "Write the name alone, such as smtp.example.com; the port goes into " + PORT + ".");
        }
        var security = security(environment);
        var username = value(environment, USERNAME);
        var password = password(environment);
        if (username.isEmpty() != password.isEmpty()) {
            throw new CannotStart(
                    username.isEmpty()
                            ? "A password for the mail server is set, but " + USERNAME + " is not."
                            : USERNAME + " is set, but no password is.",
                    "Set both, the password by " + PASSWORD + " or " + PASSWORD_FILE + ", or neither.");
        }
        if (security == Security.NONE && !username.isEmpty() && !THIS_MACHINE.contains(host.toLowerCase(Locale.ROOT))) {
            throw new CannotStart(
                    SECURITY + " is none, so the password for the mail server would travel where others can read it.",
                    "Set it to starttls or tls, or use a server that takes letters without a password.");
        }
        var certificates = value(environment, CERTIFICATES);
        return Optional.of(new MailSettings(
                host,
                port(environment, security),
                security,
                username,
                password,
                from(environment),
                certificates.isEmpty() ? null : Path.of(certificates)));
    }

    private static String value(Environment environment, String setting) {
        return environment.getProperty(setting, "").strip();
    }

    private static Security security(Environment environment) {
        return switch (value(environment, SECURITY).toLowerCase(Locale.ROOT)) {
            case "none" -> Security.NONE;
            case "", "starttls" -> Security.STARTTLS;
            case "tls" -> Security.TLS;
            default ->
                throw new CannotStart(
                        SECURITY + " is none of none, starttls and tls.",
                        "Take starttls, which most servers expect on port 587, or tls for port 465.");
        };
    }

    private static int port(Environment environment, Security security) {
        var given = value(environment, PORT);
        if (given.isEmpty()) {
            return security.usualPort;
        }
        if (given.matches("[0-9]{1,5}")) {
            var port = Integer.parseInt(given);
            if (port > 0 && port <= HIGHEST_PORT) {
                return port;
            }
        }
        throw new CannotStart(
                PORT + " is not a port.",
                "Write a number from 1 to 65535, or leave it out: it is 587 for starttls, 465 for tls and 25 for none.");
    }

    private static String password(Environment environment) {
        var password = value(environment, PASSWORD);
        var file = value(environment, PASSWORD_FILE);
        if (!password.isEmpty() && !file.isEmpty()) {
            throw new CannotStart(PASSWORD + " and " + PASSWORD_FILE + " are both set.", "Remove one of the two.");
        }
        return file.isEmpty() ? password : SecretFile.read(Path.of(file), PASSWORD_FILE, "password of the mail server");
    }

    private static InternetAddress from(Environment environment) {
        var given = value(environment, FROM);
        if (given.isEmpty()) {
            throw new CannotStart(
                    HOST + " is set, but " + FROM + " is not.",
                    "Set it to the address that letters come from, such as Rapport <rapport@example.com>.");
        }
        try {
            var address = new InternetAddress(given, true);
            var plain = address.getAddress();
            if (plain != null && plain.indexOf('@') > 0 && plain.chars().allMatch(MailSettings::isPlain)) {
                var name = address.getPersonal();
                return new InternetAddress(
                        plain, name == null || name.isBlank() ? "Rapport" : name, StandardCharsets.UTF_8.name());
            }
        } catch (AddressException | UnsupportedEncodingException _) {
            // said below
        }
        throw new CannotStart(
                FROM + " is not an e-mail address.",
                "Write it as rapport@example.com or Rapport <rapport@example.com>.");
    }

    private static boolean isPlain(int character) {
        return character > ' ' && character < 127;
    }

    /** What stands behind the @ of the sender. */
    String domain() {
        var address = from.getAddress();
        return address.substring(address.lastIndexOf('@') + 1);
    }

    @Override
    public String toString() {
        return "MailSettings[•]";
    }
}
