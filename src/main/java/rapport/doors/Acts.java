package rapport.doors;

import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import rapport.accounts.Accounts;
import rapport.accounts.Accounts.SetUp;
import rapport.accounts.AuditorLinks;
import rapport.accounts.AuditorLinks.Welcomed;
import rapport.briefing.Briefing;
import rapport.commitments.CommitmentActKind;
import rapport.concerns.ConcernActKind;
import rapport.corrections.CorrectionActKind;
import rapport.erasure.Erasures;
import rapport.feedback.FeedbackActKind;
import rapport.meetings.NoteActKind;
import rapport.meetings.TopicActKind;
import rapport.notebooks.NotebookAct;
import rapport.notebooks.NotebookAct.CloseEntry;
import rapport.notebooks.NotebookAct.NotePrivateRupture;
import rapport.notebooks.NotebookAct.NoteTrust;
import rapport.notebooks.NotebookId;
import rapport.notebooks.Notebooks;
import rapport.notebooks.PrivateActKind;
import rapport.notebooks.PrivateEntry;
import rapport.parties.ActKind;
import rapport.parties.Actor;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.parties.Visibility;
import rapport.relationships.RelationshipAct;
import rapport.relationships.RelationshipAct.Correct;
import rapport.relationships.RelationshipAct.EndRelationship;
import rapport.relationships.RelationshipAct.OnCommitment;
import rapport.relationships.RelationshipAct.OnConcern;
import rapport.relationships.RelationshipAct.OnFeedback;
import rapport.relationships.RelationshipAct.OnMeeting;
import rapport.relationships.RelationshipAct.OnRupture;
import rapport.relationships.RelationshipCard;
import rapport.relationships.Relationships;
import rapport.relationships.Relationships.Started;
import rapport.ruptures.Rupture;
import rapport.ruptures.RuptureActKind;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;
import rapport.trust.Comparison;
import rapport.words.Sealed;
import rapport.words.Vault;
import rapport.words.Words;

/**
 * Turns what came in through a door into an act, and performs it. The only place that holds clear words on their way
 * in: they are sealed here, before an act exists, with the key of the stream that the act goes to.
 */
@Component
public class Acts {

    private static final String ON_BEHALF = "onBehalfOf";

    private final Relationships relationships;
    private final Notebooks notebooks;
    private final Briefing briefing;
    private final Sharing sharing;
    private final Trusting trusting;
    private final Accounts accounts;
    private final AuditorLinks auditorLinks;
    private final Erasures erasures;
    private final Vault vault;

    Acts(
            Relationships relationships,
            Notebooks notebooks,
            Briefing briefing,
            Sharing sharing,
            Trusting trusting,
            Accounts accounts,
            AuditorLinks auditorLinks,
            Erasures erasures,
            Vault vault) {
        this.relationships = relationships;
        this.notebooks = notebooks;
        this.briefing = briefing;
        this.sharing = sharing;
        this.trusting = trusting;
        this.accounts = accounts;
        this.auditorLinks = auditorLinks;
        this.erasures = erasures;
        this.vault = vault;
    }

    /** What an act created or changed, and the place of its event in the stream that it went to. */
    public record Acted(UUID id, long sequence) {}

    /** The first set-up: {@code token, name, email?, passphrase}. */
    public SetUp setUp(Fields fields) {
        var token = fields.secret("token");
        var person = fields.person("");
        var passphrase = fields.newPassphrase("passphrase");
        fields.check();
        return accounts.setUp(token.get(), person.get(), passphrase.get());
    }

    /** The passphrase of an auditor who came by a link: {@code passphrase}; nothing if the link works no more. */
    public Optional<Welcomed> choosePassphrase(String token, Fields fields) {
        fields.ignore("token");
        var passphrase = fields.newPassphrase("passphrase");
        fields.check();
        return auditorLinks.use(token, passphrase.get());
    }

    // --- the relationship as a whole ------------------------------------------------------------------------------

