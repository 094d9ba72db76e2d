package rapport.feedback;

/** How feedback landed, in the word of the one who received it. */
public enum Landing {
    WELL,
    MIXED,
    HARD
}
