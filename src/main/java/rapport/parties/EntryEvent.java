package rapport.parties;

import java.util.List;

/** Something that happened to an entry: the first such event creates it. */
public interface EntryEvent extends StreamEvent {

    /** The entry it happened to. */
    EntryId entry();

    /** Other entries that this says something about, or answers; none of them can be retracted any more by its author. */
    default List<EntryId> alsoOn() {
        return List.of();
    }
}
