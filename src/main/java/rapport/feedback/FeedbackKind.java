package rapport.feedback;

/** What feedback is for. */
public enum FeedbackKind {
    APPRECIATION,
    GUIDANCE
}
