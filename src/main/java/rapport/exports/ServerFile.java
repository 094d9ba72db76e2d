package rapport.exports;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import rapport.exports.ServerFormat.KeyId;
import rapport.exports.ServerFormat.Manifest;
import rapport.exports.ServerFormat.Part;
import rapport.exports.ServerFormat.What;
import rapport.exports.Tables.Table;
import tools.jackson.core.JacksonException;

/**
 * A server's export as a file that anybody may have made or changed: nothing in it is believed before it was looked at.
 * Nothing of it is ever unpacked to a disk, so the names in it lead nowhere.
 */
final class ServerFile implements AutoCloseable {

    /** A manifest, or a hash, is never larger. */
    private static final int SMALL = 1 << 20;

    /** One row: a word has at most 4,000 letters, and no event holds more than a few. */
    private static final int LONGEST_LINE = 16 << 20;

    /** How much larger than the file itself what is in it may be. Sealed words hardly shrink at all. */
    private static final long MOST_TIMES = 200;

    private final Path path;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new HashMap<>();
    private final Manifest manifest;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    private ServerFile(Path path, ZipFile zip) throws IOException {
        this.path = path;
        this.zip = zip;
        findEntries();
        this.manifest = readManifest();
        manifest.files().forEach(part -> {
            if (parts.put(part.name(), part) != null) {
                throw damaged("its list of files names one of them twice");
            }
        });
        checkNames();
        checkSizes();
        for (var part : parts.values()) {
            check(part);
        }
    }

