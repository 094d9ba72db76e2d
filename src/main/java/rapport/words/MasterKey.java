package rapport.words;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import rapport.shared.CannotStart;
import rapport.shared.Home;

/**
 * The key that wraps all others. Lies in {@code master.key} in the data directory (mode 0600), or is given by another
 * file or by the environment. Made once, on an empty data directory, and never beside data that exists.
 */
final class MasterKey {

    static final String FILE = "master.key";
    private static final int BYTES = 32;

    private final SecretKey key;

    private MasterKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, "AES");
    }

    SecretKey key() {
        return key;
    }

    /**
     * Finds the key, or makes one where nothing exists yet.
     *
     * @param given the key itself, in base64, from the environment
     * @param givenFile a file to read instead of the one in the data directory
     * @param dataExists true if there is anything that a new key could not open
     * @throws CannotStart if it is missing beside existing data, unreadable, or open to others
     */
    static MasterKey find(Home home, @Nullable String given, @Nullable Path givenFile, boolean dataExists) {
        if (given != null) {
            return parsed(given, "the environment variable RAPPORT_MASTER_KEY");
        }
        var file = givenFile == null ? home.file(FILE) : givenFile;
        if (Files.exists(file)) {
            return read(file);
        }
        if (dataExists || givenFile != null) {
            throw new CannotStart(
                    "The master key is missing: there is no file " + file
                            + ", and without it nothing here can be read.",
                    "Put the key back from your backup, or give it in RAPPORT_MASTER_KEY or RAPPORT_MASTER_KEY_FILE. "
                            + "Rapport never makes a new key beside existing data.");
        }
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        home.writePrivately(FILE, Base64.getEncoder().encodeToString(bytes) + "\n");
        return new MasterKey(bytes);
    }

    private static MasterKey read(Path file) {
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && Files.getPosixFilePermissions(file).stream().anyMatch(MasterKey::isForOthers)) {
                throw new CannotStart(
                        "Other users of this machine can read the master key " + file + ".",
                        "Make it yours alone: chmod 600 " + file);
            }
            return parsed(Files.readString(file), "the file " + file);
        } catch (IOException e) {
            throw new CannotStart(
                    "The master key " + file + " cannot be read.",
                    "Check that it belongs to the user who runs Rapport.",
                    e);
        }
    }

    private static boolean isForOthers(PosixFilePermission permission) {
        return switch (permission) {
            case OWNER_READ, OWNER_WRITE, OWNER_EXECUTE -> false;
            case GROUP_READ, GROUP_WRITE, GROUP_EXECUTE, OTHERS_READ, OTHERS_WRITE, OTHERS_EXECUTE -> true;
        };
    }

    private static MasterKey parsed(String text, String where) {
        try {
            var bytes = Base64.getDecoder().decode(text.strip());
            if (bytes.length == BYTES) {
                return new MasterKey(bytes);
            }
        } catch (IllegalArgumentException _) {
            // said below, without the text
        }
        throw new CannotStart(
                "What " + where + " holds is not a master key.",
                "A master key is 32 bytes in base64, 44 characters. Put the right one back from your backup.");
    }
}
