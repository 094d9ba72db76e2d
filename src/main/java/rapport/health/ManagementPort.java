package rapport.health;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.core.env.Environment;
import rapport.shared.CannotStart;

/** The port on which this machine alone may ask how Rapport is; none unless it is set. */
final class ManagementPort {

    static final String SETTING = "rapport.management.port";

    private static final int HIGHEST = 65_535;

    private ManagementPort() {}

    static boolean isSet(Environment environment) {
        return environment.containsProperty(SETTING);
    }

    /**
     * The port that is set; 0 for any that is free.
     *
     * @throws CannotStart if it is none, or by other settings anybody else than this machine could reach it
     */
    static OptionalInt of(Environment environment) {
        if (!isSet(environment)) {
            return OptionalInt.empty();
        }
        var port = number(environment.getProperty(SETTING, ""))
                .orElseThrow(() -> new CannotStart(
                        "The setting " + SETTING + " is not the number of a port.",
                        "Give it a port of its own, such as 1112, or leave it out."));
        if (port != 0 && number(environment.getProperty("server.port", "")).equals(Optional.of(port))) {
            throw new CannotStart(
                    "The settings " + SETTING + " and server.port name the same port.",
                    "Whoever can reach the pages could read the figures as well: give them a port of their own.");
        }
        // Boot's own settings lead the same way in.
        if (!number(environment.getProperty("management.server.port", "")).equals(Optional.of(port))) {
            throw new CannotStart(
                    "The setting management.server.port says another port than " + SETTING + ".",
                    "Leave management.server.port out.");
        }
        if (!isLoopback(environment.getProperty("management.server.address", ""))) {
            throw new CannotStart(
                    "The setting management.server.address is not an address of this machine alone.",
                    "Leave it out: the figures are read on 127.0.0.1 only.");
        }
        return OptionalInt.of(port);
    }

    private static Optional<Integer> number(String text) {
        try {
            var number = Integer.parseInt(text.strip());
            return number >= 0 && number <= HIGHEST ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return !address.isBlank() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
