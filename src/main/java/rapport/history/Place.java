package rapport.history;

import rapport.parties.Visibility;

/**
 * Where an event stands in what somebody may see.
 *
 * @param visibility shared for the relationship's stream, private for the viewer's own notebook
 * @param sequence its place in that stream
 */
public record Place(Visibility visibility, long sequence) {}
