package rapport.backups;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A directory into which a restore has put what was there before, the keys included. */
record Aside(Path directory) {

    static final String PREFIX = "replaced-";

    static List<Aside> in(Path home) throws IOException {
        try (var files = Files.list(home)) {
            return files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .filter(Files::isDirectory)
                    .sorted()
                    .map(Aside::new)
                    .toList();
        }
    }

    /** When it was put there, as its name says; empty if its name does not say so. */
    Optional<Instant> since() {
        return Shelf.instant(directory.getFileName().toString().substring(PREFIX.length()));
    }

    boolean holdsKeys() {
        return Files.exists(directory.resolve(BackupFile.VAULT));
    }
}
