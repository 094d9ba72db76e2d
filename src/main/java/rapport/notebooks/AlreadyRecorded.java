package rapport.notebooks;

import rapport.eventstore.AlreadyThere;

/**
 * A creation came again with an id that is taken, and is the same in all but its words, which the domain cannot read.
 * The edge opens both and compares.
 */
final class AlreadyRecorded extends RuntimeException implements AlreadyThere {

    private static final long serialVersionUID = 1L;

    AlreadyRecorded() {
        super("already recorded", null, false, false);
    }
}
