package rapport.relationships;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.parties.Cast.ADA;
import static rapport.parties.Cast.ADA_HERSELF;
import static rapport.parties.Cast.GRACE;
import static rapport.parties.Cast.GRACE_FOR_ADA;
import static rapport.parties.Cast.GRACE_HERSELF;
import static rapport.parties.Cast.THEIRS;
import static rapport.relationships.Beginning.BECAUSE;
import static rapport.relationships.Beginning.BERLIN;
import static rapport.relationships.Beginning.DUE;
import static rapport.relationships.Beginning.MONDAY;
import static rapport.relationships.Beginning.PROMISE;
import static rapport.relationships.Beginning.SOMETHING;
import static rapport.words.SealedWords.sealed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import rapport.commitments.CommitmentEvent.CommitmentDeclined;
import rapport.commitments.CommitmentEvent.CommitmentKept;
import rapport.commitments.CommitmentEvent.CommitmentMade;
import rapport.commitments.CommitmentEvent.CommitmentMissed;
import rapport.commitments.CommitmentEvent.CommitmentReleased;
import rapport.commitments.CommitmentEvent.CommitmentWithdrawn;
import rapport.commitments.CommitmentEvent.KeepingConfirmed;
import rapport.commitments.CommitmentEvent.KeepingDisputed;
import rapport.commitments.CommitmentEvent.NewDateAccepted;
import rapport.commitments.CommitmentEvent.NewDateProposed;
import rapport.commitments.CommitmentEvent.NewDateRefused;
import rapport.commitments.CommitmentEvent.RecordedBy;
import rapport.eventstore.StoredJson;
import rapport.eventstore.StoredType;
import rapport.eventstore.StoredTypes;
import rapport.parties.Side;
import rapport.parties.StreamEvent;
import rapport.relationships.RelationshipEvent.PartyJoined;
import rapport.relationships.RelationshipEvent.RelationshipEnded;
import rapport.relationships.RelationshipEvent.RelationshipStarted;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was stored must load for ever. Each event has an approved sample in {@code src/test/resources/events}, one file
 * for each revision of its fields; a sample is added, never changed.
 */
class StoredEventsTest {

    private static final StoredJson STORED_JSON = new StoredJson(new StoredTypes(RelationshipConfiguration.EVENTS));
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The event that each sample, by the name of its class, stands for. */
    private static final Map<String, StreamEvent> APPROVED = Stream.of(
                    new RelationshipStarted(THEIRS, GRACE_HERSELF, GRACE, ADA, BERLIN),
                    new PartyJoined(THEIRS, ADA_HERSELF, Side.REPORT),
                    new RelationshipEnded(THEIRS, ADA_HERSELF, BECAUSE, DUE),
                    new CommitmentMade(
                            THEIRS,
                            GRACE_FOR_ADA,
                            PROMISE,
                            Side.REPORT,
                            SOMETHING,
                            sealed("an hour on Thursday"),
                            DUE,
                            MONDAY,
                            null),
                    new CommitmentDeclined(THEIRS, ADA_HERSELF, PROMISE, BECAUSE),
                    new NewDateProposed(THEIRS, ADA_HERSELF, PROMISE, DUE.plusDays(7), BECAUSE),
                    new NewDateAccepted(THEIRS, GRACE_HERSELF, PROMISE),
                    new NewDateRefused(THEIRS, GRACE_HERSELF, PROMISE, BECAUSE),
                    new CommitmentKept(THEIRS, ADA_HERSELF, PROMISE, DUE, SOMETHING),
                    new KeepingConfirmed(THEIRS, GRACE_HERSELF, PROMISE),
                    new KeepingDisputed(THEIRS, GRACE_HERSELF, PROMISE, BECAUSE),
                    // The system's: nobody recorded it and nobody said why, so neither field is there.
                    new CommitmentMissed(THEIRS, null, PROMISE, DUE, RecordedBy.SYSTEM, null),
                    new CommitmentReleased(THEIRS, GRACE_HERSELF, PROMISE, null),
                    new CommitmentWithdrawn(THEIRS, ADA_HERSELF, PROMISE, BECAUSE))
            .collect(Collectors.toMap(event -> event.getClass().getSimpleName(), Function.identity()));

