package rapport.backups;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import org.springframework.core.env.Environment;
import rapport.shared.CannotStart;

/**
 * What {@code rapport.backup.…} says.
 *
 * @param every how often a backup is made by itself; zero for never
 * @param rehearse how often one is tried out by itself; zero for never
 */
record BackupSettings(
        Path directory, Duration every, Duration keep, Duration keysKeep, Duration rehearse, boolean beforeUpgrade) {

    /** @throws CannotStart if a duration cannot be read */
    static BackupSettings in(Environment environment, Path home) {
        var directory = environment.getProperty("rapport.backup.directory", "").strip();
        return new BackupSettings(
                directory.isEmpty()
                        ? home.resolve("backups")
                        : Path.of(directory).toAbsolutePath(),
                duration(environment, "rapport.backup.every", "P1D"),
                duration(environment, "rapport.backup.keep", "P30D"),
                duration(environment, "rapport.backup.keys-keep", "P7D"),
                duration(environment, "rapport.backup.rehearse", "P7D"),
                environment.getProperty("rapport.backup.before-upgrade", Boolean.class, true));
    }

    private static Duration duration(Environment environment, String setting, String otherwise) {
        try {
            var duration =
                    Duration.parse(environment.getProperty(setting, otherwise).strip());
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeException _) {
            // said below
        }
        throw new CannotStart(
                setting + " is not a duration that can be read.",
                "Write it as an ISO 8601 duration, such as P1D for a day, PT12H for half of one, or PT0S for never.");
    }

    Shelf shelf() {
        return new Shelf(directory);
    }
}
