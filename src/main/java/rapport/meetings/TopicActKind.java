package rapport.meetings;

import rapport.parties.ActKind;

/** The acts on a topic that exists, by the names under which every door offers them. */
public enum TopicActKind implements ActKind {
    DISCUSS,
    DROP
}
