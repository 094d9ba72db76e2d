package rapport.eventstore;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;
import rapport.eventstore.Node.Added;
import rapport.shared.RuleBroken;

/** What happens when two act on the same relationship in the same instant, on one machine or on several. */
class RacesTest {

    @TempDir
    private Path directory;

    private final String tally = UUID.randomUUID().toString();

    private DomainEventMessage<Added> event(long sequence) {
        return new GenericDomainEventMessage<>("Tally", tally, sequence, new Added(tally, "word " + sequence));
    }

    @ParameterizedTest
    @EnumSource
    void a_place_in_the_stream_that_is_taken_is_told_as_a_lost_race(Database database) {
        try (var node = new Node(database.open(directory))) {
            node.engine.appendEvents(event(0), event(1));
            assertThatThrownBy(() -> node.engine.appendEvents(event(1))).isInstanceOf(ConcurrencyException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_lost_race_in_the_middle_of_a_batch_is_told_too_and_records_nothing(Database database) {
        try (var node = new Node(database.open(directory))) {
            node.engine.appendEvents(event(2));
            assertThatThrownBy(() -> node.engine.appendEvents(event(1), event(2), event(3)))
                    .isInstanceOf(ConcurrencyException.class);
            assertThat(OpenedHistory.sequences(node.sql).get(tally)).containsExactly(2L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void two_nodes_that_race_on_one_stream_both_end_recorded(Database database) throws Exception {
        var source = database.open(directory);
        var acts = 25;
        try (var one = new Node(source);
                var other = new Node(source);
                var threads = Executors.newFixedThreadPool(4)) {
            var start = new CyclicBarrier(4);
            var lost = new AtomicInteger();
            var writers = new ArrayList<Future<?>>();
            for (var writer = 0; writer < 4; writer++) {
                var node = writer % 2 == 0 ? one : other;
                var name = "writer " + writer + " word ";
                writers.add(threads.submit(() -> {
                    start.await(30, SECONDS);
                    for (var act = 0; act < acts; act++) {
                        var word = name + act;
                        Retry.onConflict(() -> {
                            try {
                                return node.addOnce(tally, word);
                            } catch (ConcurrencyException e) {
                                lost.incrementAndGet();
                                throw e;
                            }
                        });
                    }
                    return null;
                }));
            }
            for (var writer : writers) {
                writer.get(120, SECONDS);
            }
            assertThat(lost).as("races, without which this says nothing").hasPositiveValue();
            assertThat(one.words(tally)).hasSize(4 * acts).doesNotHaveDuplicates();
            assertThat(OpenedHistory.sequences(one.sql).get(tally)).isEqualTo(OpenedHistory.withoutGaps(4 * acts));
        }
    }

    @ParameterizedTest
    @EnumSource
    void two_nodes_that_race_for_the_first_place_of_a_stream_both_end_recorded(Database database) throws Exception {
        var source = database.open(directory);
        try (var one = new Node(source);
                var other = new Node(source);
                var threads = Executors.newFixedThreadPool(2)) {
            var start = new CyclicBarrier(2);
            for (var round = 0; round < 20; round++) {
                var stream = UUID.randomUUID().toString();
                var outcomes = new ArrayList<Future<Long>>();
                for (var node : List.of(one, other)) {
                    outcomes.add(threads.submit(() -> {
                        start.await(30, SECONDS);
                        return node.add(stream, node == one ? "one" : "other");
                    }));
                }
                assertThat(List.of(
                                outcomes.getFirst().get(30, SECONDS),
                                outcomes.getLast().get(30, SECONDS)))
                        .containsExactlyInAnyOrder(0L, 1L);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_node_sees_what_another_has_recorded_since_it_last_looked(Database database) {
        var source = database.open(directory);
        try (var one = new Node(source);
                var other = new Node(source)) {
            assertThat(one.add(tally, "first")).isZero();
            assertThat(other.addOnce(tally, "second")).isEqualTo(1);
            assertThat(one.addOnce(tally, "third")).isEqualTo(2);
            assertThatThrownBy(() -> other.addOnce(tally, "third")).isInstanceOf(RuleBroken.class);
        }
    }

    @Test
    void only_a_lost_race_is_tried_again() {
        for (var lost : List.of(
                new ConcurrencyException("lost"),
                new AggregateStreamCreationException("lost"),
                new DuplicateKeyException("lost"))) {
            var attempts = new AtomicInteger();
            var outcome = Retry.onConflict(() -> {
                if (attempts.incrementAndGet() < 3) {
                    throw lost;
                }
                return "recorded";
            });
            assertThat(outcome).isEqualTo("recorded");
            assertThat(attempts).hasValue(3);
        }
        for (var other : List.of(
                new RuleBroken("not-open", "No."), new EventStoreException("broken"), new IllegalStateException())) {
            var attempts = new AtomicInteger();
            assertThatThrownBy(() -> Retry.onConflict(() -> {
                        attempts.incrementAndGet();
                        throw other;
                    }))
                    .isSameAs(other);
            assertThat(attempts).hasValue(1);
        }
    }

    @Test
    void who_loses_every_race_is_told_after_a_while() {
        var attempts = new AtomicInteger();
        assertThatThrownBy(() -> Retry.onConflict(() -> {
                    attempts.incrementAndGet();
                    throw new ConcurrencyException("lost");
                }))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(attempts).hasValue(20);
    }

    @Test
    void node_names_are_unique_so_that_two_nodes_of_one_process_number_do_not_share_a_claim() {
        assertThat(NodeName.random()).isNotEqualTo(NodeName.random());
        var source = Database.H2.open(directory);
        try (var one = new Node(source);
                var other = new Node(source)) {
            one.transactions.executeInTransaction(() -> {
                one.tokens.initializeTokenSegments("sweep", 1);
                one.tokens.fetchToken("sweep", 0);
            });
            assertThatThrownBy(() -> other.transactions.executeInTransaction(() -> other.tokens.fetchToken("sweep", 0)))
                    .isInstanceOf(org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException.class);
        }
    }
}
