package rapport.reminders;

import java.util.List;
import java.util.UUID;
import rapport.parties.PersonId;

/** A way by which digests reach people beside the page. It runs on threads of its own and never takes part in an act. */
public interface Way {

    /** Its name, which is stored. */
    String name();

    /** Where a person has it lead to by now; empty unless they switched it on. */
    List<UUID> targets(PersonId person);

    /** Sends a digest, within ten seconds; whatever the other side does comes back as an outcome. */
    Outcome send(UUID target, Digest digest);

    /** What came of sending. */
    enum Outcome {
        SENT,
        /** It may work later. */
        TRY_AGAIN,
        /** It never will, for this digest. */
        GIVEN_UP
    }
}
