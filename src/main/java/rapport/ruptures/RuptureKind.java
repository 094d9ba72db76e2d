package rapport.ruptures;

/** What kind of moment strained the relationship (2-events, "Events"). */
public enum RuptureKind {
    INTERRUPTED_OR_DISMISSED,
    SHARP_TONE,
    FEEDBACK_LANDED_HARD,
    DECIDED_WITHOUT_ME,
    OVERCOMMITTED_ME,
    BROKEN_PROMISE,
    WITHHELD_INFORMATION,
    BLAMED,
    WITHDREW,
    OTHER
}
