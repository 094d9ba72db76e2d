package rapport.feedback;

import rapport.parties.ActKind;

/** The acts on feedback that was given, by the names under which every door offers them. */
public enum FeedbackActKind implements ActKind {
    HEAR
}
