package rapport.concerns;

import rapport.parties.ActKind;

/** The acts on a concern that exists, by the names under which every door offers them. */
public enum ConcernActKind implements ActKind {
    HEAR,
    ANSWER,
    SETTLE,
    REOPEN,
    WITHDRAW
}
