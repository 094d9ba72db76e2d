package rapport.exports;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip that is written from front to back, and that knows of every file how large it was and what it hashed to. */
final class Archive implements AutoCloseable {

    /** A file that was written. */
    record Written(String name, long size, String sha256) {}

    /** Writes one file. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final ZipOutputStream zip;
    private final String folder;
    private final LocalDateTime at;
    private final List<Written> written = new ArrayList<>();

    /**
     * @param folder in which all files lie; empty for none
     * @param at the time that every file bears
     */
    Archive(OutputStream out, String folder, Instant at) {
        this.zip = new ZipOutputStream(out);
        this.folder = folder.isEmpty() ? "" : folder + "/";
        // Zips know local times only; that of one zone for all is the same wherever it is made.
        this.at = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    void add(String name, Content content) throws IOException {
        var entry = new ZipEntry(folder + name);
        entry.setTimeLocal(at);
        zip.putNextEntry(entry);
        var counted = new Counted(zip);
        try {
            content.writeTo(counted);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        counted.flush();
        zip.closeEntry();
        written.add(new Written(name, counted.size, HexFormat.of().formatHex(counted.hash.digest())));
    }

    /** What was written so far, in its order. */
    List<Written> written() {
        return List.copyOf(written);
    }

    @Override
    public void close() throws IOException {
        zip.finish();
        zip.flush();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static final class Counted extends FilterOutputStream {

        private final MessageDigest hash = sha256();
        private long size;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            hash.update((byte) one);
            size++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            hash.update(bytes, from, length);
            size += length;
        }

        // Whoever writes one file may close it; the zip goes on.
        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
