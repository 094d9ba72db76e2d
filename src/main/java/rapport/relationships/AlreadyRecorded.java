package rapport.relationships;

import rapport.commitments.CommitmentEvent.CommitmentMade;

/**
 * A creation came again with an id that is taken, and is the same in all but its words, which the domain cannot read.
 * The edge opens both and compares.
 */
final class AlreadyRecorded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient CommitmentMade recorded;

    AlreadyRecorded(CommitmentMade recorded) {
        super("already recorded", null, false, false);
        this.recorded = recorded;
    }

    CommitmentMade recorded() {
        return recorded;
    }
}