    @TestFactory
    Stream<DynamicTest> every_sample_loads_into_the_event_it_was_written_from() {
        return forEachEvent(type -> assertThat(load(type, sample(type))).isEqualTo(approved(type)));
    }

    @TestFactory
    Stream<DynamicTest> every_event_is_written_as_its_sample_says() {
        return forEachEvent(type -> {
            var written = STORED_JSON.serialize(approved(type), byte[].class);

            assertThat(written.getType().getName()).isEqualTo(type.name());
            assertThat(written.getType().getRevision()).isEqualTo(type.revision());
            assertThat(JSON.readTree(written.getData())).isEqualTo(JSON.readTree(sample(type)));
        });
    }

    @TestFactory
    Stream<DynamicTest> no_sample_holds_a_null() {
        return forEachEvent(type -> assertThat(everythingIn(JSON.readTree(sample(type))))
                .isNotEmpty()
                .noneMatch(JsonNode::isNull));
    }

    @Test
    void fields_that_may_be_left_out_are_left_out() {
        var names = List.of("plan", "reason", "delivered", "by");
        var bare = List.<StreamEvent>of(
                new CommitmentMade(THEIRS, ADA_HERSELF, PROMISE, Side.REPORT, SOMETHING, null, DUE, MONDAY, null),
                new NewDateRefused(THEIRS, GRACE_HERSELF, PROMISE, null),
                new CommitmentKept(THEIRS, ADA_HERSELF, PROMISE, DUE, null),
                new CommitmentMissed(THEIRS, null, PROMISE, DUE, RecordedBy.SYSTEM, null),
                new CommitmentReleased(THEIRS, GRACE_HERSELF, PROMISE, null));

        for (var event : bare) {
            var written = STORED_JSON.serialize(event, byte[].class);
            var fields = JSON.readTree(written.getData()).propertyNames();

            assertThat(fields).doesNotContainAnyElementsOf(absentIn(event, names));
            assertThat(STORED_JSON.<byte[], Object>deserialize(written)).isEqualTo(event);
        }
    }

    private static List<String> absentIn(StreamEvent event, List<String> names) {
        return event.by() == null
                ? names
                : names.stream().filter(name -> !name.equals("by")).toList();
    }

    @Test
    void no_event_is_without_a_sample() {
        assertThat(APPROVED.keySet())
                .containsExactlyInAnyOrderElementsOf(RelationshipConfiguration.EVENTS.stream()
                        .map(type -> type.type().getSimpleName())
                        .toList());
    }

    @Test
    void every_event_is_stored_under_the_name_of_its_class_as_revision_1() {
        assertThat(RelationshipConfiguration.EVENTS).isNotEmpty().allSatisfy(type -> {
            assertThat(type.name()).isEqualTo("rapport." + type.type().getSimpleName());
            assertThat(type.revision()).isEqualTo("1");
        });
    }

    private static Stream<DynamicTest> forEachEvent(Check check) {
        return RelationshipConfiguration.EVENTS.stream()
                .map(type -> DynamicTest.dynamicTest(type.name(), () -> check.on(type)));
    }

    private interface Check {
        void on(StoredType type);
    }

    private static StreamEvent approved(StoredType type) {
        return Objects.requireNonNull(APPROVED.get(type.type().getSimpleName()), "no approved event for " + type);
    }

    private static Object load(StoredType type, String json) {
        return STORED_JSON.deserialize(new SimpleSerializedObject<>(json, String.class, type.name(), type.revision()));
    }

    private static String sample(StoredType type) {
        var file = "/events/%s.%s.json".formatted(type.type().getSimpleName(), type.revision());
        try (var in = StoredEventsTest.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(in, "no sample " + file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Collection<JsonNode> everythingIn(JsonNode node) {
        var all = new TreeMap<String, JsonNode>();
        collect(node, "", all);
        return all.values();
    }

    private static void collect(JsonNode node, String path, Map<String, JsonNode> all) {
        for (var property : node.properties()) {
            all.put(path + "/" + property.getKey(), property.getValue());
            collect(property.getValue(), path + "/" + property.getKey(), all);
        }
    }
}
