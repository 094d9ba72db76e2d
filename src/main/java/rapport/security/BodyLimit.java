package rapport.security;

/** How much may be sent at once: room for several texts of the greatest length, in the most wasteful encoding. */
public final class BodyLimit {

    public static final int BYTES = 512 * 1024;

    public static final String SENTENCE = "This is too large; no request needs more than 512 KB.";

    private BodyLimit() {}
}
