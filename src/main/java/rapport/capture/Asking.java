package rapport.capture;

/** What can be asked about a line. */
public enum Asking {
    /** Whom it is about: the id of the relationship. */
    WHO("who"),
    /** Who promised: a side. */
    PROMISOR("promisor"),
    /** By when: any day, as 2026-03-31. */
    DAY("day"),
    /** Who caused a strain: a side. */
    CAUSED_BY("causedBy"),
    /** What kind of strain it was. */
    KIND("kind"),
    /** Which promise was kept: its id. */
    PROMISE("promise");

    private final String field;

    Asking(String field) {
        this.field = field;
    }

    /** The name under which every door takes the answer. */
    public String field() {
        return field;
    }
}
