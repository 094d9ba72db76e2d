package rapport.history;

/**
 * Where to look for an event.
 *
 * @param before what is older than this begins with it
 * @param place where it stands itself; of one that is gone, where what came before it stands
 */
public record Found(Position before, Place place) {}
