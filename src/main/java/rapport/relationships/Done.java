package rapport.relationships;

/**
 * What an act came to.
 *
 * @param sequence the place, in the relationship's stream, of the event that records it
 */
public record Done(long sequence) {}
