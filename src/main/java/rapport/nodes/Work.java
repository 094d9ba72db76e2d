package rapport.nodes;

/** What happens by itself, and on one node at a time. The names are stored. */
public enum Work {
    MISSED_PROMISES,
    BRIEFS,
    FOLLOW_UPS,
    DELIVERIES,
    SEALS,
    CHECKS,
    VIEWS
}
