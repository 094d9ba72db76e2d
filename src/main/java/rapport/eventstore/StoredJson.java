package rapport.eventstore;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Stores objects as JSON under the names of {@link StoredTypes}. Anything that is not registered is refused, in both
 * directions: a class name never reaches the store, and an unknown name is never skipped. Metadata holds strings only,
 * because a number would come back as another type than it went in.
 */
public final class StoredJson implements Serializer {

    private static final String METADATA = MetaData.class.getName();

    private final StoredTypes types;
    private final JsonMapper json;
    private final Converter converter = new ChainingConverter();

    public StoredJson(StoredTypes types) {
        this.types = types;
        this.json = JsonMapper.builder()
                // A replay token holds two other tokens, named by class.
                .polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                        .allowIfSubType(TrackingToken.class)
                        .build())
                .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /** What Axon itself keeps: how far a processor has come. */
    public static java.util.List<StoredType> axonTypes() {
        return java.util.List.of(
                new StoredType("axon.GapAwareToken", "1", GapAwareTrackingToken.class),
                new StoredType("axon.GlobalSequenceToken", "1", GlobalSequenceTrackingToken.class),
                new StoredType("axon.ReplayToken", "1", ReplayToken.class),
                new StoredType("axon.ConfigToken", "1", ConfigToken.class));
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
        var bytes = switch (object) {
            case null -> "null".getBytes(StandardCharsets.UTF_8);
            case MetaData metaData -> written(strings(metaData));
            default -> written(object);
        };
        var type = object == null ? SimpleSerializedType.emptyType() : typeForClass(object.getClass());
        return new SimpleSerializedObject<>(converter.convert(bytes, representation), representation, type);
    }

    private byte[] written(Object object) {
        try {
            return json.writeValueAsBytes(object);
        } catch (JacksonException e) {
            throw withoutContent("could not write a ", object.getClass(), e);
        }
    }

    private static Map<String, String> strings(MetaData metaData) {
        var strings = new LinkedHashMap<String, String>();
        metaData.forEach((key, value) -> {
            if (!(value instanceof String string)) {
                throw new SerializationException("metadata holds strings only, but not so under " + key);
            }
            strings.put(key, string);
        });
        return strings;
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> representation) {
        return converter.canConvert(byte[].class, representation);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"}) // as Axon declares and asks
    public <S, T> T deserialize(SerializedObject<S> stored) {
        if (SimpleSerializedType.emptyType().equals(stored.getType())) {
            return (T) null;
        }
        var type = classForType(stored.getType());
        var bytes = converter.convert(stored.getData(), stored.getContentType(), byte[].class);
        try {
            if (type == MetaData.class) {
                return (T) MetaData.from(json.readValue(bytes, Map.class));
            }
            return (T) json.readValue(bytes, type);
        } catch (JacksonException e) {
            throw withoutContent("could not read a ", type, e);
        }
    }

    // Jackson's messages quote what they stumble over; sealed or not, it stays out of logs.
    private static SerializationException withoutContent(String what, Class<?> type, JacksonException e) {
        return new SerializationException(
                what + type.getSimpleName() + " (" + e.getClass().getSimpleName() + ")");
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        if (METADATA.equals(type.getName())) {
            return MetaData.class;
        }
        return types.named(type.getName())
                .<Class<?>>map(StoredType::type)
                .orElseThrow(() -> new SerializationException("not a registered name: " + type.getName()));
    }

    @Override
    @SuppressWarnings("rawtypes") // as Axon declares it
    public SerializedType typeForClass(@Nullable Class type) {
        if (type == null || Void.class.equals(type)) {
            return SimpleSerializedType.emptyType();
        }
        if (MetaData.class.equals(type)) {
            return new SimpleSerializedType(METADATA, null);
        }
        return types.of(type)
                .map(stored -> new SimpleSerializedType(stored.name(), stored.revision()))
                .orElseThrow(() -> new SerializationException("not a registered class: " + type.getName()));
    }

    @Override
    public Converter getConverter() {
        return converter;
    }
}
