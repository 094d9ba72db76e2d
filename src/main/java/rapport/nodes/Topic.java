package rapport.nodes;

/** What nodes tell each other of, always by an id and never with words. The names travel between versions. */
public enum Topic {
    /** What this person may see is another. */
    PERSON,
    /** What everybody may see is another; no matter whose id comes with it. */
    EVERYBODY,
    /** The key of this holder was destroyed. */
    KEY,
    /** Sessions were ended; no matter whose. */
    SESSIONS
}
