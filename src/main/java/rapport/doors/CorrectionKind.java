package rapport.doors;

import rapport.parties.ActKind;
import rapport.shared.NotThere;

/** How an author puts an entry right, by the names under which every door offers it. */
public enum CorrectionKind implements ActKind {
    REWORD,
    RETRACT;

    /** @throws NotThere if there is none of that name */
    public static CorrectionKind at(String path) {
        for (var kind : values()) {
            if (kind.path().equals(path)) {
                return kind;
            }
        }
        throw new NotThere();
    }
}
