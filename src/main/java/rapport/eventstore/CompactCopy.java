package rapport.eventstore;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.MVStoreTool;

/**
 * A file beside a database's own that holds the same rows and nothing else. Made, compared row by row, forced to the disk,
 * and only then put in the other's place.
 */
final class CompactCopy {

    private static final String SUFFIX = ".mv.db";
    private static final String NAME = ".rewritten";

    private final Path draft;

    CompactCopy(Path original) {
        this.draft = draftOf(original);
    }

    private static Path draftOf(Path original) {
        var name = original.getFileName().toString().replaceFirst("\\.mv\\.db$", "");
        return original.resolveSibling(name + NAME + SUFFIX);
    }

    /** Clears away what a process left that was killed while it made one. */
    static void removeLeft(Path original) {
        new CompactCopy(original).remove();
    }

    void make(FileChannel original, long length) throws IOException {
        remove();
        try (var copy = privately(draft)) {
            long done = 0;
            while (done < length) {
                var moved = original.transferTo(done, length - done, copy);
                if (moved <= 0) {
                    throw new IOException("the file of the database became shorter");
                }
                done += moved;
            }
        }
        try {
            MVStoreTool.compact(draft.toString(), false);
        } catch (MVStoreException e) {
            throw new IOException("the file of the database could not be written anew", e);
        }
        makePrivate(draft);
        force(draft);
    }

    /** @throws IOException if a row of one is not in the other */
    void mustHoldTheSameAs(Connection original) throws SQLException, IOException {
        var path = draft.toString();
        var url = "jdbc:h2:file:" + path.substring(0, path.length() - SUFFIX.length())
                + ";ACCESS_MODE_DATA=r;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0";
        try (var connection = DriverManager.getConnection(url, "sa", "")) {
            if (!Rows.digest(connection).equals(Rows.digest(original))) {
                throw new IOException("what was written anew is not what the database holds");
            }
        }
    }

    void takePlaceOf(Path original) throws IOException {
        Files.move(draft, original, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceDirectory(original);
    }

    void remove() {
        for (var ending : List.of("", ".tempFile", ".newFile")) {
            try {
                Files.deleteIfExists(draft.resolveSibling(draft.getFileName() + ending));
            } catch (IOException _) {
                // it is in nobody's way, and the next start tries again
            }
        }
    }

    private static FileChannel privately(Path path) throws IOException {
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return isPosix(path)
                ? FileChannel.open(
                        path,
                        options,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : FileChannel.open(path, options);
    }

    private static void makePrivate(Path path) throws IOException {
        if (isPosix(path)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static void force(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    // A file's new name is on the disk only once its directory is. Not every system lets one do that.
    private static void forceDirectory(Path file) {
        try (var directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException _) {
            // then the system does it in its own time
        }
    }
}
