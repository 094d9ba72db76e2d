package rapport.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rapport.eventstore.Node.Added;

class StreamsTest {

    @TempDir
    private Path directory;

    private final String tally = UUID.randomUUID().toString();

    @ParameterizedTest
    @EnumSource
    void a_stream_shorter_than_a_batch_is_one_query(Database database) {
        var counted = new CountedQueries(database.open(directory));
        try (var node = new Node(counted.source())) {
            for (var number = 0; number < 5; number++) {
                node.add(tally, "word " + number);
            }
            counted.forget();
            assertThat(node.words(tally)).hasSize(5);
            assertThat(counted.on("domain_event")).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_stream_longer_than_one_batch_is_read_whole_and_in_order(Database database) {
        var counted = new CountedQueries(database.open(directory));
        try (var node = new Node(counted.source())) {
            var events = new ArrayList<DomainEventMessage<?>>();
            for (var number = 0; number < 2 * EventStoreConfiguration.BATCH + 345; number++) {
                events.add(new GenericDomainEventMessage<>(
                        "Tally", tally, number, new Added(tally, String.valueOf(number))));
            }
            node.engine.appendEvents(events);
            counted.forget();
            var read = node.streams.read(tally);
            assertThat(read.stream().map(Recorded::sequence).toList())
                    .isEqualTo(OpenedHistory.withoutGaps(events.size()));
            assertThat(counted.on("domain_event")).hasSize(3);
            assertThat(node.add(tally, "one more")).isEqualTo(events.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_stream_of_exactly_one_batch_is_read_whole(Database database) {
        try (var node = new Node(database.open(directory))) {
            var events = new ArrayList<DomainEventMessage<?>>();
            for (var number = 0; number < EventStoreConfiguration.BATCH; number++) {
                events.add(new GenericDomainEventMessage<>(
                        "Tally", tally, number, new Added(tally, String.valueOf(number))));
            }
            node.engine.appendEvents(events);
            assertThat(node.words(tally)).hasSize(events.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_end_of_a_stream_is_read_without_the_rest(Database database) {
        var counted = new CountedQueries(database.open(directory));
        try (var node = new Node(counted.source())) {
            var events = new ArrayList<DomainEventMessage<?>>();
            for (var number = 0; number < EventStoreConfiguration.BATCH + 500; number++) {
                events.add(new GenericDomainEventMessage<>(
                        "Tally", tally, number, new Added(tally, String.valueOf(number))));
            }
            node.engine.appendEvents(events);
            assertThat(node.streams.length(tally)).isEqualTo(events.size());
            assertThat(node.streams.length(UUID.randomUUID().toString())).isZero();
            counted.forget();
            assertThat(sequences(node.streams.readBackwards(tally, 1_500, 3))).containsExactly(1_499L, 1_498L, 1_497L);
            assertThat(counted.on("domain_event")).hasSize(1);
            counted.forget();
            assertThat(node.streams.readPage(tally, 0, EventStoreConfiguration.BATCH))
                    .hasSize(EventStoreConfiguration.BATCH);
            assertThat(counted.on("domain_event")).hasSize(1);
            assertThat(sequences(node.streams.readBackwards(tally, 2, 3))).containsExactly(1L, 0L);
            assertThat(node.streams.readBackwards(tally, 0, 3)).isEmpty();
            assertThat(sequences(node.streams.readFrom(tally, 1_498))).containsExactly(1_498L, 1_499L);
        }
    }

    @Test
    void the_length_of_a_stream_is_one_step_in_the_index() {
        var counted = new CountedQueries(Database.H2.open(directory));
        try (var node = new Node(counted.source())) {
            for (var number = 0; number < 50; number++) {
                node.add(tally, "word " + number);
            }
            counted.forget();
            assertThat(node.streams.length(tally)).isEqualTo(50);
            var plan = node.sql
                    .sql("explain analyze " + counted.on("domain_event").getFirst())
                    .param(tally)
                    .query(String.class)
                    .single();
            assertThat(plan).containsPattern("scanCount: [12]\\D");
        }
    }

    private static List<Long> sequences(List<Recorded<Object>> read) {
        return read.stream().map(Recorded::sequence).toList();
    }
}