    /**
     * Starts a relationship, as manager with {@code report.name, report.email?} or the other way round, and with
     * {@code cadence.rrule, .firstStart, .minutes, .zone} if it is known when the two meet.
     */
    public Started start(Actor actor, Fields fields) {
        var id = fields.optionalId("id");
        var zone = fields.zone("zone");
        var side = fields.has("manager") && !fields.has("report") ? Side.REPORT : Side.MANAGER;
        if (fields.has("manager") && fields.has("report")) {
            fields.refuse("manager", "Give either the report, to start as their manager, or the manager.");
        }
        var other = fields.person(side == Side.MANAGER ? "report." : "manager.");
        var cadence = fields.has("cadence") ? new OnMeeting(MeetingFields.cadence(fields, "cadence.")) : null;
        fields.check();
        return relationships.start(
                Optional.ofNullable(id.orNull()).map(RelationshipId::new).orElseGet(RelationshipId::random),
                actor,
                side,
                other.get(),
                zone.get(),
                cadence);
    }

    /** Ends a relationship: {@code reason, endedOn}. */
    public Acted end(Actor actor, RelationshipId relationship, Fields fields) {
        relationships.find(actor.person(), relationship);
        var reason = fields.words("reason");
        var endedOn = fields.date("endedOn");
        fields.check();
        var act = new EndRelationship(shared(relationship).seal(reason), endedOn.get());
        return new Acted(relationship.value(), perform(actor, relationship, false, act));
    }

    /** Says when the two meet: {@code rrule, firstStart, minutes, zone}. */
    public Acted setCadence(Actor actor, RelationshipId relationship, Fields fields) {
        relationships.find(actor.person(), relationship);
        var onBehalf = fields.flag(ON_BEHALF);
        var act = MeetingFields.cadence(fields, "");
        return new Acted(relationship.value(), perform(actor, relationship, onBehalf, new OnMeeting(act)));
    }

    /** Moves, cancels or holds one 1:1. */
    public Acted oneOnOne(Actor actor, RelationshipId relationship, OneOnOneActKind kind, Fields fields) {
        relationships.find(actor.person(), relationship);
        var onBehalf = fields.flag(ON_BEHALF);
        var act = new MeetingFields(fields, shared(relationship)).oneOnOne(kind);
        return new Acted(relationship.value(), perform(actor, relationship, onBehalf, new OnMeeting(act)));
    }

    /** Notes trust in the actor's own notebook: {@code own, guessOfOther}, 1 to 5 each. */
    public Acted noteTrust(Actor actor, RelationshipId relationship, Fields fields) {
        var card = relationships.find(actor.person(), relationship);
        var own = oneToFive(fields, "own");
        var guess = oneToFive(fields, "guessOfOther");
        fields.check();
        var notebook = notebookOf(actor, card);
        var act = new NoteTrust(sealed(notebook, own.get()), sealed(notebook, guess.get()));
        return new Acted(relationship.value(), performPrivately(actor, card, act));
    }

    /** How the other's trust compares with what the actor guessed, where both have noted it since the same 1:1. */
    public Optional<Comparison> comparedTrust(Actor actor, RelationshipId relationship) {
        return trusting.compared(actor.person(), relationships.find(actor.person(), relationship));
    }

    private static Fields.Field<Integer> oneToFive(Fields fields, String name) {
        var number = fields.number(name);
        var given = number.orNull();
        if (given != null && (given < 1 || given > 5)) {
            fields.refuse(name, "This must be a number from 1 to 5.");
        }
        return number;
    }

    private Sealed sealed(NotebookId notebook, int number) {
        return vault.seal(notebook.value(), new Words(Integer.toString(number)));
    }

    // --- entries --------------------------------------------------------------------------------------------------

    /** Creates an entry, with the fields of its kind, {@code id?} and {@code onBehalfOf?}. */
    public Acted create(Actor actor, RelationshipId relationship, Collection collection, Fields fields) {
        var card = relationships.find(actor.person(), relationship);
        var given = fields.optionalEntry("id").orNull();
        var id = given == null ? EntryId.random() : given;
        var onBehalf = fields.flag(ON_BEHALF);
        if (visibility(collection, fields) == Visibility.PRIVATE) {
            if (onBehalf) {
                fields.refuse(ON_BEHALF, "A notebook is one's own; nobody writes into it for somebody else.");
            }
            return createPrivately(actor, card, collection, id, fields);
        }
        if (given != null && briefing.own(actor.person(), relationship, id).isPresent()) {
            throw idTaken();
        }
        var sealing = shared(relationship);
        RelationshipAct act = switch (collection) {
            case COMMITMENTS -> new OnCommitment(new CommitmentFields(fields, sealing).make(id));
            case FEEDBACK -> new OnFeedback(new FeedbackFields(fields, sealing).give(id));
            case FEEDBACK_REQUESTS -> new OnFeedback(new FeedbackFields(fields, sealing).request(id));
            case CONCERNS -> new OnConcern(new ConcernFields(fields, sealing).raise(id), null);
            case RUPTURES -> new OnRupture(new RuptureFields(fields, sealing).name(id));
            case TOPICS -> new OnMeeting(new MeetingFields(fields, sealing).topic(id));
            case NOTES -> new OnMeeting(new MeetingFields(fields, sealing).note(id));
        };
        return new Acted(id.value(), perform(actor, relationship, onBehalf, act));
    }

