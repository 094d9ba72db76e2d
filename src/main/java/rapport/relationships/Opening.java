package rapport.relationships;

import java.time.Duration;
import java.time.Instant;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.words.Sealed;

/**
 * That somebody who is not a party opened a history to read it.
 *
 * @param sequence the place, in the relationship's stream, of the event that says so
 * @param reason sealed with the relationship's key
 */
public record Opening(
        RelationshipId relationship, long sequence, PersonId person, ReaderRole role, Instant at, Sealed reason) {

    /**
     * How long it lets that person read: a working day. Long enough to read a history in peace; whoever comes back on
     * another day says why once more, and both people see it once more.
     */
    static final Duration LASTS = Duration.ofHours(8);

    /** The instant from which on it lets nobody read any more. */
    public Instant until() {
        return at.plus(LASTS);
    }

    @Override
    public String toString() {
        return "Opening[" + relationship + " " + sequence + "]";
    }
}
