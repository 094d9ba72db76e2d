package rapport.accounts;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import rapport.shared.CannotStart;
import rapport.shared.Home;

/**
 * The one-time token that proves that whoever sets Rapport up can read its data directory. Lies in {@code setup-token}
 * (mode 0600) until set-up is done. Where several processes share a database it follows from the master key, so that the
 * link of one works on all.
 */
final class SetupToken {

    static final String FILE = "setup-token";

    private final Home home;
    private final Optional<String> shared;

    /** @param shared the same for all processes; empty for the only one */
    SetupToken(Home home, Optional<String> shared) {
        this.home = home;
        this.shared = shared;
    }

    /** The token of this data directory, made if there is none. */
    String orNew() {
        if (shared.isPresent()) {
            home.writePrivately(FILE, shared.get() + "\n");
            return shared.get();
        }
        try {
            var file = home.file(FILE);
            if (Files.exists(file)) {
                var token = Files.readString(file).strip();
                if (!token.isEmpty()) {
                    return token;
                }
            }
        } catch (IOException e) {
            throw new CannotStart(
                    "The file " + home.file(FILE) + " cannot be read.", "Remove it; Rapport makes a new one.", e);
        }
        var token = Secrets.random();
        home.writePrivately(FILE, token + "\n");
        return token;
    }

    /** True if this is the token in the file; false also once there is none. */
    boolean is(String given) {
        if (shared.isPresent()) {
            return Secrets.isSame(given, shared.get());
        }
        try {
            return Secrets.isSame(given, Files.readString(home.file(FILE)).strip());
        } catch (IOException _) {
            return false;
        }
    }

    void remove() {
        try {
            Files.deleteIfExists(home.file(FILE));
        } catch (IOException _) {
            // harmless: set-up is done, and its one row in the database says so
        }
    }
}
