package rapport.eventstore;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import rapport.shared.Home;

/** The real databases that the store must work on, each test on a new one with our tables. */
enum Database {
    H2 {
        @Override
        DataSource empty(Path directory) {
            var source = H2Files.unpooled(new Home(directory), "test-" + UUID.randomUUID());
            var pool = JdbcConnectionPool.create(source);
            pool.setMaxConnections(40);
            return pool;
        }
    },
    POSTGRESQL {
        @Override
        DataSource empty(Path directory) {
            var name = "test_" + UUID.randomUUID().toString().replace('-', '_');
            try (var connection = postgres().getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return postgres().getDatabase("postgres", name);
        }
    };

    private static @Nullable EmbeddedPostgres running;

    // One server for all tests; it ends with this process.
    private static synchronized EmbeddedPostgres postgres() {
        try {
            var server = running;
            if (server == null) {
                server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
                running = server;
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    abstract DataSource empty(Path directory);

    /** A new database with the tables of the application. */
    DataSource open(Path directory) {
        var source = empty(directory);
        DatabasePopulatorUtils.execute(
                new ResourceDatabasePopulator(new ClassPathResource("db/rapport/V1__rapport.sql")), source);
        return source;
    }
}
