package rapport.shared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The data directory, readable by its owner alone. Nothing is ever written outside it.
 */
public record Home(Path directory) {

    /** The directory at a path, made if it is not there. @throws CannotStart if it cannot be made or written to */
    public static Home at(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
                if (isPosix(directory)) {
                    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
                }
            }
        } catch (IOException e) {
            throw unusable(directory, e);
        }
        if (!Files.isWritable(directory)) {
            throw unusable(directory, null);
        }
        return new Home(directory.toAbsolutePath());
    }

    private static CannotStart unusable(Path directory, @org.jspecify.annotations.Nullable IOException cause) {
        var what = "The data directory " + directory + " cannot be made or written to.";
        var help = "Give Rapport a directory of its own by setting RAPPORT_HOME, or mend the rights of this one.";
        return cause == null ? new CannotStart(what, help) : new CannotStart(what, help, cause);
    }

    /** A file in it. */
    public Path file(String name) {
        return directory.resolve(name);
    }

    /**
     * Writes a file that only its owner may read, so that after a crash it is either whole or not there.
     *
     * @throws CannotStart if it cannot be written
     */
    public Path writePrivately(String name, String content) {
        var target = file(name);
        var draft = file(name + ".new");
        try {
            Files.deleteIfExists(draft);
            var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            try (var channel = isPosix(directory)
                    ? java.nio.channels.FileChannel.open(draft, options, mode)
                    : java.nio.channels.FileChannel.open(draft, options)) {
                channel.write(java.nio.ByteBuffer.wrap(content.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
                channel.force(true);
            }
            Files.move(draft, target, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            return target;
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
