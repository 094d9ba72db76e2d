package rapport.exports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import rapport.eventstore.Pool;
import rapport.eventstore.ReadModels;
import rapport.eventstore.StoredTypes;
import rapport.exports.ServerExport.Progress;
import rapport.exports.ServerFormat.Key;
import rapport.exports.ServerFormat.Keys;
import rapport.exports.ServerFormat.What;
import rapport.shared.Home;
import rapport.words.WrappedKeys;
import rapport.words.WrappedKeys.Chest;
import rapport.words.WrappedKeys.KeptBeside;
import rapport.words.WrappedKeys.Wrapped;
import tools.jackson.core.JacksonException;

/**
 * Takes a whole server in where there is nothing yet. Everything is looked at before anything is written, and everything is
 * written or nothing; then the views are made again from the events.
 */
@Component
class ServerImport {

    private static final int BATCH = 500;
    private static final long LARGEST_KEYS = 256L << 20;

    private final Pool pool;
    private final JdbcTemplate sql;
    private final WrappedKeys vault;
    private final StoredTypes types;
    private final ReadModels views;
    private final TransactionTemplate whole;
    private final Home home;

    ServerImport(
            Pool pool,
            WrappedKeys vault,
            StoredTypes types,
            ReadModels views,
            PlatformTransactionManager transactions,
            Home home) {
        this.pool = pool;
        this.sql = new JdbcTemplate(pool);
        this.vault = vault;
        this.types = types;
        this.views = views;
        this.whole = new TransactionTemplate(transactions);
        this.home = home;
    }

    /** @param erased how many keys that there once were are not there any more */
    record Imported(long events, long keys, long erased) {}

    /**
     * Takes both files in.
     *
     * @param mayLack true if words whose key is not in the file of keys are to count as erased
     * @throws NotImported with a sentence on why not; then everything is as it was
     */
    Imported take(Path events, Path keys, boolean mayLack, Progress progress) {
        if (pool.isUsedByOthers()) {
            throw new NotImported("Another Rapport uses this database. Stop every one of them first, then import.");
        }
        tablesMustBeEmpty();
        if (!pool.isShared()) {
            keysMustBeEmpty();
        }
        try (var file = ServerFile.open(events)) {
            var chest = chest(keys);
            mustHoldNoOtherKeys(chest);
            var lacking = lacking(file, chest, keys, mayLack);
            var highest = rehearse(file, progress);
            write(file, chest, highest, progress);
            return new Imported(highest.events, chest.keys().size(), lacking);
        } catch (IOException | UncheckedIOException e) {
            throw new NotImported("The file " + events + " cannot be read to its end.", e);
        }
    }

    /** @throws NotImported if there is anything here that a first start would not have made */
    void mustBeEmpty() {
        tablesMustBeEmpty();
        keysMustBeEmpty();
    }

    private void tablesMustBeEmpty() {
        for (var table : List.of(Tables.EVENTS, "account", "set_up", "notebook")) {
            if (count(table) > 0) {
                throw notEmpty();
            }
        }
    }

    private void keysMustBeEmpty() {
        // The one that it signs with.
        if (vault.all().size() > 1) {
            throw notEmpty();
        }
    }

    // On a server, the keys are there for good before the rows are: killed in between, an import is run again.
    private void mustHoldNoOtherKeys(Chest chest) {
        var brought = new HashSet<UUID>();
        chest.keys().forEach(key -> brought.add(key.id()));
        if (vault.all().stream().filter(key -> !brought.contains(key.id())).count() > 1) {
            throw notEmpty();
        }
    }

    private NotImported notEmpty() {
        if (pool.isShared()) {
            return new NotImported(
                    "There is something in this database already. A server is imported into an empty one "
                            + "only: set rapport.database.url to a new one, or rapport.database.schema and "
                            + "rapport.vault.schema to new names.");
        }
        return new NotImported("There is something in " + home.directory()
                + " already. A server is imported into an empty data directory only: set RAPPORT_HOME to a new one.");
    }

    private long count(String table) {
        var count = sql.queryForObject("select count(*) from " + table, Long.class);
        return count == null ? 0 : count;
    }

    // --- keys -----------------------------------------------------------------------------------------------------

