package rapport.demo;

import java.util.UUID;
import java.util.function.Supplier;
import rapport.doors.Collection;
import rapport.parties.EntryId;

/**
 * Something that was said and that is spoken of again.
 *
 * @param id known at the latest when the story has come to it
 */
record Thing(Collection kind, Supplier<UUID> id) {

    EntryId entry() {
        return new EntryId(id.get());
    }
}