    /** @throws NotImported with what is wrong with it */
    static ServerFile open(Path path) {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new NotImported("There is no file " + path + " that can be read.");
        }
        try {
            var zip = new ZipFile(path.toFile(), StandardCharsets.UTF_8);
            try {
                return new ServerFile(path, zip);
            } catch (IOException | RuntimeException e) {
                zip.close();
                throw e;
            }
        } catch (NotImported e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new NotImported(
                    "The file " + path + " is no whole export: it is damaged or cut off, or it is something else.", e);
        }
    }

    private NotImported damaged(String how) {
        return new NotImported("The file " + path + " was damaged or changed: " + how + ".");
    }

    private NotImported foreign() {
        return new NotImported(
                "The file " + path + " is not the export of a Rapport server, as \"rapport export\" makes it.");
    }

    private void findEntries() {
        zip.stream().forEach(entry -> {
            if (entries.put(entry.getName(), entry) != null) {
                throw damaged("it holds a file twice");
            }
        });
        if (!entries.containsKey(ServerFormat.MANIFEST)) {
            if (entries.keySet().stream().anyMatch(name -> name.endsWith("/" + ServerFormat.MANIFEST))) {
                throw new NotImported("The file " + path
                        + " is somebody's copy of one relationship. It is for reading; a server is imported from what "
                        + "\"rapport export\" makes.");
            }
            throw foreign();
        }
    }

    private Manifest readManifest() throws IOException {
        var bytes = small(ServerFormat.MANIFEST);
        try {
            var what = ServerFormat.JSON
                    .rebuild()
                    .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(bytes, What.class);
            if (!ServerFormat.EVENTS.equals(what.format())) {
                throw foreign();
            }
            if (what.version() > ServerFormat.VERSION) {
                throw new NotImported("The file " + path + " was made by a newer Rapport, in a format ("
                        + what.version() + ") that this one does not know. Import it with that one.");
            }
            if (what.version() != ServerFormat.VERSION) {
                throw damaged("it has a format that there never was");
            }
            mustHash(bytes);
            return ServerFormat.JSON.readValue(bytes, Manifest.class);
        } catch (JacksonException e) {
            throw foreign();
        }
    }

    private void mustHash(byte[] manifest) throws IOException {
        if (!entries.containsKey(ServerFormat.MANIFEST_HASH)) {
            throw damaged("a part of it is missing");
        }
        var told = new String(small(ServerFormat.MANIFEST_HASH), StandardCharsets.UTF_8).strip();
        if (!told.equals(HexFormat.of().formatHex(Archive.sha256().digest(manifest)))) {
            throw damaged("its list of files is not the one that was written");
        }
    }

    private byte[] small(String name) throws IOException {
        try (var in = zip.getInputStream(Objects.requireNonNull(entries.get(name)))) {
            var bytes = in.readNBytes(SMALL + 1);
            if (bytes.length > SMALL) {
                throw damaged("its " + name + " is larger than any there could be");
            }
            return bytes;
        }
    }

    private void checkNames() {
        Set<String> wanted =
                Tables.TAKEN.stream().map(ServerFormat::file).collect(Collectors.toCollection(TreeSet::new));
        wanted.add(ServerFormat.KEY_IDS);
        if (!parts.keySet().equals(wanted)) {
            throw damaged("it does not list the files that an export has");
        }
        wanted.add(ServerFormat.MANIFEST);
        wanted.add(ServerFormat.MANIFEST_HASH);
        if (!entries.keySet().containsAll(wanted)) {
            throw damaged("a part of it is missing");
        }
        if (entries.size() > wanted.size()) {
            throw damaged("it holds a file that does not belong into it");
        }
    }

    // What the manifest says is believed no further than the size of the file on the disk goes.
    private void checkSizes() throws IOException {
        var most = SMALL + MOST_TIMES * Files.size(path);
        var sum = 0L;
        for (var part : parts.values()) {
            if (part.size() < 0 || part.rows() < 0 || part.size() > most || (sum += part.size()) > most) {
                throw damaged("it claims to hold more than it can");
            }
        }
    }

    private void check(Part part) throws IOException {
        try (var in = bounded(part)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            in.mustBeWhole();
        }
    }

    private Bounded bounded(Part part) throws IOException {
        return new Bounded(zip.getInputStream(Objects.requireNonNull(entries.get(part.name()))), part);
    }

    /** Reads no further than was told, and knows whether it was what was told. */
    private final class Bounded extends FilterInputStream {

        private final Part part;
        private final MessageDigest hash = Archive.sha256();
        private long size;

        Bounded(InputStream in, Part part) {
            super(in);
            this.part = part;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            var count = super.read(into, from, length);
            if (count > 0) {
                size += count;
                hash.update(into, from, count);
                if (size > part.size()) {
                    throw damaged(part.name() + " is larger than it says");
                }
            }
            return count;
        }

        void mustBeWhole() {
            if (size != part.size() || !HexFormat.of().formatHex(hash.digest()).equals(part.sha256())) {
                throw damaged(part.name() + " is not what was written");
            }
        }
    }

    // --- what is in it --------------------------------------------------------------------------------------------

    Manifest manifest() {
        return manifest;
    }

    long rows() {
        return parts.values().stream().mapToLong(Part::rows).sum();
    }

    /** Takes in one line. */
    interface Line {
        void take(byte[] json);
    }

    /** All rows of a table, each with exactly its columns. @throws NotImported at the first that is no such row */
    void forEach(Table table, Columns columns, java.util.function.Consumer<List<@Nullable Object>> each)
            throws IOException {
        var part = Objects.requireNonNull(parts.get(ServerFormat.file(table)));
        lines(part, json -> each.accept(row(part, columns, json)));
    }

    private List<@Nullable Object> row(Part part, Columns columns, byte[] json) {
        try {
            var row = ServerFormat.JSON.readTree(json);
            if (!row.isObject() || row.size() != columns.cells().size()) {
                throw damaged(part.name() + " holds a line that is no row of this table");
            }
            var values = new ArrayList<@Nullable Object>();
            columns.cells().forEach((name, cell) -> {
                var value = row.get(name);
                if (value == null) {
                    throw damaged(part.name() + " holds a line that is no row of this table");
                }
                values.add(value.isNull() ? null : cell.parse(value));
            });
            return values;
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw damaged(part.name() + " holds a value that cannot be there");
        }
    }

    /** The keys that there were when it was made. */
    List<KeyId> keyIds() throws IOException {
        var part = Objects.requireNonNull(parts.get(ServerFormat.KEY_IDS));
        var ids = new ArrayList<KeyId>();
        lines(part, json -> {
            try {
                ids.add(ServerFormat.JSON.readValue(json, KeyId.class));
            } catch (JacksonException e) {
                throw damaged(part.name() + " holds a line that is no key's");
            }
        });
        return ids;
    }

    private void lines(Part part, Line each) throws IOException {
        var rows = 0L;
        try (var in = bounded(part);
                var buffered = new BufferedInputStream(in)) {
            for (var line = line(buffered); line != null; line = line(buffered)) {
                rows++;
                each.take(line);
            }
            in.mustBeWhole();
        }
        if (rows != part.rows()) {
            throw damaged(part.name() + " has another number of rows than it says");
        }
    }

    private byte @Nullable [] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var one = in.read(); one >= 0; one = in.read()) {
            if (one == '\n') {
                return line.toByteArray();
            }
            if (line.size() >= LONGEST_LINE) {
                throw damaged("it holds a line that is longer than any there could be");
            }
            line.write(one);
        }
        if (line.size() > 0) {
            throw damaged("a line in it has no end");
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
