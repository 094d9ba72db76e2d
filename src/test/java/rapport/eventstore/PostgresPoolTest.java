package rapport.eventstore;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.shared.CannotStart;

/** What processes that share a database do to each other, and what they must not. */
class PostgresPoolTest {

    private final String url = OnPostgres.newDatabase();
    private final List<Pool> pools = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Pool one = process("1");
    private Pool other = process("1");

    private Pool process(String version) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        new HashMap<>(Map.of(
                                "rapport.database.url",
                                url,
                                "rapport.database.username",
                                "postgres",
                                "rapport.version",
                                version))));
        var pool = new Postgres(environment).open("rapport", 4);
        pools.add(pool);
        return pool;
    }

    @BeforeEach
    void tables() {
        Flyway.configure()
                .dataSource(one)
                .locations("classpath:db/rapport")
                .load()
                .migrate();
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        pools.forEach(Pool::close);
    }

    private static void insert(Connection connection, String stream) throws Exception {
        try (var statement = connection.prepareStatement(
                "insert into domain_event (event_identifier, aggregate_identifier, sequence_number, type, payload_type,"
                        + " payload, meta_data, time_stamp) values (?, ?, 0, 't', 't', ''::bytea, ''::bytea, '')")) {
            statement.setString(1, UUID.randomUUID().toString());
            statement.setString(2, stream);
            statement.executeUpdate();
        }
    }

    private void untilSomebodyWaits() throws InterruptedException {
        while (JdbcClient.create(one)
                        .sql("select count(*) from pg_locks where not granted")
                        .query(Long.class)
                        .single()
                == 0) {
            Thread.sleep(20);
        }
    }

    @Test
    void a_look_waits_for_who_is_in_the_middle_of_recording_and_sees_it() throws Exception {
        Future<Long> seen;
        try (var recording = other.getConnection()) {
            recording.setAutoCommit(false);
            insert(recording, UUID.randomUUID().toString());
            seen = threads.submit(() -> Settled.in(one).upTo());
            untilSomebodyWaits();
            assertThat(seen).isNotDone();
            recording.commit();
            recording.setAutoCommit(true);
        }
        assertThat(seen.get(30, SECONDS)).isEqualTo(1);
    }

    @Test
    void whoever_makes_views_again_waits_for_who_is_writing_them_and_no_other_stream() throws Exception {
        var stream = UUID.randomUUID();
        var elsewhere = new UUID(~stream.getMostSignificantBits(), 1);
        Future<?> rebuilding;
        try (var recording = other.getConnection()) {
            recording.setAutoCommit(false);
            try (var lock = recording.prepareStatement("select pg_advisory_xact_lock_shared(?)")) {
                lock.setLong(1, stream.getMostSignificantBits());
                lock.execute();
            }
            rebuilding = threads.submit(() -> one.withViewsOf(stream.toString(), () -> {}));
            untilSomebodyWaits();
            one.withViewsOf(elsewhere.toString(), () -> {});
            assertThat(rebuilding).isNotDone();
            recording.commit();
            recording.setAutoCommit(true);
        }
        rebuilding.get(30, SECONDS);
    }

    @Test
    void two_that_write_the_views_of_one_stream_do_not_wait_for_each_other_here() throws Exception {
        var stream = UUID.randomUUID().toString();
        threads.submit(() -> {
                    other.writesViewsOf(stream);
                    one.writesViewsOf(stream);
                })
                .get(30, SECONDS);
    }

    @Test
    void a_snapshot_shows_nothing_that_was_recorded_since() throws Exception {
        try (var snapshot = one.snapshot();
                var recording = other.getConnection()) {
            insert(recording, UUID.randomUUID().toString());
            try (var statement = snapshot.createStatement();
                    var row = statement.executeQuery("select count(*) from domain_event")) {
                row.next();
                assertThat(row.getLong(1)).isZero();
            }
            assertThatThrownBy(() -> insert(snapshot, UUID.randomUUID().toString()))
                    .hasMessageContaining("read-only");
        }
    }

    @Test
    void what_one_process_at_a_time_does_is_done_by_one_at_a_time_whichever_process() throws Exception {
        var inside = new CountDownLatch(1);
        var out = new CountDownLatch(1);
        var first = threads.submit(() -> one.oneProcessAtATime(() -> {
            inside.countDown();
            await(out);
        }));
        assertThat(inside.await(30, SECONDS)).isTrue();
        var second = threads.submit(
                () -> other.oneProcessAtATime(() -> assertThat(first).isDone()));
        Thread.sleep(500);
        assertThat(second).isNotDone();
        out.countDown();
        first.get(30, SECONDS);
        // The first is done a moment after it has given up the lock.
        try {
            second.get(30, SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            assertThat(first).isDone();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_process_knows_whether_others_use_the_same_schema() {
        assertThat(one.isUsedByOthers()).isFalse();
        // It is there once it has a connection.
        JdbcClient.create(other).sql("select 1").query(Integer.class).single();
        assertThat(one.isUsedByOthers()).isTrue();
        // Two schemas of one process are not two processes, and one process is not another.
        other.close();
        while (one.isUsedByOthers()) {
            Thread.onSpinWait();
        }
        assertThat(one.isUsedByOthers()).isFalse();
    }

    @Test
    void nothing_is_changed_for_a_new_version_while_an_older_one_runs() {
        one.refuseOtherVersions();
        var newer = process("2");

        assertThatThrownBy(newer::refuseOtherVersions)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("version 1 still runs");
    }

    @Test
    void who_needs_a_connection_when_all_are_taken_is_told_after_a_while() throws Exception {
        var taken = new ArrayList<Connection>();
        try {
            for (var i = 0; i < 4; i++) {
                taken.add(one.getConnection());
            }
            assertThatThrownBy(() -> one.getConnection()).isInstanceOf(SQLTransientConnectionException.class);
            assertThat(((PostgresPool) one).getConnectionTimeout()).isLessThanOrEqualTo(5_000);
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
        one.getConnection().close();
    }

    @Test
    void what_was_removed_is_gone_from_the_servers_file_once_it_was_written_anew() throws Exception {
        var sql = JdbcClient.create(one);
        sql.sql("create table secret (words text)").update();
        sql.sql("insert into secret values ('a marker that nobody must find'), ('another that stays')")
                .update();
        sql.sql("delete from secret where words like 'a marker%'").update();
        assertThat(fileOf(sql)).contains("a marker that nobody");

        one.rewrite();

        assertThat(fileOf(sql)).doesNotContain("a marker that nobody").contains("another that stays");
    }

    private static String fileOf(JdbcClient sql) throws IOException {
        sql.sql("checkpoint").update();
        var file = sql.sql("select current_setting('data_directory') || '/' || pg_relation_filepath('secret')")
                .query(String.class)
                .single();
        return new String(Files.readAllBytes(Path.of(file)), java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
