package rapport.ruptures;

/** What kind of moment strained the relationship (2-events, "Events"). */
public enum RuptureKind {
    INTERRUPTED_OR_DISMISSED("interrupted or dismissed"),
    SHARP_TONE("a sharp tone"),
    FEEDBACK_LANDED_HARD("feedback landed hard"),
    DECIDED_WITHOUT_ME("decided without the other"),
    OVERCOMMITTED_ME("promised too much in the other’s name"),
    BROKEN_PROMISE("a broken promise"),
    WITHHELD_INFORMATION("kept something back"),
    BLAMED("blamed the other"),
    WITHDREW("withdrew"),
    OTHER("something else");

    private final String inWords;

    RuptureKind(String inWords) {
        this.inWords = inWords;
    }

    /** As people say it within a sentence. */
    public String inWords() {
        return inWords;
    }
}
