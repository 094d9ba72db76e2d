package rapport.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.shared.Home;

/** Who waits for whom at one H2 file. */
class H2PoolTest {

    @TempDir
    private Path directory;

    private H2Pool pool;

    @BeforeEach
    void opens() throws Exception {
        pool = H2Files.open(new Home(directory), "shared", 4);
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table act (id integer primary key, words varchar(100))");
            statement.execute("create sequence numbers");
            statement.execute("insert into act values (1, 'kept')");
        }
        pool.flush();
    }

    @AfterEach
    void closes() {
        pool.close();
    }

    @Test
    void a_query_goes_on_while_a_flush_waits_for_a_transaction() throws Exception {
        var transaction = pool.getConnection();
        transaction.setAutoCommit(false);
        change(transaction, "insert into act values (2, 'not yet')");
        var flush = started(() -> {
            pool.flush();
            return true;
        });
        waits(flush);

        var query = started(() -> count("select count(*) from act"));
        assertThat(query.task().get()).as("without what is not committed").isEqualTo(1);
        assertThat(flush.task().isDone()).isFalse();

        transaction.commit();
        transaction.close();
        assertThat(flush.task().get()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into act values (3, 'new')",
                "select id from act where id = 1 for update",
                "select next value for numbers",
                "SELECT nextval('numbers')",
                "select id from final table (insert into act values (4, 'new'))",
                "  update act set words = 'changed'",
            })
    void what_changes_anything_waits_until_a_flush_has_begun(String sql) throws Exception {
        var transaction = pool.getConnection();
        transaction.setAutoCommit(false);
        var flush = started(() -> {
            pool.flush();
            return true;
        });
        waits(flush);

        var change = started(() -> {
            try (var connection = pool.getConnection();
                    var statement = connection.prepareStatement(sql)) {
                return statement.execute();
            }
        });
        waits(change);

        transaction.close();
        flush.task().get();
        change.task().get();
    }

    @Test
    void whoever_has_a_transaction_may_ask_beside_it_while_a_file_is_to_be_written_anew() throws Exception {
        var transaction = pool.getConnection();
        transaction.setAutoCommit(false);
        var rewrite = started(() -> {
            pool.rewrite();
            return true;
        });
        waits(rewrite);

        assertThat(count("select count(*) from act")).isEqualTo(1);
        transaction.close();
        assertThat(rewrite.task().get()).isTrue();
    }

    @Test
    void whoever_is_in_the_middle_of_a_query_may_change_something_while_a_file_is_to_be_written_anew()
            throws Exception {
        try (var asking = pool.getConnection();
                var query = asking.prepareStatement("select id from act")) {
            var rewrite = started(() -> {
                pool.rewrite();
                return true;
            });
            waits(rewrite);
            try (var connection = pool.getConnection()) {
                change(connection, "insert into act values (5, 'beside it')");
            }
            try (var rows = query.executeQuery()) {
                assertThat(rows.next()).isTrue();
            }
        }
        while (count("select count(*) from act where id = 5") == 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void queries_find_every_row_while_a_file_is_written_anew_again_and_again() throws Exception {
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var asked = new AtomicLong();
        var stop = new AtomicBoolean();
        var threads = new ArrayList<Thread>();
        for (var reader = 0; reader < 4; reader++) {
            threads.add(Thread.ofPlatform().start(() -> {
                while (!stop.get()) {
                    try {
                        assertThat(count("select count(*) from act")).isEqualTo(1);
                        asked.incrementAndGet();
                    } catch (Throwable e) {
                        failures.add(e);
                        return;
                    }
                }
            }));
        }
        for (var round = 0; round < 20; round++) {
            var before = asked.get();
            while (asked.get() < before + 20 && failures.isEmpty()) {
                Thread.onSpinWait();
            }
            pool.rewrite();
        }
        stop.set(true);
        for (var thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void a_connection_that_is_not_asked_for_anything_holds_up_nobody() throws Exception {
        try (var idle = pool.getConnection()) {
            assertThat(idle.getAutoCommit()).isTrue();
            assertThat(idle.isClosed()).isFalse();
            pool.flush();
            pool.rewrite();
            change(idle, "insert into act values (6, 'later')");
        }
        assertThat(count("select count(*) from act")).isEqualTo(2);
    }

    @Test
    void in_the_middle_of_a_query_no_flush_is_asked_for() throws Exception {
        try (var connection = pool.getConnection();
                var query = connection.prepareStatement("select id from act")) {
            assertThatThrownBy(pool::flush).isInstanceOf(IllegalStateException.class);
            assertThat(query.isClosed()).isFalse();
        }
        pool.flush();
    }

    @Test
    void a_connection_that_was_given_back_answers_nothing_more_and_gives_back_once() throws Exception {
        var connection = pool.getConnection();
        change(connection, "insert into act values (7, 'once')");
        connection.close();
        connection.close();
        assertThat(connection.isClosed()).isTrue();
        assertThatThrownBy(() -> connection.prepareStatement("select id from act"))
                .isInstanceOf(SQLException.class);
        pool.flush();
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    @Test
    void a_pool_that_is_closed_waits_for_a_connection_that_it_is_just_opening() throws Exception {
        assertThat(pool.getDataSource().getLoginTimeout()).isEqualTo(5);
    }

    @Test
    void a_transaction_that_begins_after_a_query_is_one() throws Exception {
        try (var connection = pool.getConnection()) {
            try (var query = connection.prepareStatement("select id from act")) {
                query.executeQuery().close();
            }
            connection.setAutoCommit(false);
            assertThat(connection.getAutoCommit()).isFalse();
            change(connection, "insert into act values (8, 'taken back')");
            connection.rollback();
        }
        assertThat(count("select count(*) from act")).isEqualTo(1);
    }

    private record Running<T>(FutureTask<T> task, Thread thread) {}

    private static <T> Running<T> started(Callable<T> work) throws InterruptedException {
        var began = new CountDownLatch(1);
        var task = new FutureTask<>(() -> {
            began.countDown();
            return work.call();
        });
        var thread = Thread.ofPlatform().start(task);
        began.await();
        return new Running<>(task, thread);
    }

    /** Comes back once it waits for somebody else; fails if it comes to its end instead. */
    private static void waits(Running<?> running) throws Exception {
        var looks = 0;
        while (looks < 20) {
            assertThat(running.task().isDone()).as("went on").isFalse();
            looks = running.thread().getState() == Thread.State.WAITING ? looks + 1 : 0;
            Thread.sleep(5);
        }
    }

    private int count(String sql) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.prepareStatement(sql);
                var rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void change(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
