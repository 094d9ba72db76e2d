package rapport.corrections;

import rapport.parties.ActKind;

/** The ways to put an entry right, by the names under which every door offers them. */
public enum CorrectionActKind implements ActKind {
    REWORD,
    RETRACT
}
