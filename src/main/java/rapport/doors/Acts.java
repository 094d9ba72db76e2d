package rapport.doors;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.accounts.Accounts;
import rapport.accounts.Accounts.SetUp;
import rapport.commitments.CommitmentAct;
import rapport.commitments.CommitmentAct.AcceptNewDate;
import rapport.commitments.CommitmentAct.ConfirmKeeping;
import rapport.commitments.CommitmentAct.DeclineCommitment;
import rapport.commitments.CommitmentAct.DisputeKeeping;
import rapport.commitments.CommitmentAct.KeepCommitment;
import rapport.commitments.CommitmentAct.MakeCommitment;
import rapport.commitments.CommitmentAct.MissCommitment;
import rapport.commitments.CommitmentAct.ProposeNewDate;
import rapport.commitments.CommitmentAct.RefuseNewDate;
import rapport.commitments.CommitmentAct.ReleaseCommitment;
import rapport.commitments.CommitmentAct.WithdrawCommitment;
import rapport.commitments.CommitmentActKind;
import rapport.commitments.CommitmentId;
import rapport.parties.Actor;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.relationships.RelationshipAct;
import rapport.relationships.RelationshipAct.EndRelationship;
import rapport.relationships.RelationshipAct.OnCommitment;
import rapport.relationships.Relationships;
import rapport.relationships.Relationships.Started;
import rapport.shared.NotThere;
import rapport.words.Sealed;
import rapport.words.Vault;
import rapport.words.Words;

/**
 * Turns what came in through a door into an act, and performs it. The only place that holds clear words on their way
 * in: they are sealed here, before an act exists.
 */
@Component
public class Acts {

    private static final String ON_BEHALF = "onBehalfOf";

    private final Relationships relationships;
    private final Accounts accounts;
    private final Vault vault;

    Acts(Relationships relationships, Accounts accounts, Vault vault) {
        this.relationships = relationships;
        this.accounts = accounts;
        this.vault = vault;
    }

    /** What an act created or changed, and the place of its event in the stream. */
    public record Acted(UUID id, long sequence) {}

    /** The first set-up: {@code token, name, email?, passphrase}. */
    public SetUp setUp(Fields fields) {
        var token = fields.secret("token");
        var person = fields.person("");
        var passphrase = fields.newPassphrase("passphrase");
        fields.check();
        return accounts.setUp(token.get(), person.get(), passphrase.get());
    }

    /** Starts a relationship, as manager with {@code report.name, report.email?} or the other way round. */
    public Started start(Actor actor, Fields fields) {
        var id = fields.optionalId("id");
        var zone = fields.zone("zone");
        var side = fields.has("manager") && !fields.has("report") ? Side.REPORT : Side.MANAGER;
        if (fields.has("manager") && fields.has("report")) {
            fields.refuse("manager", "Give either the report, to start as their manager, or the manager.");
        }
        var other = fields.person(side == Side.MANAGER ? "report." : "manager.");
        fields.check();
        return relationships.start(
                Optional.ofNullable(id.orNull()).map(RelationshipId::new).orElseGet(RelationshipId::random),
                actor,
                side,
                other.get(),
                zone.get());
    }

    /** Ends a relationship: {@code reason, endedOn}. */
    public Acted end(Actor actor, RelationshipId relationship, Fields fields) {
        relationships.find(actor.person(), relationship);
        var reason = fields.words("reason");
        var endedOn = fields.date("endedOn");
        fields.check();
        var act = new EndRelationship(sealed(relationship, reason.get()), endedOn.get());
        return new Acted(relationship.value(), perform(actor, relationship, false, act));
    }

