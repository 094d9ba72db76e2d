package rapport.commitments;

import rapport.parties.ActKind;

/** The acts on a commitment that exists, by the names under which every door offers them. */
public enum CommitmentActKind implements ActKind {
    KEEP,
    CONFIRM,
    DISPUTE,
    MISS,
    RELEASE,
    WITHDRAW,
    DECLINE,
    PROPOSE_DATE,
    ACCEPT_DATE,
    REFUSE_DATE,
    DISPUTE_DATE
}
