package rapport.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was stored must load for ever. Each event has an approved sample in {@code src/test/resources/events}, with every
 * field that it may have, one file for each revision of its fields, and perhaps further ones such as {@code
 * CommitmentMade-bare.1.json}. A sample is added, never changed.
 */
public abstract class ApprovedSamples {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<StoredType> types;
    private final Map<String, Object> approved = new LinkedHashMap<>();
    private final StoredJson storedJson;

    /** @param approved the event that stands behind each sample */
    protected ApprovedSamples(List<StoredType> types, Collection<?> approved) {
        this.types = types;
        this.storedJson = new StoredJson(new StoredTypes(types));
        approved.forEach(event -> put(event.getClass().getSimpleName(), event));
    }

    /** One more sample of an event that has one already. */
    protected final void also(String variant, Object event) {
        put(event.getClass().getSimpleName() + "-" + variant, event);
    }

    private void put(String sample, Object event) {
        assertThat(approved.put(sample, event)).as(sample).isNull();
    }

    @TestFactory
    protected Stream<DynamicTest> every_sample_loads_into_the_event_it_was_written_from() {
        return forEachSample(
                (sample, event) -> assertThat(loaded(sample, event)).isEqualTo(event));
    }

    @TestFactory
    protected Stream<DynamicTest> every_event_is_written_as_its_sample_says() {
        return forEachSample((sample, event) -> {
            var written = storedJson.serialize(event, byte[].class);

            assertThat(written.getType().getName()).isEqualTo(typeOf(event).name());
            assertThat(written.getType().getRevision()).isEqualTo(typeOf(event).revision());
            assertThat(JSON.readTree(written.getData())).isEqualTo(JSON.readTree(text(sample, event)));
        });
    }

    @TestFactory
    protected Stream<DynamicTest> no_sample_holds_a_null() {
        return forEachSample((sample, event) -> assertThat(everythingIn(JSON.readTree(text(sample, event))))
                .isNotEmpty()
                .noneMatch(JsonNode::isNull));
    }

    @TestFactory
    protected Stream<DynamicTest> what_may_be_left_out_is_left_out_and_an_event_without_it_loads() {
        return forEachSample((_, event) -> {
            var bare = bare(event);
            var written = storedJson.serialize(bare, byte[].class);

            assertThat(JSON.readTree(written.getData()).propertyNames())
                    .containsExactlyInAnyOrderElementsOf(fields(event)
                            .filter(field -> !mayBeLeftOut(field))
                            .map(RecordComponent::getName)
                            .toList());
            assertThat(storedJson.<byte[], Object>deserialize(written)).isEqualTo(bare);
        });
    }

    @Test
    protected void no_event_is_without_a_sample() {
        assertThat(approved.keySet())
                .containsAll(
                        types.stream().map(type -> type.type().getSimpleName()).toList());
        assertThat(approved.values()).allMatch(event -> types.contains(typeOf(event)));
    }

    @Test
    protected void every_event_is_stored_under_the_name_of_its_class_as_revision_1() {
        assertThat(types).isNotEmpty().allSatisfy(type -> {
            assertThat(type.name()).isEqualTo("rapport." + type.type().getSimpleName());
            assertThat(type.revision()).isEqualTo("1");
        });
    }

    private Stream<DynamicTest> forEachSample(Check check) {
        return approved.entrySet().stream()
                .map(sample ->
                        DynamicTest.dynamicTest(sample.getKey(), () -> check.on(sample.getKey(), sample.getValue())));
    }

    private interface Check {
        void on(String sample, Object event) throws ReflectiveOperationException;
    }

    private StoredType typeOf(Object event) {
        return types.stream()
                .filter(type -> type.type() == event.getClass())
                .findFirst()
                .orElseThrow(() -> new AssertionError("not registered: " + event.getClass()));
    }

    private Object loaded(String sample, Object event) {
        var type = typeOf(event);
        return storedJson.deserialize(
                new SimpleSerializedObject<>(text(sample, event), String.class, type.name(), type.revision()));
    }

    private String text(String sample, Object event) {
        var file = "/events/%s.%s.json".formatted(sample, typeOf(event).revision());
        try (var in = ApprovedSamples.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(in, "no sample " + file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object bare(Object event) throws ReflectiveOperationException {
        var fields = fields(event).toList();
        var values = new @Nullable Object[fields.size()];
        for (var i = 0; i < values.length; i++) {
            values[i] = mayBeLeftOut(fields.get(i))
                    ? null
                    : fields.get(i).getAccessor().invoke(event);
        }
        return event.getClass()
                .getDeclaredConstructor(
                        fields.stream().map(RecordComponent::getType).toArray(Class<?>[]::new))
                .newInstance(values);
    }

    private static Stream<RecordComponent> fields(Object event) {
        return Arrays.stream(event.getClass().getRecordComponents());
    }

    private static boolean mayBeLeftOut(RecordComponent field) {
        return field.getAnnotatedType().isAnnotationPresent(Nullable.class);
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
