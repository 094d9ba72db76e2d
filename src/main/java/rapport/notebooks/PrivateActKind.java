package rapport.notebooks;

import rapport.parties.ActKind;

/** The acts on a private entry that exists, in the order in which a page offers them. */
public enum PrivateActKind implements ActKind {
    SHARE,
    CLOSE
}
