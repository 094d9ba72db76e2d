package rapport.meetings;

import rapport.parties.ActKind;

/** The acts on a note that exists, by the names under which every door offers them. */
public enum NoteActKind implements ActKind {
    UNFLAG
}
