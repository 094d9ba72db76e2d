package rapport.eventstore;

/**
 * Under which name a class is stored, for ever. Renaming or moving the class changes nothing in the store.
 *
 * @param name such as {@code rapport.CommitmentMade}
 * @param revision of the fields, {@code 1} from the first day
 */
public record StoredType(String name, String revision, Class<?> type) {

    /** An event's name is its class's name behind {@code rapport.}; this is where it is fixed, as revision 1. */
    public static StoredType event(String name, Class<?> type) {
        return new StoredType("rapport." + name, "1", type);
    }
}
