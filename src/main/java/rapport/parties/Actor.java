package rapport.parties;

/** A signed-in person, and the door through which they came. */
public record Actor(PersonId person, Channel channel) {

    /** The doors; kept in an event's metadata under these names. */
    public enum Channel {
        WEB,
        API
    }
}
