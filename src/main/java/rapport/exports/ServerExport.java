package rapport.exports;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import rapport.eventstore.Pool;
import rapport.exports.ServerFormat.KeptBeside;
import rapport.exports.ServerFormat.Key;
import rapport.exports.ServerFormat.KeyId;
import rapport.exports.ServerFormat.Keys;
import rapport.exports.ServerFormat.Manifest;
import rapport.exports.ServerFormat.Part;
import rapport.seals.Receipt;
import rapport.seals.Seals;
import rapport.words.WrappedKeys;

/**
 * The whole server for its operator: everything that cannot be made again, words sealed as they are, as it stood at one
 * instant; and its keys in a file apart. Reads while others write, and holds nobody up.
 */
@Component
class ServerExport {

    /** Zips know no year before; where the time of a file tells nothing, all bear this one. */
    private static final Instant NO_TIME = Instant.parse("1980-01-01T00:00:00Z");

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Pool pool;
    private final WrappedKeys keys;
    private final Seals seals;
    private final Clock clock;

    ServerExport(Pool pool, WrappedKeys keys, Seals seals, Clock clock) {
        this.pool = pool;
        this.keys = keys;
        this.seals = seals;
        this.clock = clock;
    }

    /** Says how far it is. */
    interface Progress {
        void at(long done, long of);
    }

    /** The files that were made. */
    record Made(Path events, Path keys, long rows) {}

    /** Makes both files in a directory, each whole or not there. */
    Made to(Path directory, boolean withMasterKey, Progress progress) throws IOException {
        Files.createDirectories(directory);
        var at = clock.instant();
        var events = directory.resolve("rapport-server-" + STAMP.format(at) + ".zip");
        var apart = directory.resolve("rapport-keys-" + STAMP.format(at) + ".json");
        var rows = new long[1];
        // Before the events: a copy of the newest seal may be one behind the seals, but never ahead of them.
        var kept = keys.kept();
        written(events, out -> rows[0] = write(out, at, progress));
        // After the events, so that none of them lacks its key.
        written(apart, out -> out.write(keys(at, withMasterKey, kept)));
        return new Made(events, apart, rows[0]);
    }

    // --- the events and what goes with them -----------------------------------------------------------------------

    private long write(OutputStream out, Instant at, Progress progress) throws IOException {
        try (var connection = pool.snapshot()) {
            var archive = new Archive(out, "", NO_TIME);
            var counts = new ArrayList<Long>();
            var total = count(connection);
            var done = new long[1];
            for (var table : Tables.TAKEN) {
                var before = done[0];
                var columns = Columns.of(connection, table);
                archive.add(ServerFormat.file(table), to -> {
                    try {
                        columns.forEach(connection, row -> {
                            line(to, row);
                            if (++done[0] % 1000 == 0) {
                                progress.at(done[0], total);
                            }
                        });
                    } catch (SQLException e) {
                        throw unreadable(e);
                    }
                });
                counts.add(done[0] - before);
            }
            var ids = keys.all();
            archive.add(ServerFormat.KEY_IDS, to -> ids.forEach(key -> line(to, new KeyId(key.id(), key.stream()))));
            counts.add((long) ids.size());
            var manifest = ServerFormat.JSON
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsBytes(new Manifest(
                            ServerFormat.EVENTS,
                            ServerFormat.VERSION,
                            at,
                            "Rapport " + Version.text(),
                            schema(connection),
                            head(),
                            parts(archive.written(), counts)));
            archive.add(ServerFormat.MANIFEST, to -> to.write(manifest));
            var hash = archive.written().getLast().sha256();
            archive.add(ServerFormat.MANIFEST_HASH, to -> to.write(hash.getBytes(StandardCharsets.UTF_8)));
            archive.close();
            progress.at(total, total);
            return done[0];
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private String head() {
        return seals.head().map(Receipt::text).orElse("");
    }

    private static IOException unreadable(SQLException e) {
        return new IOException("the database cannot be read (error " + e.getErrorCode() + ")", e);
    }

    private static long count(Connection connection) throws SQLException {
        var count = 0L;
        try (var statement = connection.createStatement()) {
            for (var table : Tables.TAKEN) {
                try (var counted = statement.executeQuery("select count(*) from " + table.name())) {
                    counted.next();
                    count += counted.getLong(1);
                }
            }
        }
        return count;
    }

    /** By which migration the tables were last changed. */
    static String schema(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var version = statement.executeQuery("select \"version\" from \"flyway_schema_history\""
                        + " where \"version\" is not null order by \"installed_rank\" desc limit 1")) {
            version.next();
            return version.getString(1);
        }
    }

    private static List<Part> parts(List<Archive.Written> files, List<Long> counts) {
        var parts = new ArrayList<Part>();
        for (var index = 0; index < files.size(); index++) {
            var file = files.get(index);
            parts.add(new Part(file.name(), counts.get(index), file.size(), file.sha256()));
        }
        return List.copyOf(parts);
    }

    private static void line(OutputStream out, Object value) {
        try {
            out.write(ServerFormat.JSON.writeValueAsBytes(value));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // --- the keys -------------------------------------------------------------------------------------------------

    private byte[] keys(Instant at, boolean withMasterKey, List<WrappedKeys.KeptBeside> newestSeal) {
        var base64 = Base64.getEncoder();
        var check = base64.encodeToString(keys.check());
        var master = withMasterKey ? base64.encodeToString(keys.masterKey()) : "";
        var kept = newestSeal.stream()
                .map(one -> new KeptBeside(
                        one.name(), base64.encodeToString(one.content()), base64.encodeToString(one.code())))
                .toList();
        var all = keys.all().stream()
                .map(key -> new Key(key.id(), key.stream(), base64.encodeToString(key.wrapped()), key.madeAt()))
                .toList();
        return ServerFormat.JSON
                .writerWithDefaultPrettyPrinter()
                .writeValueAsBytes(new Keys(
                        ServerFormat.KEYS,
                        ServerFormat.VERSION,
                        at,
                        "Rapport " + Version.text(),
                        check,
                        master,
                        ServerFormat.hash(check, master, all, kept),
                        all,
                        kept));
    }

    // --- files ----------------------------------------------------------------------------------------------------

    /** Writes a file that its owner alone can read, so that it is whole or not there. */
    private static void written(Path target, Archive.Content content) throws IOException {
        if (Files.exists(target)) {
            throw new IOException("there is a file " + target + " already");
        }
        var draft = target.resolveSibling(target.getFileName() + ".part");
        Files.deleteIfExists(draft);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var isPosix = target.getFileSystem().supportedFileAttributeViews().contains("posix");
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            try (var channel = isPosix ? FileChannel.open(draft, options, mode) : FileChannel.open(draft, options)) {
                var out = new BufferedOutputStream(new Unclosed(Channels.newOutputStream(channel)));
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
