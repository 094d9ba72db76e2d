package rapport.eventstore;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * By what each connection to a PostgreSQL server says whose it is, as its {@code application_name}: which version of
 * Rapport, on which schema, and which process.
 *
 * @param version holds no blank
 */
record ProcessName(String version, String schema, String process) {

    private static final Pattern FORM = Pattern.compile("rapport (\\S{1,14}) (\\S{1,31}) ([0-9a-f]{8})");

    /** One that no other process has. */
    static ProcessName fresh(String version, String schema) {
        return new ProcessName(
                version.replaceAll("[^A-Za-z0-9.+-]", "-")
                        .replaceFirst("^$", "0")
                        .replaceFirst("^(.{14}).*$", "$1"),
                schema,
                UUID.randomUUID().toString().substring(0, 8));
    }

    /** As the server is told it: 63 characters at most, or it would be cut off. */
    String text() {
        return "rapport " + version + " " + schema + " " + process;
    }

    static Optional<ProcessName> read(String text) {
        var found = FORM.matcher(text);
        return found.matches()
                ? Optional.of(new ProcessName(found.group(1), found.group(2), found.group(3)))
                : Optional.empty();
    }
}
