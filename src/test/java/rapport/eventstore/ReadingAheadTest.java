package rapport.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rapport.eventstore.Node.Added;

/** Streams that are read before anybody asks for them hold the same as if they were read when asked for. */
class ReadingAheadTest {

    private static final int PAGE = 3;

    @TempDir
    private Path directory;

    private final ExecutorService readers = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        readers.close();
    }

    private final String first = UUID.randomUUID().toString();
    private final String second = UUID.randomUUID().toString();
    private final String third = UUID.randomUUID().toString();

    private static void add(Node node, String stream, int words) {
        IntStream.range(0, words).forEach(number -> node.add(stream, "word " + number));
    }

    private static List<String> words(ReadingAhead ahead, String stream) {
        var words = new ArrayList<String>();
        ahead.each(stream, event -> words.add(((Added) event.event()).word()));
        return words;
    }

    /** @return what stood there before */
    private static byte[] damage(Node node, String stream, long place) {
        var whole = node.sql
                .sql("select payload from domain_event where aggregate_identifier = ? and sequence_number = ?")
                .params(stream, place)
                .query((row, _) -> row.getBytes(1))
                .single();
        put(node, stream, place, new byte[] {'{'});
        return whole;
    }

    private static void put(Node node, String stream, long place, byte[] payload) {
        node.sql
                .sql("update domain_event set payload = ? where aggregate_identifier = ? and sequence_number = ?")
                .params(payload, stream, place)
                .update();
    }

    @ParameterizedTest
    @EnumSource
    void streams_of_every_length_around_a_page_come_whole_and_in_order(Database database) {
        try (var node = new Node(database.open(directory))) {
            var streams = new ArrayList<String>();
            for (var length : List.of(1, PAGE - 1, 0, PAGE, PAGE + 1, 4 * PAGE, 7 * PAGE + 1)) {
                var stream = UUID.randomUUID().toString();
                add(node, stream, length);
                streams.add(stream);
            }
            try (var ahead = new ReadingAhead(node.streams, streams, readers, PAGE)) {
                for (var stream : streams) {
                    assertThat(words(ahead, stream)).isEqualTo(node.words(stream));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_nobody_asks_for_is_passed_over_and_nothing_comes_twice(Database database) {
        try (var node = new Node(database.open(directory))) {
            add(node, first, 3 * PAGE);
            add(node, second, 2 * PAGE);
            add(node, third, 1);
            try (var ahead = new ReadingAhead(node.streams, List.of(first, second, third), readers, PAGE)) {
                assertThat(words(ahead, third)).containsExactly("word 0");
                assertThatThrownBy(() -> words(ahead, first)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void only_a_few_pages_are_read_before_they_are_asked_for(Database database) {
        var counted = new CountedQueries(database.open(directory));
        try (var node = new Node(counted.source())) {
            var streams = IntStream.range(0, 3 * ReadingAhead.AHEAD)
                    .mapToObj(_ -> UUID.randomUUID().toString())
                    .toList();
            streams.forEach(stream -> add(node, stream, 1));
            try (var ahead = new ReadingAhead(node.streams, streams, readers, PAGE)) {
                words(ahead, streams.getFirst());
                node.add(streams.getLast(), "recorded later");
                assertThat(words(ahead, streams.getLast())).containsExactly("word 0", "recorded later");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void where_a_place_is_missing_everything_else_comes_once(Database database) {
        try (var node = new Node(database.open(directory))) {
            add(node, first, 3 * PAGE);
            node.sql
                    .sql("delete from domain_event where aggregate_identifier = ? and sequence_number in (1, 4)")
                    .param(first)
                    .update();
            try (var ahead = new ReadingAhead(node.streams, List.of(first), readers, PAGE)) {
                assertThat(words(ahead, first)).isEqualTo(node.words(first)).hasSize(3 * PAGE - 2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_cannot_be_read_is_named_and_the_next_stream_comes_all_the_same(Database database) {
        try (var node = new Node(database.open(directory))) {
            add(node, first, 3 * PAGE);
            add(node, second, 2);
            damage(node, first, 4);
            try (var ahead = new ReadingAhead(node.streams, List.of(first, second), readers, PAGE)) {
                assertThatThrownBy(() -> words(ahead, first))
                        .isInstanceOfSatisfying(
                                Unreadable.class, e -> assertThat(e.sequence()).isEqualTo(4));
                assertThat(words(ahead, second)).containsExactly("word 0", "word 1");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_could_not_be_read_ahead_is_read_when_it_is_asked_for(Database database) {
        try (var node = new Node(database.open(directory))) {
            add(node, first, 1);
            add(node, second, 2);
            var whole = damage(node, second, 1);
            try (var ahead = new ReadingAhead(node.streams, List.of(first, second), readers, PAGE)) {
                words(ahead, first);
                put(node, second, 1, whole);
                assertThat(words(ahead, second)).containsExactly("word 0", "word 1");
            }
        }
    }
}
