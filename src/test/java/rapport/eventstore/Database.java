package rapport.eventstore;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import rapport.shared.Home;

/** The real databases that the store must work on, each test on a new one with our tables. */
enum Database {
    H2 {
        @Override
        Pool empty(Path directory) {
            return H2Files.open(new Home(directory), "test-" + UUID.randomUUID(), CONNECTIONS);
        }
    },
    POSTGRESQL {
        @Override
        Pool empty(Path directory) {
            var source = new DriverManagerDataSource(newPostgres(), "postgres", "");
            return new PostgresPool(source, ProcessName.fresh("0", "public"), "test", CONNECTIONS, 30_000);
        }
    };

    private static final int CONNECTIONS = 40;

    private static @Nullable EmbeddedPostgres running;

    /** The address of a new and empty database on a PostgreSQL server of the tests. */
    static String newPostgres() {
        var name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        try (var connection = postgres().getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return "jdbc:postgresql://localhost:" + postgres().getPort() + "/" + name;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    // One server for all tests; it ends with this process.
    private static synchronized EmbeddedPostgres postgres() {
        try {
            var server = running;
            if (server == null) {
                server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("fsync", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
                running = server;
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    abstract Pool empty(Path directory);

    /** A new database with the tables of the application. */
    Pool open(Path directory) {
        var source = empty(directory);
        DatabasePopulatorUtils.execute(
                new ResourceDatabasePopulator(
                        new ClassPathResource("db/rapport/V1__rapport.sql"),
                        new ClassPathResource("db/rapport/V20__views_to_be_made_again.sql")),
                source);
        return source;
    }
}
