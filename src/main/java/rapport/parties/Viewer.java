package rapport.parties;

import java.util.Optional;

/** Through whose eyes a relationship is shown; whoever is neither of these is shown nothing. */
public sealed interface Viewer {

    /** One of the two: reads what both may read, and their own notebook. */
    record Party(Side side) implements Viewer {}

    /** Somebody else who was let in: reads what both may read, nobody's notebook, and does nothing. */
    record Reader() implements Viewer {}

    /** The viewer's own side; nothing for one who is on neither. */
    default Optional<Side> own() {
        return switch (this) {
            case Party(var side) -> Optional.of(side);
            case Reader _ -> Optional.empty();
        };
    }

    /** True if the viewer is the one on this side. */
    default boolean is(Side side) {
        return own().equals(Optional.of(side));
    }
}
