package rapport.shared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file that holds one secret and that only its owner may read. */
public final class SecretFile {

    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private SecretFile() {}

    /**
     * The secret in a file, without blanks around it.
     *
     * @param setting the setting that names the file
     * @param what the secret in a word or two
     * @throws CannotStart if there is none in it, it cannot be read, or others can read it as well
     */
    public static String read(Path file, String setting, String what) {
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new CannotStart(
                        "Other users of this machine can read the " + what + " in " + file + ".",
                        "Make it yours alone: chmod 600 " + file);
            }
            var secret = Files.readString(file).strip();
            if (secret.isEmpty()) {
                throw new CannotStart(
                        "The file " + file + ", which " + setting + " names, is empty.",
                        "Put the " + what + " into it, or remove the setting.");
            }
            return secret;
        } catch (IOException e) {
            throw new CannotStart(
                    "The file " + file + ", which " + setting + " names, cannot be read.",
                    "Check that it is there and belongs to the user who runs Rapport.",
                    e);
        }
    }
}
