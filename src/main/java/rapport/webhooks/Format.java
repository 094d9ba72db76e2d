package rapport.webhooks;

/** What a message looks like, which depends on who is to read it. */
public enum Format {
    /** JSON as docs/webhooks.md describes it, signed. */
    GENERIC,
    /** A message for one of Slack's incoming webhooks. */
    SLACK,
    /** A message for a Teams channel or chat by one of its workflows. */
    TEAMS;

    /** True if whoever receives it can tell by a signature that it comes from here. */
    boolean isSigned() {
        return this == GENERIC;
    }
}