    /** The keys of a file that were looked at: all of them open. */
    Chest chest(Path path) {
        var file = read(path);
        var changed = new NotImported("The file of keys " + path + " was damaged or changed.");
        try {
            if (!ServerFormat.hash(file.check(), file.masterKey(), file.keys(), file.kept())
                    .equals(file.sha256())) {
                throw changed;
            }
            var base64 = Base64.getDecoder();
            var check = base64.decode(file.check());
            var master = file.masterKey().isEmpty() ? vault.masterKey() : base64.decode(file.masterKey());
            if (!WrappedKeys.opens(master, check)) {
                throw new NotImported(
                        "The keys in " + path + " were wrapped by another master key than the one of this "
                                + "data directory. Give that one in RAPPORT_MASTER_KEY or RAPPORT_MASTER_KEY_FILE, or export "
                                + "once more with --with-master-key.");
            }
            if (!vault.isMasterKey(master) && !vault.isReplaceable()) {
                throw new NotImported("The file of keys " + path
                        + " brings a master key, and another one is given in RAPPORT_MASTER_KEY or "
                        + "RAPPORT_MASTER_KEY_FILE. Take that setting away, or give the right one.");
            }
            var keys = new ArrayList<Wrapped>();
            var ids = new HashSet<UUID>();
            var streams = new HashSet<UUID>();
            for (var key : file.keys()) {
                var wrapped = wrapped(base64, key);
                if (!WrappedKeys.opens(master, wrapped) || !ids.add(key.id()) || !streams.add(key.stream())) {
                    throw changed;
                }
                keys.add(wrapped);
            }
            return new Chest(
                    master,
                    check,
                    keys,
                    file.kept().stream()
                            .map(one ->
                                    new KeptBeside(one.name(), base64.decode(one.content()), base64.decode(one.code())))
                            .toList());
        } catch (IllegalArgumentException e) {
            throw changed;
        }
    }

    private static Wrapped wrapped(Base64.Decoder base64, Key key) {
        return new Wrapped(key.id(), key.stream(), base64.decode(key.wrapped()), key.madeAt());
    }

    private static Keys read(Path path) {
        try {
            if (!Files.isRegularFile(path) || Files.size(path) > LARGEST_KEYS) {
                throw new NotImported("There is no file of keys " + path + " that can be read.");
            }
            var bytes = Files.readAllBytes(path);
            var what = ServerFormat.JSON
                    .rebuild()
                    .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(bytes, What.class);
            if (!ServerFormat.KEYS.equals(what.format())) {
                throw new NotImported("The file " + path + " does not hold the keys of a Rapport server.");
            }
            if (what.version() != ServerFormat.VERSION) {
                throw new NotImported("The file of keys " + path + " has a format (" + what.version()
                        + ") that this Rapport does not know. Import it with the version that made it.");
            }
            var keys = ServerFormat.JSON.readValue(bytes, Keys.class);
            if (isLackingSomething(keys)) {
                throw new NotImported("The file of keys " + path + " was damaged or changed.");
            }
            return keys;
        } catch (JacksonException e) {
            throw new NotImported(
                    "The file " + path + " does not hold the keys of a Rapport server, or it is damaged or cut off.",
                    e);
        } catch (IOException e) {
            throw new NotImported("The file of keys " + path + " cannot be read.", e);
        }
    }

    // A file can leave out what a record has.
    private static boolean isLackingSomething(Keys keys) {
        return isLacking(keys.check(), keys.masterKey(), keys.sha256(), keys.keys(), keys.kept())
                || keys.keys().stream()
                        .anyMatch(key -> key == null || isLacking(key.id(), key.stream(), key.wrapped(), key.madeAt()))
                || keys.kept().stream()
                        .anyMatch(one -> one == null || isLacking(one.name(), one.content(), one.code()));
    }

    private static boolean isLacking(@Nullable Object... values) {
        return Arrays.stream(values).anyMatch(Objects::isNull);
    }

    private static long lacking(ServerFile file, Chest chest, Path path, boolean mayLack) throws IOException {
        Set<List<UUID>> there = new HashSet<>();
        chest.keys().forEach(key -> there.add(List.of(key.id(), key.stream())));
        var all = file.keyIds();
        var lacking = all.stream()
                .filter(key -> !there.contains(List.of(key.id(), key.stream())))
                .count();
        if (lacking > 0 && lacking == all.size()) {
            throw new NotImported("The keys in " + path + " are another server's: they open none of these words.");
        }
        if (lacking > 0 && !mayLack) {
            throw new NotImported("The file of keys " + path + " lacks " + lacking + " of the " + all.size()
                    + " keys that there were. If what they opened was erased since, say so with --erased; its words then "
                    + "count as erased for good.");
        }
        return lacking;
    }

    // --- events ---------------------------------------------------------------------------------------------------

    /** What was found on the way through. */
    private static final class Highest {
        private long events;
        private long index;
    }

    /** Reads all of it once without writing anything. */
    private Highest rehearse(ServerFile file, Progress progress) throws IOException {
        mustFitTheTables(file);
        var highest = new Highest();
        var read = new long[1];
        for (var table : Tables.TAKEN) {
            var columns = columns(table);
            var names = List.copyOf(columns.cells().keySet());
            file.forEach(table, columns, row -> {
                if (table.name().equals(Tables.EVENTS)) {
                    look(names, row, highest);
                }
                tell(progress, ++read[0], 2 * file.rows());
            });
        }
        return highest;
    }

