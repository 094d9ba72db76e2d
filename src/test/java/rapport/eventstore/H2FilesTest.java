package rapport.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapport.shared.Home;

/** What is flushed must be found again in the file as it stands, without a clean close. */
class H2FilesTest {

    private static final int FLUSHES = 150;

    @TempDir
    private Path directory;

    @Test
    void what_was_flushed_is_in_the_file_whenever_the_process_ends() throws Exception {
        var home = new Home(directory);
        var random = new Random(11);
        try (var pool = H2Files.open(home, "running", 2)) {
            var writer = H2Files.unpooled(home, "running").getConnection();
            // Room in the file is used again early, as otherwise only in a file that has been written to for a while.
            execute(writer, "set retention_time 50");
            execute(writer, "set write_delay 10");
            execute(writer, "create table act (id integer primary key, words varchar(500))");
            for (var id = 1; id <= FLUSHES; id++) {
                execute(writer, "insert into act values (" + id + ", '" + "x".repeat(300) + "')");
                pool.flush();
                if (id % 2 == 0) {
                    Thread.sleep(random.nextInt(30));
                    Files.copy(
                            home.file("running.mv.db"),
                            home.file("crashed.mv.db"),
                            StandardCopyOption.REPLACE_EXISTING);
                    assertThat(found(home)).as("after %d", id).isEqualTo(id);
                }
            }
        }
    }

    @Test
    void a_pool_that_renews_its_only_connection_goes_on_writing_the_same_file() throws Exception {
        try (var pool = H2Files.open(new Home(directory), "renewed", 2)) {
            try (var connection = pool.getConnection()) {
                execute(connection, "create table act (id integer primary key)");
            }
            pool.getHikariPoolMXBean().softEvictConnections();
            Thread.sleep(200);
            try (var connection = pool.getConnection()) {
                execute(connection, "insert into act values (1)");
            }
            pool.flush();
        }
        try (var again = H2Files.unpooled(new Home(directory), "renewed").getConnection();
                var statement = again.createStatement();
                var rows = statement.executeQuery("select count(*) from act")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(1);
        }
    }

    private static int found(Home home) throws Exception {
        try (var connection = H2Files.unpooled(home, "crashed").getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from act")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void execute(Connection connection, String sql) throws Exception {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
