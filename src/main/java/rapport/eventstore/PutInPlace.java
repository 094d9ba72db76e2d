package rapport.eventstore;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import rapport.shared.CannotStart;

/**
 * Puts files that were restored in the place of those that are there, which are moved aside. Once it has been decided on,
 * it is carried out: whenever the process is killed, the next one goes on where it was.
 */
public final class PutInPlace {

    /** Where the restored files lie until then, in the data directory. */
    public static final String DRAFT = "restoring";

    /** The file that says that it has been decided on, and where the present files go. */
    private static final String DECIDED = "decided";

    private static final List<String> FILES = List.of("rapport.mv.db", "vault.mv.db", "master.key");

    private PutInPlace() {}

    /**
     * Decides on it and carries it out. What is restored lies in {@link #DRAFT}, whole and on the disk.
     *
     * @param aside the name of a new directory in the data directory
     */
    public static void now(Path home, String aside) throws IOException {
        var draft = home.resolve(DRAFT);
        var decision = Files.writeString(draft.resolve(DECIDED + ".new"), aside);
        force(decision);
        Files.move(decision, draft.resolve(DECIDED), StandardCopyOption.ATOMIC_MOVE);
        forceDirectory(draft);
        carryOut(home);
    }

    /** True if it has been decided on, and is not carried out yet. */
    public static boolean isDecided(Path home) {
        return Files.exists(home.resolve(DRAFT).resolve(DECIDED));
    }

    /** Carries out what had been decided on when a process was killed; does nothing otherwise. */
    static void finish(Path home) {
        try {
            if (isDecided(home)) {
                carryOut(home);
            }
        } catch (IOException e) {
            throw new CannotStart(
                    "A restore was interrupted, and could not be carried on with.",
                    "Mend the rights of " + home + " and of everything in it, and start again.",
                    e);
        }
    }

    private static void carryOut(Path home) throws IOException {
        var draft = home.resolve(DRAFT);
        var aside = home.resolve(
                Path.of(Files.readString(draft.resolve(DECIDED))).getFileName().toString());
        for (var name : FILES) {
            var restored = draft.resolve(name);
            if (Files.exists(restored)) {
                var present = home.resolve(name);
                if (Files.exists(present)) {
                    Files.createDirectories(aside);
                    makePrivate(aside);
                    Files.move(present, aside.resolve(name), StandardCopyOption.ATOMIC_MOVE);
                }
                Files.move(restored, present, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        forceDirectory(home);
        Files.delete(draft.resolve(DECIDED));
        try (var left = Files.walk(draft)) {
            for (var file : left.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void makePrivate(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(
                    directory, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void forceDirectory(Path directory) {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            // not every system lets one do that
        }
    }
}
