package rapport.doors;

import java.util.List;
import java.util.stream.Stream;
import rapport.commitments.CommitmentActKind;
import rapport.concerns.ConcernActKind;
import rapport.feedback.FeedbackActKind;
import rapport.meetings.NoteActKind;
import rapport.meetings.TopicActKind;
import rapport.notebooks.PrivateActKind;
import rapport.parties.ActKind;
import rapport.ruptures.RuptureActKind;
import rapport.shared.NotThere;

/** The kinds of entries as every door offers them: under which name they are found, and which acts they take. */
public enum Collection {
    COMMITMENTS("commitments", List.of(CommitmentActKind.values())),
    FEEDBACK("feedback", List.of(FeedbackActKind.values())),
    FEEDBACK_REQUESTS("feedback/requests", List.of()),
    CONCERNS("concerns", List.of(ConcernActKind.values())),
    RUPTURES("ruptures", List.of(RuptureActKind.values()), PrivateActKind.SHARE, PrivateActKind.CLOSE),
    TOPICS("topics", List.of(TopicActKind.values()), PrivateActKind.CLOSE),
    NOTES("notes", List.of(NoteActKind.values()), PrivateActKind.CLOSE);

    private final String path;

    @SuppressWarnings("ImmutableEnumChecker") // copied from enums, never changed
    private final List<ActKind> acts;

    Collection(String path, List<? extends ActKind> shared, PrivateActKind... ofPrivateOnes) {
        this.path = path;
        this.acts = Stream.<ActKind>concat(shared.stream(), Stream.of(ofPrivateOnes))
                .toList();
    }

    /** Its name in an address, such as {@code concerns}. */
    public String path() {
        return path;
    }

    /** The acts on an entry that exists. */
    public List<ActKind> acts() {
        return acts;
    }

    /** The act that an address names. @throws NotThere if these entries take none of that name */
    public ActKind act(String name) {
        return acts.stream().filter(act -> act.path().equals(name)).findFirst().orElseThrow(NotThere::new);
    }

    /** @throws NotThere if there is none of that name */
    public static Collection at(String path) {
        return Stream.of(values())
                .filter(collection -> collection.path.equals(path))
                .findFirst()
                .orElseThrow(NotThere::new);
    }
}