    private void mustFitTheTables(ServerFile file) {
        var here = sql.execute((ConnectionCallback<String>) ServerExport::schema);
        if (!file.manifest().schema().equals(here)) {
            throw new NotImported("This was exported from tables of version "
                    + file.manifest().schema()
                    + " and those here are of version " + here + ". Import it with the Rapport that made it ("
                    + made(file) + "), and let the newer one bring the tables up to date from there.");
        }
    }

    // Said on a terminal, so nothing that could act there.
    private static String made(ServerFile file) {
        return file.manifest().madeBy().replaceAll("[^A-Za-z0-9 .+_-]", "?");
    }

    private void look(List<String> names, List<@Nullable Object> row, Highest highest) {
        var values = new HashMap<String, @Nullable Object>();
        for (var column = 0; column < names.size(); column++) {
            values.put(names.get(column), row.get(column));
        }
        if (!(values.get("payload_type") instanceof String name)
                || types.named(name).isEmpty()) {
            throw new NotImported(
                    "It holds events of a kind that this Rapport does not know. Import it with the one that made it.");
        }
        if (!(values.get("global_index") instanceof Long index) || index <= highest.index) {
            throw new NotImported("Its events are not in their order, so it was changed.");
        }
        highest.index = index;
        highest.events++;
    }

    private Columns columns(Tables.Table table) {
        var columns = sql.execute((ConnectionCallback<Columns>) connection -> Columns.of(connection, table));
        return Objects.requireNonNull(columns);
    }

    private void write(ServerFile file, Chest chest, Highest highest, Progress progress) {
        var before = vault.chest();
        // Higher than need be does no harm where nothing is, so this may stay if the rest fails.
        sql.execute("alter table " + Tables.EVENTS + " alter column global_index restart with " + (highest.index + 1));
        try {
            vault.replaceAll(chest);
            whole.executeWithoutResult(_ -> {
                clear();
                insert(file, progress);
                views.makeAllAgain();
            });
        } catch (NotImported e) {
            vault.replaceAll(before);
            throw e;
        } catch (DataIntegrityViolationException e) {
            vault.replaceAll(before);
            throw new NotImported("It holds rows that cannot be there together, so it was changed.", e);
        } catch (DataAccessException e) {
            vault.replaceAll(before);
            throw new NotImported("It could not be written. Look whether there is room on the disk, and try again.", e);
        } catch (RuntimeException | Error e) {
            vault.replaceAll(before);
            throw e;
        }
        pool.flush();
        try {
            Files.deleteIfExists(home.file("setup-token"));
        } catch (IOException _) {
            // worth nothing any more: set-up is done
        }
    }

    // What a start leaves behind where nothing is yet, such as people named as auditors.
    private void clear() {
        for (var table : List.of("auditor_link", "brief_look", "follow_up_look")) {
            sql.execute("delete from " + table);
        }
        for (var table : Tables.TAKEN.reversed()) {
            sql.execute("delete from " + table.name());
        }
    }

    private void insert(ServerFile file, Progress progress) {
        var done = new long[] {file.rows()};
        for (var table : Tables.TAKEN) {
            var columns = columns(table);
            sql.execute((ConnectionCallback<Boolean>) connection -> {
                insert(connection, file, columns, () -> tell(progress, ++done[0], 2 * file.rows()));
                return true;
            });
        }
    }

    private static void insert(Connection connection, ServerFile file, Columns columns, Runnable each)
            throws SQLException {
        try (var statement = connection.prepareStatement(columns.insert())) {
            var waiting = new int[1];
            file.forEach(columns.table(), columns, row -> {
                try {
                    fill(statement, columns, row);
                    statement.addBatch();
                    if (++waiting[0] % BATCH == 0) {
                        statement.executeBatch();
                    }
                } catch (SQLException e) {
                    throw new Unwritten(e);
                }
                each.run();
            });
            statement.executeBatch();
        } catch (Unwritten e) {
            throw e.cause;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Unwritten extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final SQLException cause;

        Unwritten(SQLException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private static void fill(PreparedStatement statement, Columns columns, List<@Nullable Object> row)
            throws SQLException {
        var index = 0;
        for (var cell : columns.cells().values()) {
            var value = row.get(index);
            index++;
            if (value == null) {
                statement.setNull(index, cell.type());
            } else {
                statement.setObject(index, value);
            }
        }
    }

    private static void tell(Progress progress, long done, long of) {
        if (done % 1000 == 0 || done == of) {
            progress.at(done, of);
        }
    }
}
