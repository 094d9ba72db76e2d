package rapport.ruptures;

import rapport.parties.ActKind;

/** The acts on a rupture that exists, by the names under which every door offers them. */
public enum RuptureActKind implements ActKind {
    DESCRIBE_IMPACT,
    DISPUTE,
    OFFER_REPAIR,
    ACCEPT_REPAIR,
    DECLINE_REPAIR,
    NOTE_CHANGE,
    MARK_REPAIRED,
    LET_GO,
    REOPEN
}
