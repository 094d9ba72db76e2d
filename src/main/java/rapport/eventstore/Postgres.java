package rapport.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import rapport.shared.CannotStart;

/** Databases of a PostgreSQL server that any number of processes share: the history in one schema, the keys in another. */
public final class Postgres implements Databases {

    private static final Logger LOG = LoggerFactory.getLogger(Postgres.class);

    private static final int OLDEST = 15;

    /** How long somebody waits for a connection before they are told that it cannot be done now. */
    private static final long WAIT_MILLIS = 5_000;

    private static final String DUPLICATE_SCHEMA = "42P06";
    private static final String UNIQUE_VIOLATION = "23505";

    private final Environment environment;

    /** Of this process: another word with each schema, but the same end. */
    private final ProcessName process;

    public Postgres(Environment environment) {
        this.environment = environment;
        this.process = ProcessName.fresh(environment.getProperty("rapport.version", ""), "");
    }

    @Override
    public boolean areShared() {
        return true;
    }

    @Override
    public boolean exists(String name) {
        var settings = settings(name);
        try (var connection = source(settings).getConnection()) {
            check(connection, settings);
            return holds(connection, settings.schema());
        } catch (SQLException e) {
            throw unreachable(settings, e);
        }
    }

    @Override
    public Pool open(String name, int connections) {
        var settings = settings(name);
        var source = source(settings);
        try (var connection = source.getConnection()) {
            check(connection, settings);
            makeSchema(connection, settings.schema());
            checkRights(connection, settings);
        } catch (SQLException e) {
            throw unreachable(settings, e);
        }
        return new PostgresPool(source, named(settings), name, connections, WAIT_MILLIS);
    }

    private ProcessName named(PostgresSettings settings) {
        return new ProcessName(process.version(), settings.schema(), process.process());
    }

    private static void makeSchema(Connection connection, String schema) throws SQLException {
        if (hasSchema(connection, schema)) {
            return;
        }
        try (var statement = connection.createStatement()) {
            statement.execute("create schema if not exists " + schema);
        } catch (SQLException e) {
            // Another process that starts was a moment quicker: "if not exists" does not hold against that.
            if (!DUPLICATE_SCHEMA.equals(e.getSQLState()) && !UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static void checkRights(Connection connection, PostgresSettings settings) throws SQLException {
        try (var query = connection.prepareStatement(
                "select has_schema_privilege(?, 'usage') and has_schema_privilege(?, 'create')")) {
            query.setString(1, settings.schema());
            query.setString(2, settings.schema());
            try (var row = query.executeQuery()) {
                if (!row.next() || !row.getBoolean(1)) {
                    throw new CannotStart(
                            "The PostgreSQL at " + settings.url() + " does not let this user use the schema "
                                    + settings.schema() + " and make tables in it.",
                            "Have its owner run: grant usage, create on schema " + settings.schema() + " to …");
                }
            }
        }
    }

    private PostgresSettings settings(String name) {
        return name.equals("vault") ? PostgresSettings.ofVault(environment) : PostgresSettings.ofHistory(environment);
    }

    private DriverManagerDataSource source(PostgresSettings settings) {
        var properties = new Properties();
        properties.setProperty("currentSchema", settings.schema());
        properties.setProperty("ApplicationName", named(settings).text());
        // A commit must be on disk; whoever set the server or the role otherwise meant other data.
        properties.setProperty("options", "-c synchronous_commit=on -c default_transaction_isolation=read\\ committed");
        // After a change of the primary one lands there, not on what became a standby.
        properties.setProperty("targetServerType", "primary");
        // One that vanished without a word is given up after a while rather than waited for.
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("tcpKeepAlive", "true");
        // Small, and used again and again.
        properties.setProperty("prepareThreshold", "3");
        properties.setProperty("reWriteBatchedInserts", "true");
        // Its answers would quote rows.
        properties.setProperty("logServerErrorDetail", "false");
        var source = new DriverManagerDataSource(settings.url(), settings.username(), settings.password());
        source.setConnectionProperties(properties);
        return source;
    }

    private static void check(Connection connection, PostgresSettings settings) throws SQLException {
        var version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST) {
            throw new CannotStart(
                    "The PostgreSQL at " + settings.url() + " is version " + version + ", and Rapport needs " + OLDEST
                            + " or later.",
                    "Bring it up to date first.");
        }
        if (!shown(connection, "fsync").equals("on")
                || !shown(connection, "full_page_writes").equals("on")) {
            throw new CannotStart(
                    "The PostgreSQL at " + settings.url()
                            + " is set to lose what was recorded when its machine fails (fsync or full_page_writes is off).",
                    "Set both on, and start it again.");
        }
        // Asked for with each connection; a proxy in between may have left it out.
        if (shown(connection, "synchronous_commit").equals("off")) {
            throw new CannotStart(
                    "The PostgreSQL at " + settings.url()
                            + " answers before what was recorded is on disk (synchronous_commit is off).",
                    "Set it on for the user and the database, or have what stands between pass on the option.");
        }
        if (!settings.schema().equals(searchPath(connection))) {
            throw new CannotStart(
                    "The PostgreSQL at " + settings.url() + " does not look for tables in the schema "
                            + settings.schema() + ", as it was asked to.",
                    "If a pgbouncer stands between, let it pool by session and pass on search_path and options.");
        }
        if (!shown(connection, "server_encoding").equals("UTF8")) {
            throw new CannotStart(
                    "The database at " + settings.url() + " cannot hold every letter: its encoding is not UTF8.",
                    "Make it with: create database … encoding 'UTF8' template template0");
        }
    }

    private static String searchPath(Connection connection) throws SQLException {
        return shown(connection, "search_path").replace("\"", "").strip();
    }

    private static String shown(Connection connection, String setting) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    private static boolean hasSchema(Connection connection, String schema) throws SQLException {
        try (var query = connection.prepareStatement("select 1 from pg_namespace where nspname = ?")) {
            query.setString(1, schema);
            try (var row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    // The first migration is what makes it one of ours.
    private static boolean holds(Connection connection, String schema) throws SQLException {
        try (var query = connection.prepareStatement(
                "select 1 from pg_tables where schemaname = ? and tablename = 'flyway_schema_history'")) {
            query.setString(1, schema);
            try (var row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private static CannotStart unreachable(PostgresSettings settings, SQLException e) {
        LOG.debug("the database cannot be used", e);
        var state = e.getSQLState() == null ? "" : e.getSQLState();
        var what = switch (state) {
            case "28P01", "28000" ->
                "does not let Rapport in: the user or the password is wrong, or it may not come from here.";
            case "3D000" -> "has no database of that name.";
            case "42501" -> "does not let this user make the schema " + settings.schema() + ".";
            case "57P03" -> "is just starting or stopping.";
            case "53300" -> "has no connection left to give.";
            case "08001", "08004", "08006" ->
                "cannot be reached, or not by the kind of connection that sslmode asks for.";
            default -> "cannot be used (SQLSTATE " + (state.isEmpty() ? "none" : state) + ").";
        };
        return new CannotStart(
                "The PostgreSQL at " + settings.url() + " " + what,
                "Check that it runs, and the settings " + PostgresSettings.HISTORY + "… and " + PostgresSettings.VAULT
                        + "….",
                e);
    }
}
