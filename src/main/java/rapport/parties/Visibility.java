package rapport.parties;

/** Where an entry is recorded: for both to read, or in its author's notebook. */
public enum Visibility {
    SHARED,
    PRIVATE
}
