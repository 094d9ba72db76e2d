package rapport.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import rapport.eventstore.Node.Added;

class StoredJsonTest {

    private final StoredJson json = new StoredJson(Node.TYPES);

    @TempDir
    private Path directory;

    static List<TrackingToken> tokens() {
        var gaps = GapAwareTrackingToken.newInstance(12, List.of(3L, 7L));
        return List.of(
                new GlobalSequenceTrackingToken(42),
                gaps,
                new ConfigToken(Map.of("id", "b5f0")),
                ReplayToken.createReplayToken(gaps, GapAwareTrackingToken.newInstance(2, List.of())),
                ReplayToken.createReplayToken(new GlobalSequenceTrackingToken(9)));
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void every_token_comes_back_as_it_was(TrackingToken token) {
        assertThat(json.<byte[], Object>deserialize(json.serialize(token, byte[].class)))
                .isEqualTo(token);
    }

    @ParameterizedTest
    @EnumSource
    void every_token_comes_back_from_the_token_store(Database database) {
        try (var node = new Node(database.open(directory))) {
            var number = 0;
            for (var token : tokens()) {
                var processor = "processor-" + number++;
                node.transactions.executeInTransaction(() -> {
                    node.tokens.initializeTokenSegments(processor, 1);
                    node.tokens.storeToken(token, processor, 0);
                });
                assertThat(node.transactions.fetchInTransaction(() -> node.tokens.fetchToken(processor, 0)))
                        .isEqualTo(token);
            }
        }
    }

    @Test
    void metadata_holds_strings_only() {
        var strings = MetaData.with("actor", "somebody").and("channel", "API");
        assertThat(json.<byte[], Object>deserialize(json.serialize(strings, byte[].class)))
                .isEqualTo(strings);
        for (var other : Stream.of(1L, 1, true).toList()) {
            assertThatThrownBy(() -> json.serialize(MetaData.with("number", other), byte[].class))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("number");
        }
    }

    @Test
    void a_class_without_a_stored_name_is_refused() {
        record Unregistered(String text) {}
        assertThatThrownBy(() -> json.serialize(new Unregistered("x"), byte[].class))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("not a registered class");
    }

    @Test
    void a_name_without_a_class_is_refused_even_where_such_a_class_exists() {
        for (var name : List.of("rapport.Gone", Added.class.getName(), "java.lang.String")) {
            var stored = new SimpleSerializedObject<>(
                    "{}".getBytes(StandardCharsets.UTF_8), byte[].class, new SimpleSerializedType(name, "1"));
            assertThatThrownBy(() -> json.<byte[], Object>deserialize(stored))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("not a registered name");
        }
    }

    @Test
    void a_field_that_this_version_does_not_know_is_refused_without_being_quoted() {
        var stored = new SimpleSerializedObject<>(
                "{\"tally\":\"t\",\"word\":\"w\",\"secret\":\"quoted\"}".getBytes(StandardCharsets.UTF_8),
                byte[].class,
                new SimpleSerializedType("rapport.Added", "1"));
        assertThatThrownBy(() -> json.<byte[], Object>deserialize(stored))
                .isInstanceOf(SerializationException.class)
                .hasMessageNotContainingAny("secret", "quoted")
                .hasNoCause();
    }

    @Test
    void no_class_of_ours_is_named_in_what_is_stored() {
        try (var node = new Node(Database.H2.open(directory))) {
            node.add("1f0c1d4e-9f3b-4f0e-8d8a-1a2b3c4d5e6f", "one");
            var row = node.sql
                    .sql("select payload, meta_data, payload_type, payload_revision from domain_event")
                    .query()
                    .singleRow();
            assertThat(row.get("payload_type")).isEqualTo("rapport.Added");
            assertThat(row.get("payload_revision")).isEqualTo("1");
            var payload = new String((byte[]) row.get("payload"), StandardCharsets.UTF_8);
            assertThat(payload).isEqualTo("{\"tally\":\"1f0c1d4e-9f3b-4f0e-8d8a-1a2b3c4d5e6f\",\"word\":\"one\"}");
            assertThat(new String((byte[]) row.get("meta_data"), StandardCharsets.UTF_8))
                    .doesNotContain("rapport.", "java.", "@class");
        }
    }
}