    // Ruptures and notes are one's own until one decides to share them; topics are meant for both.
    private static Visibility visibility(Collection collection, Fields fields) {
        return switch (collection) {
            case RUPTURES, NOTES ->
                Objects.requireNonNullElse(
                        fields.choice("visibility", Visibility.class, Visibility.PRIVATE)
                                .orNull(),
                        Visibility.PRIVATE);
            case TOPICS ->
                Objects.requireNonNullElse(
                        fields.choice("visibility", Visibility.class, Visibility.SHARED)
                                .orNull(),
                        Visibility.SHARED);
            case COMMITMENTS, FEEDBACK, FEEDBACK_REQUESTS, CONCERNS -> Visibility.SHARED;
        };
    }

    private Acted createPrivately(
            Actor actor, RelationshipCard card, Collection collection, EntryId id, Fields fields) {
        if (briefing.own(actor.person(), card.id(), id).isEmpty() && briefing.hasEntry(actor.person(), card.id(), id)) {
            throw idTaken();
        }
        var sealing = new Sealing(vault, () -> notebookOf(actor, card).value());
        NotebookAct act = switch (collection) {
            case RUPTURES -> privateRupture(actor, card, new RuptureFields(fields, sealing).noteInPrivate(id));
            case TOPICS -> new MeetingFields(fields, sealing).privateTopic(id);
            case NOTES -> new MeetingFields(fields, sealing).privateNote(id);
            case COMMITMENTS, FEEDBACK, FEEDBACK_REQUESTS, CONCERNS -> throw new NotThere();
        };
        return new Acted(id.value(), performPrivately(actor, card, act));
    }

    // To one person an id is one entry, in the notebook or outside it; the other's notebook is not asked.
    private static RuleBroken idTaken() {
        return new RuleBroken("id-taken", "This id already belongs to another record.");
    }

    // A notebook does not know the relationship's entries, so what a rupture in it can be about is looked at here.
    private NotePrivateRupture privateRupture(Actor actor, RelationshipCard card, NotePrivateRupture noted) {
        var about = noted.about();
        if (about != null
                && briefing.own(actor.person(), card.id(), noted.entry()).isEmpty()
                && !briefing.canHaveStrained(actor.person(), card.id(), about)) {
            throw Rupture.notAboutThat();
        }
        return noted;
    }

    /** Lets nobody but the two go on, where nothing is recorded yet. @throws NotThere for anyone else */
    public void refuseOthers(Actor actor, RelationshipId relationship) {
        relationships.find(actor.person(), relationship);
    }

    /** Acts on an entry, with the fields that this kind of act takes and {@code onBehalfOf?}. */
    public Acted act(Actor actor, RelationshipId relationship, EntryId id, ActKind kind, Fields fields) {
        var card = relationships.find(actor.person(), relationship);
        var own = briefing.own(actor.person(), relationship, id);
        if (own.filter(entry -> kind instanceof PrivateActKind || isPrivate(entry))
                .isPresent()) {
            return new Acted(id.value(), actPrivately(actor, card, id, kind, fields));
        }
        var onBehalf = fields.flag(ON_BEHALF);
        var act = read(card, actor, id, kind, onBehalf, fields);
        return new Acted(id.value(), perform(actor, relationship, onBehalf, act));
    }

    // Once it is shared, what is done to it is done for both, though its author's notebook still knows of it.
    private static boolean isPrivate(PrivateEntry entry) {
        return entry.status() != PrivateEntry.Status.SHARED;
    }

