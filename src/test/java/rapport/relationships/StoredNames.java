package rapport.relationships;

import java.util.List;
import java.util.stream.Stream;
import rapport.eventstore.StoredJson;
import rapport.eventstore.StoredType;
import rapport.eventstore.StoredTypes;

/** The registry that the application has, for tests that open its files without starting it. */
public final class StoredNames {

    private StoredNames() {}

    public static StoredTypes registry() {
        return new StoredTypes(Stream.concat(events().stream(), StoredJson.axonTypes().stream())
                .toList());
    }

    public static List<StoredType> events() {
        return RelationshipConfiguration.EVENTS;
    }
}
