package rapport.relationships;

import static rapport.parties.Cast.ADA;
import static rapport.parties.Cast.ADA_HERSELF;
import static rapport.parties.Cast.GRACE;
import static rapport.parties.Cast.GRACE_HERSELF;
import static rapport.parties.Cast.THEIRS;
import static rapport.words.SealedWords.sealed;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import rapport.commitments.CommitmentAct;
import rapport.commitments.CommitmentAct.MakeCommitment;
import rapport.commitments.CommitmentEvent.CommitmentMade;
import rapport.commitments.CommitmentId;
import rapport.parties.Side;
import rapport.relationships.RelationshipAct.EndRelationship;
import rapport.relationships.RelationshipAct.OnCommitment;
import rapport.relationships.RelationshipEvent.PartyJoined;
import rapport.relationships.RelationshipEvent.RelationshipEnded;
import rapport.relationships.RelationshipEvent.RelationshipStarted;
import rapport.words.Sealed;

/** How the tests' relationship begins: in Berlin, on a Monday in March, started by Grace; Ada joins. */
final class Beginning {

    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    static final LocalDate DUE = LocalDate.of(2026, 3, 13);
    static final Instant MONDAY_NOON = Instant.parse("2026-03-02T11:00:00Z");
    static final Instant DAY_AFTER_DUE = Instant.parse("2026-03-13T23:00:00Z");

    static final CommitmentId PROMISE = new CommitmentId(new UUID(3, 1));
    static final Sealed SOMETHING = sealed("review the design");
    static final Sealed BECAUSE = sealed("because");

    static final StartRelationship START = new StartRelationship(THEIRS, GRACE, GRACE, ADA, BERLIN);
    static final RelationshipStarted STARTED = new RelationshipStarted(THEIRS, GRACE_HERSELF, GRACE, ADA, BERLIN);
    static final PartyJoined JOINED = new PartyJoined(THEIRS, ADA_HERSELF, Side.REPORT);
    static final RelationshipEnded ENDED = new RelationshipEnded(THEIRS, GRACE_HERSELF, BECAUSE, MONDAY);

    static final MakeCommitment MAKE = new MakeCommitment(PROMISE, Side.REPORT, SOMETHING, null, DUE, null);

    /** Recorded by Grace, who was told; so that Ada may also decline it. */
    static final CommitmentMade MADE =
            new CommitmentMade(THEIRS, GRACE_HERSELF, PROMISE, Side.REPORT, SOMETHING, null, DUE, MONDAY, null);

    private Beginning() {}

    static OnCommitment on(CommitmentAct act) {
        return new OnCommitment(act);
    }

    static EndRelationship endOn(LocalDate day) {
        return new EndRelationship(BECAUSE, day);
    }
}
