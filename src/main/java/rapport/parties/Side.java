package rapport.parties;

/** Which of the two people of a relationship. */
public enum Side {
    MANAGER,
    REPORT;

    /** The side across the table. */
    public Side other() {
        return this == MANAGER ? REPORT : MANAGER;
    }
}
