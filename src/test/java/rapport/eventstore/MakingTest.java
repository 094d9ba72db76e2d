package rapport.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.eventstore.Node.Added;

/** Views that several would make again: whoever finds one taken over, such as after a long pause, writes nothing more. */
class MakingTest {

    private static final UUID ANOTHER = UUID.randomUUID();

    @TempDir
    private Path directory;

    private final String tally = UUID.randomUUID().toString();

    /** Keeps the place of each event, and has something happen on the way. */
    private record Places(boolean mayFallBehind, Runnable onTaking, Runnable onWriting, LongConsumer live)
            implements ReadModel {

        /** One that can take in nothing but in a draft. */
        Places(boolean mayFallBehind, Runnable onTaking, Runnable onWriting) {
            this(mayFallBehind, onTaking, onWriting, _ -> {
                throw new UnsupportedOperationException();
            });
        }

        @Override
        public String name() {
            return "places";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Optional<Draft> draft(String stream) {
            var rows = new ArrayList<@Nullable Object[]>();
            return Optional.of(new Draft() {
                @Override
                public void take(Recorded<?> event) {
                    onTaking.run();
                    rows.add(new Object[] {event.sequence()});
                }

                @Override
                public List<Filled> tables() {
                    onWriting.run();
                    return List.of(new Filled("places", "tally", "sequence", List.of(), rows));
                }
            });
        }

        @Override
        public void forget(String stream) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void take(String stream, Recorded<?> event) {
            live.accept(event.sequence());
        }
    }

    /** A tally of three words, of which the table knows nothing. */
    private Pool filled(Database database) {
        var pool = database.open(directory);
        JdbcClient.create(pool)
                .sql(
                        "create table places (tally uuid not null, sequence bigint not null, primary key (tally, sequence))")
                .update();
        try (var node = new Node(pool)) {
            Stream.of("one", "two", "three").forEach(word -> node.add(tally, word));
        }
        return pool;
    }

    private static void make(Pool pool, Places places) {
        try (var node = new Node(pool, places)) {
            node.readModels.rebuild(List.of("places"), (_, _) -> {});
        }
    }

    private static Runnable once(Runnable work) {
        var done = new AtomicBoolean();
        return () -> {
            if (done.compareAndSet(false, true)) {
                work.run();
            }
        };
    }

    private static void anotherTakesOver(Pool pool) {
        JdbcClient.create(pool)
                .sql("update stale_view set maker = ?")
                .param(ANOTHER)
                .update();
    }

    private static List<@Nullable Long> rows(Pool pool) {
        return JdbcClient.create(pool)
                .sql("select sequence from places order by 1")
                .query(Long.class)
                .list();
    }

    private static List<@Nullable UUID> makers(Pool pool) {
        return JdbcClient.create(pool)
                .sql("select maker from stale_view")
                .query(UUID.class)
                .list();
    }

    @ParameterizedTest
    @EnumSource
    void taken_over_before_the_first_row(Database database) {
        var pool = filled(database);

        make(pool, new Places(true, () -> anotherTakesOver(pool), () -> {}));

        assertThat(rows(pool)).isEmpty();
        assertThat(makers(pool)).as("it stays the other's").containsExactly(ANOTHER);
    }

    @ParameterizedTest
    @EnumSource
    void taken_over_before_the_last_step(Database database) {
        var pool = filled(database);
        make(pool, new Places(true, () -> {}, () -> {}));
        assertThat(makers(pool)).isEmpty();

        make(pool, new Places(true, () -> {}, () -> anotherTakesOver(pool)));

        assertThat(makers(pool)).as("that it is right is the other's to say").containsExactly(ANOTHER);
    }

    @ParameterizedTest
    @EnumSource
    void taken_over_where_it_must_not_fall_behind(Database database) {
        var pool = filled(database);

        make(pool, new Places(false, () -> anotherTakesOver(pool), () -> {}));

        assertThat(rows(pool)).isEmpty();
        assertThat(makers(pool)).containsExactly(ANOTHER);
    }

    /** What others are kept out for is short: so many events are taken in before that. */
    @ParameterizedTest
    @EnumSource
    void outrun_by_those_who_record(Database database) {
        var pool = filled(database);
        try (var recording = new Node(pool)) {
            make(pool, new Places(true, () -> {}, once(() -> {
                for (var more = 0; more < 25; more++) {
                    recording.add(tally, "more " + more);
                }
            })));
        }

        assertThat(rows(pool)).hasSize(28);
        assertThat(makers(pool)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_recorded_before_the_last_step_is_taken_in_by_it(Database database) {
        var pool = filled(database);
        var live = new ArrayList<Long>();
        try (var recording = new Node(pool)) {
            make(
                    pool,
                    new Places(
                            true,
                            () -> {},
                            once(() -> {
                                recording.add(tally, "four");
                                recording.add(tally, "five");
                            }),
                            live::add));
        }

        assertThat(rows(pool)).containsExactly(0L, 1L, 2L);
        assertThat(live).containsExactly(3L, 4L);
        assertThat(makers(pool)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_recorded_meanwhile_is_not_forgotten_where_it_must_not_fall_behind(Database database) {
        var pool = filled(database);
        try (var recording = new Node(pool)) {
            make(
                    pool,
                    new Places(
                            false,
                            once(() -> {
                                recording.add(tally, "four");
                            }),
                            () -> {}));
        }

        assertThat(rows(pool)).containsExactly(0L, 1L, 2L, 3L);
        assertThat(makers(pool)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_cannot_be_made_stands_there_with_why(Database database) {
        var pool = filled(database);
        var places = new Places(true, () -> {}, () -> {
            throw new ArithmeticException();
        });
        try (var node = new Node(pool, places)) {
            node.readModels.rebuild(List.of("places"), (_, _) -> {});
            assertThat(node.readModels.deadLetters())
                    .extracting(DeadLetter::failure)
                    .containsExactly(ArithmeticException.class.getName());
        }
        assertThat(rows(pool)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void longer_than_what_is_written_at_once(Database database) {
        var pool = filled(database);
        try (var recording = new Node(pool)) {
            var events = new ArrayList<DomainEventMessage<?>>();
            for (var sequence = 3; sequence < 2_345; sequence++) {
                events.add(new GenericDomainEventMessage<>("Tally", tally, sequence, new Added(tally, "more")));
            }
            recording.engine.appendEvents(events);
        }

        make(pool, new Places(true, () -> {}, () -> {}));

        assertThat(rows(pool)).isEqualTo(OpenedHistory.withoutGaps(2_345));
        assertThat(makers(pool)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void asked_for_by_two_processes_at_once(Database database) throws Exception {
        var pool = filled(database);
        try (var one = new Node(pool, new Places(true, () -> {}, () -> {}));
                var other = new Node(pool, new Places(true, () -> {}, () -> {}));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            for (var round = 0; round < 25; round++) {
                for (var turn = 0; turn < 4; turn++) {
                    // There is but one process on a file.
                    for (var node : List.of(one, database == Database.H2 ? one : other)) {
                        all.add(threads.submit(() -> node.readModels.rebuild(List.of("places"), (_, _) -> {})));
                    }
                }
                for (var done : all) {
                    done.get();
                }
                all.clear();
            }
        }

        assertThat(rows(pool)).containsExactly(0L, 1L, 2L);
        assertThat(makers(pool)).isEmpty();
    }
}
