package rapport.doors;

import rapport.parties.ActKind;
import rapport.shared.NotThere;

/** The acts on 1:1s, by the names under which every door offers them. */
public enum OneOnOneActKind implements ActKind {
    MOVE,
    CANCEL,
    HOLD;

    /** @throws NotThere if there is none of that name */
    public static OneOnOneActKind at(String path) {
        for (var kind : values()) {
            if (kind.path().equals(path)) {
                return kind;
            }
        }
        throw new NotThere();
    }
}
