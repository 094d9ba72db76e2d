package rapport.backups;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import rapport.tools.Console;

/**
 * A backup in a file: a zip that holds files of the data directory and a manifest with their sizes and hashes. Either whole
 * or not there; damage is found before anything is made of it.
 */
final class BackupFile {

    static final String HISTORY = "rapport.mv.db";
    static final String VAULT = "vault.mv.db";
    static final String MASTER_KEY = "master.key";

    private static final Set<String> FILES = Set.of(HISTORY, VAULT, MASTER_KEY);
    private static final String MANIFEST = "manifest.json";
    private static final String DRAFT = ".draft";
    private static final int LONGEST_MANIFEST = 64 * 1024;
    private static final int PIECE = 64 * 1024;

    private BackupFile() {}

    /** Writes what a file is to hold. */
    interface Content {
        void writeTo(OutputStream target) throws IOException;
    }

    /** Makes a backup; where it cannot be finished, nothing is left of it. */
    static void write(Path target, Map<String, Content> contents, Function<List<Manifest.Part>, Manifest> manifest)
            throws IOException {
        var draft = target.resolveSibling(target.getFileName() + DRAFT);
        Files.deleteIfExists(draft);
        try {
            try (var channel = FileChannel.open(
                    draft, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), privately(draft))) {
                // Says that somebody is at it, for as long as the process lives.
                lock(channel);
                var zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), PIECE));
                zip.setLevel(Deflater.BEST_SPEED);
                var parts = new ArrayList<Manifest.Part>();
                for (var content : contents.entrySet()) {
                    zip.putNextEntry(new ZipEntry(content.getKey()));
                    parts.add(part(content.getKey(), content.getValue(), zip));
                    zip.closeEntry();
                }
                zip.putNextEntry(new ZipEntry(MANIFEST));
                zip.write(manifest.apply(parts).json());
                zip.closeEntry();
                zip.finish();
                zip.flush();
                channel.force(true);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            forceDirectory(draft.toAbsolutePath().resolveSibling(""));
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void lock(FileChannel draft) {
        try {
            var _ = draft.tryLock();
        } catch (IOException _) {
            // not every file system lets one do that
        }
    }

    /** Clears away what killed processes left of backups in a directory; one that is being made stays. */
    static void removeDrafts(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (var draft : files.filter(file -> Shelf.isDraft(file, DRAFT)).toList()) {
                if (isAbandoned(draft)) {
                    Files.deleteIfExists(draft);
                }
            }
        }
    }

    private static boolean isAbandoned(Path draft) {
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock != null;
        } catch (IOException | OverlappingFileLockException _) {
            return false;
        }
    }

    private static Manifest.Part part(String name, Content content, OutputStream zip) throws IOException {
        var counted = new Watched(zip, _ -> {});
        // It must not be closed: others write behind it.
        @SuppressWarnings("resource")
        var hashed = new DigestOutputStream(counted, sha256());
        content.writeTo(hashed);
        hashed.flush();
        return new Manifest.Part(
                name,
                counted.count(),
                HexFormat.of().formatHex(hashed.getMessageDigest().digest()));
    }

    /** @throws NotABackup if the file is none, or was cut short */
    static Manifest manifest(Path file) throws IOException {
        try (var zip = opened(file)) {
            return manifest(zip);
        }
    }

    private static ZipFile opened(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException _) {
            throw new NotABackup("it is damaged, cut short, or something else");
        } catch (NoSuchFileException _) {
            throw new NotABackup("there is no such file");
        }
    }

    private static Manifest manifest(ZipFile zip) throws IOException {
        var entry = zip.getEntry(MANIFEST);
        if (entry == null) {
            throw new NotABackup("it says nothing about itself");
        }
        try (var content = zip.getInputStream(entry)) {
            var bytes = content.readNBytes(LONGEST_MANIFEST + 1);
            if (bytes.length > LONGEST_MANIFEST) {
                throw new NotABackup("what it says about itself is too long");
            }
            return Manifest.read(bytes, FILES);
        } catch (ZipException _) {
            throw new NotABackup("it is damaged");
        }
    }

    /**
     * Takes the files out, onto the disk, into a directory that has none of them.
     *
     * @throws NotABackup if a file is not what the manifest says; what was taken out is of no use then
     */
    static Manifest takeOut(Path file, Path directory) throws IOException {
        return takeOut(file, directory, Console.unheard());
    }

    static Manifest takeOut(Path file, Path directory, Console console) throws IOException {
        try (var zip = opened(file)) {
            var manifest = manifest(zip);
            for (var part : manifest.parts()) {
                var entry = zip.getEntry(part.name());
                if (entry == null) {
                    throw new NotABackup("a file is missing in it");
                }
                var target = directory.resolve(part.name());
                try (var content = zip.getInputStream(entry);
                        var channel = FileChannel.open(
                                target,
                                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                                privately(target))) {
                    takeOut(
                            content,
                            part,
                            new Watched(
                                    Channels.newOutputStream(channel),
                                    done -> Sizes.progress(console, "Taking out " + part.name(), done, part.size())));
                    channel.force(true);
                } catch (ZipException _) {
                    throw new NotABackup("it is damaged");
                }
            }
            return manifest;
        }
    }

    private static void takeOut(InputStream content, Manifest.Part part, OutputStream target) throws IOException {
        var hash = sha256();
        var piece = new byte[PIECE];
        long size = 0;
        for (var count = content.read(piece); count >= 0; count = content.read(piece)) {
            size += count;
            if (size > part.size()) {
                throw new NotABackup("a file in it is longer than it should be");
            }
            hash.update(piece, 0, count);
            target.write(piece, 0, count);
        }
        if (size != part.size() || !HexFormat.of().formatHex(hash.digest()).equals(part.sha256())) {
            throw new NotABackup("a file in it was changed since");
        }
    }

    static FileAttribute<?>[] privately(Path path) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** A directory that only its owner can look into, made if it is not there. */
    static Path directory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            if (isPosix(directory)) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
        }
        return directory;
    }

    static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    static void remove(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var files = Files.walk(directory)) {
                for (var file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void forceDirectory(Path directory) {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            // not every system lets one do that
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