    private RelationshipAct read(
            RelationshipCard card, Actor actor, EntryId id, ActKind kind, boolean onBehalf, Fields fields) {
        var sealing = shared(card.id());
        return switch (kind) {
            case CommitmentActKind act -> new OnCommitment(new CommitmentFields(fields, sealing).act(id, act));
            case FeedbackActKind _ -> new OnFeedback(new FeedbackFields(fields, sealing).hear(id));
            case ConcernActKind act -> {
                var own = card.parties().sideOf(actor.person()).orElseThrow(NotThere::new);
                var read = new ConcernFields(fields, sealing).act(id, act, onBehalf ? own.other() : own);
                yield new OnConcern(read.act(), read.with());
            }
            case RuptureActKind act -> new OnRupture(new RuptureFields(fields, sealing).act(id, act));
            case TopicActKind act -> new OnMeeting(new MeetingFields(fields, sealing).act(id, act));
            case NoteActKind act -> new OnMeeting(new MeetingFields(fields, sealing).act(id, act));
            default -> throw new NotThere();
        };
    }

    private long actPrivately(Actor actor, RelationshipCard card, EntryId id, ActKind kind, Fields fields) {
        return switch (kind) {
            case PrivateActKind.SHARE -> {
                fields.check();
                yield sharing.share(actor, card, id);
            }
            // What is done with is closed, whatever the door calls it.
            case PrivateActKind.CLOSE,
                    RuptureActKind.LET_GO,
                    TopicActKind.DISCUSS,
                    TopicActKind.DROP,
                    NoteActKind.UNFLAG -> {
                fields.check();
                yield performPrivately(actor, card, new CloseEntry(id));
            }
            default -> throw new NotThere();
        };
    }

    /** Puts an entry right: {@code text, reason?} to reword it, {@code reason} to retract it. */
    public Acted correct(Actor actor, RelationshipId relationship, EntryId id, CorrectionActKind kind, Fields fields) {
        var card = relationships.find(actor.person(), relationship);
        if (briefing.own(actor.person(), relationship, id)
                .filter(Acts::isPrivate)
                .isPresent()) {
            var sealing = new Sealing(vault, () -> notebookOf(actor, card).value());
            var act = new NotebookAct.Correct(new CorrectionFields(fields, sealing).act(id, kind));
            return new Acted(id.value(), performPrivately(actor, card, act));
        }
        var act = new Correct(new CorrectionFields(fields, shared(relationship)).act(id, kind));
        return new Acted(id.value(), perform(actor, relationship, false, act));
    }

    /** The correction that an address names. @throws NotThere if there is none of that name */
    public static CorrectionActKind correction(String path) {
        for (var kind : CorrectionActKind.values()) {
            if (kind.path().equals(path)) {
                return kind;
            }
        }
        throw new NotThere();
    }

    // --- reading as an auditor ------------------------------------------------------------------------------------

    /** Opens a history to an auditor, who says why: {@code reason}. */
    public Acted open(Actor auditor, RelationshipId relationship, Fields fields) {
        relationships.auditable(auditor.person(), relationship);
        var reason = fields.words("reason");
        fields.check();
        var done =
                relationships.open(auditor, relationship, shared(relationship).seal(reason));
        return new Acted(relationship.value(), done.sequence());
    }

    /** Says that a party has seen who opened their history. Takes no fields. */
    public Acted see(Actor party, RelationshipId relationship, long sequence, Fields fields) {
        relationships.find(party.person(), relationship);
        fields.check();
        relationships.see(party.person(), relationship, sequence);
        return new Acted(relationship.value(), sequence);
    }

    /** Says that a party has seen that what they wrote is to be erased, or was. Takes no fields. */
    public UUID seeErasure(Actor party, RelationshipId relationship, UUID erasure, Fields fields) {
        relationships.find(party.person(), relationship);
        fields.check();
        erasures.see(party.person(), relationship, erasure);
        return erasure;
    }

    // --- performing -----------------------------------------------------------------------------------------------

    private Sealing shared(RelationshipId relationship) {
        return new Sealing(vault, () -> {
            relationships.forOperator(relationship).ifPresent(relationships::refuseIfErased);
            return relationship.value();
        });
    }

    private long perform(Actor actor, RelationshipId relationship, boolean onBehalf, RelationshipAct act) {
        return relationships.perform(actor, relationship, onBehalf, act).sequence();
    }

    private NotebookId notebookOf(Actor actor, RelationshipCard card) {
        relationships.refuseIfErased(card);
        return notebooks.openOrFind(actor.person(), card.id());
    }

    private long performPrivately(Actor actor, RelationshipCard card, NotebookAct act) {
        relationships.refuseIfEnded(card);
        var own = card.parties().sideOf(actor.person()).orElseThrow(NotThere::new);
        ZoneId zone = card.zone();
        return notebooks.perform(actor, card.id(), own, zone, act).sequence();
    }
}
