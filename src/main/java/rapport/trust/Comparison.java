package rapport.trust;

/** How the other's own number compares with my guess of it. */
public enum Comparison {
    HIGHER,
    LOWER,
    EQUAL
}
