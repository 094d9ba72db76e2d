package rapport.eventstore;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The registry of everything that may be stored: each class has one name, each name one class. */
public final class StoredTypes {

    /** The names that one room brings. */
    @FunctionalInterface
    public interface Contribution {
        List<StoredType> types();
    }

    private final Map<String, StoredType> byName = new HashMap<>();
    private final Map<Class<?>, StoredType> byClass = new HashMap<>();

    /** @throws IllegalStateException if a name or a class is registered twice */
    public StoredTypes(Collection<StoredType> types) {
        for (var type : types) {
            if (byName.put(type.name(), type) != null || byClass.put(type.type(), type) != null) {
                throw new IllegalStateException("registered twice: " + type.name());
            }
        }
    }

    public Optional<StoredType> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Optional<StoredType> of(Class<?> type) {
        return Optional.ofNullable(byClass.get(type));
    }

    /** All of them, by name. */
    public List<StoredType> all() {
        return byName.values().stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }
}
