package rapport.commitments;

import java.util.Locale;

/** The acts on a commitment that exists, by the names under which every door offers them. */
public enum CommitmentActKind {
    KEEP,
    CONFIRM,
    DISPUTE,
    MISS,
    RELEASE,
    WITHDRAW,
    DECLINE,
    PROPOSE_DATE,
    ACCEPT_DATE,
    REFUSE_DATE;

    /** Its name in a URL, such as {@code propose-date}. */
    public String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