    /** Makes a promise: {@code id?, promisor, text, dueOn, plan?, madeOn?, onBehalfOf?}. */
    public Acted makeCommitment(Actor actor, RelationshipId relationship, Fields fields) {
        relationships.find(actor.person(), relationship);
        var id = fields.optionalId("id");
        var promisor = fields.side("promisor");
        var text = fields.words("text");
        var plan = fields.optionalWords("plan");
        var dueOn = fields.date("dueOn");
        var madeOn = fields.optionalDate("madeOn");
        var onBehalf = fields.flag(ON_BEHALF);
        fields.check();
        var commitment = Optional.ofNullable(id.orNull()).map(CommitmentId::new).orElseGet(CommitmentId::random);
        var act = new MakeCommitment(
                commitment,
                promisor.get(),
                sealed(relationship, text.get()),
                sealedOrNull(relationship, plan.orNull()),
                dueOn.get(),
                madeOn.orNull());
        return new Acted(commitment.value(), perform(actor, relationship, onBehalf, new OnCommitment(act)));
    }

    /** Acts on a promise, with the fields that this kind of act takes and {@code onBehalfOf?}. */
    public Acted act(
            Actor actor, RelationshipId relationship, CommitmentId commitment, CommitmentActKind kind, Fields fields) {
        relationships.find(actor.person(), relationship);
        var onBehalf = fields.flag(ON_BEHALF);
        var act = read(kind, relationship, commitment, fields);
        return new Acted(commitment.value(), perform(actor, relationship, onBehalf, new OnCommitment(act)));
    }

    private CommitmentAct read(
            CommitmentActKind kind, RelationshipId relationship, CommitmentId commitment, Fields fields) {
        return switch (kind) {
            case KEEP -> {
                var keptOn = fields.optionalDate("keptOn");
                var delivered = fields.optionalWords("delivered");
                fields.check();
                yield new KeepCommitment(commitment, keptOn.orNull(), sealedOrNull(relationship, delivered.orNull()));
            }
            case CONFIRM -> {
                fields.check();
                yield new ConfirmKeeping(commitment);
            }
            case DISPUTE -> new DisputeKeeping(commitment, reason(relationship, fields));
            case MISS -> {
                var missedOn = fields.optionalDate("missedOn");
                var reason = optionalReason(relationship, fields);
                yield new MissCommitment(commitment, missedOn.orNull(), reason);
            }
            case RELEASE -> new ReleaseCommitment(commitment, optionalReason(relationship, fields));
            case WITHDRAW -> new WithdrawCommitment(commitment, reason(relationship, fields));
            case DECLINE -> new DeclineCommitment(commitment, reason(relationship, fields));
            case PROPOSE_DATE -> {
                var dueOn = fields.date("dueOn");
                var reason = reason(relationship, fields);
                yield new ProposeNewDate(commitment, dueOn.get(), reason);
            }
            case ACCEPT_DATE -> {
                fields.check();
                yield new AcceptNewDate(commitment);
            }
            case REFUSE_DATE -> new RefuseNewDate(commitment, optionalReason(relationship, fields));
        };
    }

    // The last field that these acts read, so what was read before is checked here too.
    private Sealed reason(RelationshipId relationship, Fields fields) {
        var reason = fields.words("reason");
        fields.check();
        return sealed(relationship, reason.get());
    }

    private @Nullable Sealed optionalReason(RelationshipId relationship, Fields fields) {
        var reason = fields.optionalWords("reason");
        fields.check();
        return sealedOrNull(relationship, reason.orNull());
    }

    private Sealed sealed(RelationshipId relationship, Words words) {
        return vault.seal(relationship.value(), words);
    }

    private @Nullable Sealed sealedOrNull(RelationshipId relationship, @Nullable Words words) {
        return words == null ? null : sealed(relationship, words);
    }

    private long perform(Actor actor, RelationshipId relationship, boolean onBehalf, RelationshipAct act) {
        return relationships.perform(actor, relationship, onBehalf, act).sequence();
    }

    /** The kind of act that a door's address names. @throws NotThere if there is none of that name */
    public static CommitmentActKind kindOf(String path) {
        for (var kind : CommitmentActKind.values()) {
            if (kind.path().equals(path)) {
                return kind;
            }
        }
        throw new NotThere();
    }
}
