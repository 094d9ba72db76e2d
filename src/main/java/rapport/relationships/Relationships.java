package rapport.relationships;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import rapport.accounts.Auditors;
import rapport.accounts.People;
import rapport.accounts.PersonDetails;
import rapport.commitments.CommitmentId;
import rapport.eventstore.Durability;
import rapport.eventstore.EventStoreConfiguration;
import rapport.eventstore.Retry;
import rapport.eventstore.Streams;
import rapport.parties.Actor;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.parties.Viewer;
import rapport.relationships.RelationshipAct.JoinRelationship;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;
import rapport.words.Sealed;
import rapport.words.Vault;

/**
 * The one way in for every act: sends it to its relationship, tries again with a fresh load if somebody else was
 * quicker, and returns only when what was recorded is safe on disk.
 */
@Component
public class Relationships {

    private static final String SYSTEM = "system";

    private final CommandGateway commands;
    private final RelationshipBook book;
    private final OpeningBook openings;
    private final Auditors auditors;
    private final People people;
    private final Vault vault;
    private final Streams streams;
    private final Durability durability;
    private final TransactionOperations transactions;
    private final Clock clock;

    Relationships(
            CommandGateway commands,
            RelationshipBook book,
            OpeningBook openings,
            Auditors auditors,
            People people,
            Vault vault,
            Streams streams,
            Durability durability,
            TransactionOperations transactions,
            Clock clock) {
        this.commands = commands;
        this.book = book;
        this.openings = openings;
        this.auditors = auditors;
        this.people = people;
        this.vault = vault;
        this.streams = streams;
        this.durability = durability;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A relationship that was started, and the other person in it. */
    public record Started(RelationshipId relationship, PersonId other, long sequence) {}

    /**
     * Starts a relationship for the actor, who has joined, and somebody else, who has not.
     *
     * @param side the actor's own side
     * @param other the other person; the same e-mail address is the same person
     * @param first what the actor does in it at once, or nothing is started
     * @throws RuleBroken {@code same-person}, or {@code id-taken} if the id belongs to something else
     */
    public Started start(
            RelationshipId id,
            Actor actor,
            Side side,
            PersonDetails other,
            ZoneId zone,
            @Nullable RelationshipAct first) {
        var started = Retry.onConflict(() -> startOnce(id, actor, side, other, zone, first));
        durability.await();
        return started;
    }

    private Started startOnce(
            RelationshipId id,
            Actor actor,
            Side side,
            PersonDetails other,
            ZoneId zone,
            @Nullable RelationshipAct first) {
        var there = book.find(id).orElse(null);
        if (there != null) {
            return startedBefore(there, actor, side, other, zone);
        }
        vault.makeKeyFor(id.value());
        try {
            return startNew(id, actor, side, other, zone, first);
        } catch (RuleBroken refused) {
            // Perhaps by the same request, sent twice, that was a moment quicker.
            return book.find(id)
                    .map(quicker -> startedBefore(quicker, actor, side, other, zone))
                    .orElseThrow(() -> refused);
        }
    }

    private Started startNew(
            RelationshipId id,
            Actor actor,
            Side side,
            PersonDetails other,
            ZoneId zone,
            @Nullable RelationshipAct first) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            var otherId = people.findOrAdd(other);
            var manager = side == Side.MANAGER ? actor.person() : otherId;
            var report = side == Side.MANAGER ? otherId : actor.person();
            long sequence = send(new StartRelationship(id, actor.person(), manager, report, zone), actor);
            if (first != null) {
                sequence = performWithin(actor, id, false, first).sequence();
            }
            return new Started(id, otherId, sequence);
        }));
    }

    /** Makes the key of a relationship that is about to be started within a transaction. Not within one itself. */
    public void prepare(RelationshipId id) {
        vault.makeKeyFor(id.value());
    }

    /**
     * Starts a relationship as one step of a transaction of the caller's, who has prepared it, tries again on conflict and
     * waits until it is on disk.
     *
     * @throws RuleBroken {@code same-person} or {@code id-taken}
     */
    public Started startWithin(RelationshipId id, Actor actor, Side side, PersonDetails other, ZoneId zone) {
        return startNew(id, actor, side, other, zone, null);
    }

    private Started startedBefore(RelationshipCard there, Actor actor, Side side, PersonDetails other, ZoneId zone) {
        var otherId = there.parties().on(side.other());
        if (there.parties().on(side).equals(actor.person())
                && there.zone().equals(zone)
                && people.find(otherId)
                        .filter(person -> person.isDescribedBy(other))
                        .isPresent()) {
            return new Started(there.id(), otherId, 0);
        }
        throw new RuleBroken("id-taken", "This id already belongs to another record.");
    }

    /**
     * Does what a party asks for, and answers when it is on disk. Repeating a creation records nothing and answers as
     * the first time.
     *
     * @throws NotThere if the actor is not a party, or what is acted on does not exist
     * @throws RuleBroken with the rule that refused it
     */
    public Done perform(Actor actor, RelationshipId id, boolean onBehalf, RelationshipAct act) {
        try {
            long sequence = Retry.onConflict(
                    () -> send(new Perform(id, actor.person(), true, onBehalf, clock.instant(), act), actor));
            durability.await();
            return new Done(sequence);
        } catch (AlreadyRecorded already) {
            // It may have been recorded an instant ago, by the request that this one repeats.
            durability.await();
            return sameAsRecorded(id, already.repeated());
        } catch (AggregateNotFoundException _) {
            throw new NotThere();
        }
    }

    /**
     * Has the actor join as the one who was invited, within a transaction of the caller's, who has looked at the
     * invitation and waits until it is on disk.
     *
     * @throws RuleBroken {@code already-joined}, {@code same-person} or {@code ended}
     */
    public void joinWithin(Actor actor, RelationshipId id, Side side) {
        send(new Perform(id, actor.person(), false, false, clock.instant(), new JoinRelationship(side)), actor);
    }

    private Done sameAsRecorded(RelationshipId id, Repeated repeated) {
        if (repeated.words().stream().allMatch(words -> vault.isSame(id.value(), words.recorded(), words.again()))) {
            return streams.read(id.toString()).stream()
                    .filter(event -> event.event().equals(repeated.recorded()))
                    .findFirst()
                    .map(event -> new Done(event.sequence()))
                    .orElseThrow(NotThere::new);
        }
        throw new RuleBroken("id-taken", "This id already belongs to another record.");
    }

    /**
     * Does what a party asks for within a transaction of the caller's, who tries again on conflict and waits until it is
     * on disk.
     */
    public Done performWithin(Actor actor, RelationshipId id, boolean onBehalf, RelationshipAct act) {
        long sequence = send(new Perform(id, actor.person(), false, onBehalf, clock.instant(), act), actor);
        return new Done(sequence);
    }

    /**
     * Does several things that a party asks for, in this order and all or none, within a transaction of the caller's, who
     * tries again on conflict and waits until it is on disk. In one go, because whoever acts on the same relationship
     * meanwhile would otherwise come between two of them and wait for a transaction that waits for them.
     */
    public void performAllWithin(Actor actor, RelationshipId id, List<RelationshipAct> acts) {
        Long last = send(new PerformAll(id, actor.person(), clock.instant(), acts), actor);
        Objects.requireNonNull(last);
    }

    /** @throws RuleBroken {@code relationship-erased} if there is no key any more to seal words with */
    public void refuseIfErased(RelationshipCard card) {
        if (card.isErased()) {
            throw erased();
        }
    }

    /** @throws RuleBroken {@code relationship-erased}, or {@code ended}, if nothing more can be recorded beside this relationship */
    public void refuseIfEnded(RelationshipCard card) {
        refuseIfErased(card);
        if (card.hasEnded()) {
            throw ended();
        }
    }

    static RuleBroken ended() {
        return new RuleBroken(
                "ended", "This relationship has ended; its history can be read, but nothing more recorded.");
    }

    static RuleBroken erased() {
        return new RuleBroken(
                "relationship-erased",
                "The words of this relationship were erased for ever; nothing more can be recorded or opened here.");
    }

    /** What is said to one who hands over for the second time. */
    public static RuleBroken handedOver() {
        return new RuleBroken("handed-over", "You have already chosen what goes with you from here.");
    }

    /**
     * Records that the words of a relationship can never be read again, so that nobody acts on it from here on, and
     * answers when that is on disk. To be done before its key is destroyed; doing it again records nothing.
     *
     * @return whether it was not recorded before
     * @throws NotThere if there is no such relationship
     */
    public boolean erase(RelationshipId id, ErasureBasis basis) {
        if (book.find(id).isEmpty()) {
            throw new NotThere();
        }
        boolean recorded = Retry.onConflict(() -> send(new EraseRelationship(id, basis), null));
        durability.await();
        return recorded;
    }

    /** Any relationship, for whoever runs the server; nothing that anybody wrote is in it. */
    public Optional<RelationshipCard> forOperator(RelationshipId id) {
        return book.find(id);
    }

    /**
     * Everything that somebody who is not a party has opened, the newest first.
     *
     * @throws NotThere for anyone who may not read the history themselves
     */
    public List<Opening> openings(PersonId viewer, RelationshipId id) {
        return openings.all(reading(viewer, id).card().id());
    }

    /** Records a miss for a commitment that is overdue, once; answers whether there was one to record. */
    public boolean recordOverdue(RelationshipId id, CommitmentId commitment) {
        boolean recorded = Retry.onConflict(() -> send(new RecordOverdue(id, commitment, clock.instant()), null));
        if (recorded) {
            durability.await();
        }
        return recorded;
    }

    /**
     * A relationship that this person is in, and has joined.
     *
     * @throws NotThere for anyone else, as if it did not exist
     */
    public RelationshipCard find(PersonId party, RelationshipId id) {
        return book.find(id).filter(card -> isParty(party, card)).orElseThrow(NotThere::new);
    }

    private static boolean isParty(PersonId person, RelationshipCard card) {
        return card.parties().joinedSideOf(person).isPresent();
    }

    // --- reading --------------------------------------------------------------------------------------------------

    /**
     * A relationship that this person may read: a party, or an auditor who has opened it and whose time is not over.
     *
     * @throws NotThere for anyone else, as if it did not exist
     */
    public Reading reading(PersonId person, RelationshipId id) {
        return book.find(id)
                .flatMap(card -> viewer(person, card).map(viewer -> new Reading(card, viewer)))
                .orElseThrow(NotThere::new);
    }

    private Optional<Viewer> viewer(PersonId person, RelationshipCard card) {
        var own = card.parties().joinedSideOf(person);
        if (own.isPresent()) {
            return own.map(Viewer.Party::new);
        }
        return auditors.include(person)
                        && openings.open(person, card.id(), clock.instant()).isPresent()
                ? Optional.of(new Viewer.Reader())
                : Optional.empty();
    }

    /** Everybody who may read a relationship at this moment: the parties who have joined, and auditors who opened it. */
    public Set<PersonId> readersOf(RelationshipId id) {
        var readers = new HashSet<PersonId>();
        book.find(id).ifPresent(card -> {
            card.parties().joined().forEach(side -> readers.add(card.parties().on(side)));
            if (auditors.areNamed()) {
                openings.readersOf(id, clock.instant()).stream()
                        .filter(auditors::include)
                        .forEach(readers::add);
            }
        });
        return readers;
    }

    /** Every relationship there is, the oldest first, for an auditor. @throws NotThere for anyone else */
    public List<RelationshipCard> auditable(PersonId auditor) {
        mustBeAuditor(auditor);
        return book.all();
    }

    /** The openings that let an auditor read at this moment. @throws NotThere for anyone else */
    public List<Opening> openTo(PersonId auditor) {
        mustBeAuditor(auditor);
        return openings.open(auditor, clock.instant());
    }

    /** The histories that an opening lets this person read at an instant; none for whoever is no auditor. */
    public Set<RelationshipId> openTo(PersonId person, Instant at) {
        return auditors.include(person)
                ? openings.open(person, at).stream().map(Opening::relationship).collect(Collectors.toSet())
                : Set.of();
    }

    /** A relationship that an auditor could open. @throws NotThere for anyone else, or if there is none */
    public RelationshipCard auditable(PersonId auditor, RelationshipId id) {
        mustBeAuditor(auditor);
        return book.find(id).orElseThrow(NotThere::new);
    }

    private void mustBeAuditor(PersonId person) {
        if (!auditors.include(person)) {
            throw new NotThere();
        }
    }

    /**
     * Opens a history to an auditor, and answers when that is on disk.
     *
     * @param reason sealed with the relationship's key
     * @throws NotThere if the actor is no auditor, or there is no such relationship
     * @throws RuleBroken {@code party-reads-anyway} or {@code already-open}
     */
    public Done open(Actor actor, RelationshipId id, Sealed reason) {
        auditable(actor.person(), id);
        long sequence = Retry.onConflict(
                () -> send(new OpenHistory(id, actor.person(), ReaderRole.AUDITOR, reason, clock.instant()), actor));
        durability.await();
        return new Done(sequence);
    }

    /** An opening of which a party has not said that they have seen it. */
    public record Unseen(RelationshipCard relationship, Opening opening) {}

    /** What others opened in this person's relationships, ended ones too, and was not seen by this person, oldest first. */
    public List<Unseen> unseenOpenings(PersonId party) {
        var cards = new HashMap<RelationshipId, RelationshipCard>();
        of(party).forEach(card -> cards.put(card.id(), card));
        return openings.unseenBy(party, cards.keySet()).stream()
                .map(opening -> new Unseen(Objects.requireNonNull(cards.get(opening.relationship())), opening))
                .toList();
    }

    /** Keeps, on disk, that a party has seen an opening. @throws NotThere for anyone else, or if there is none */
    public void see(PersonId party, RelationshipId id, long sequence) {
        find(party, id);
        if (!openings.isThere(id, sequence)) {
            throw new NotThere();
        }
        openings.see(party, id, sequence, clock.instant());
        durability.await();
    }

    // --- whose ----------------------------------------------------------------------------------------------------

    /** Every relationship that this person is in, and has joined, the oldest first. */
    public List<RelationshipCard> of(PersonId viewer) {
        return book.of(viewer).stream()
                .filter(card -> card.parties().joinedSideOf(viewer).isPresent())
                .toList();
    }

    /** Every relationship in which this person is named but has not joined yet, the oldest first. */
    public List<RelationshipCard> waitingFor(PersonId person) {
        return book.of(person).stream()
                .filter(card -> !card.hasEnded())
                .filter(card -> card.parties().joinedSideOf(person).isEmpty())
                .toList();
    }

    /** Any relationship, for one who holds an invitation to it. */
    public Optional<RelationshipCard> invitedTo(RelationshipId id) {
        return book.find(id);
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // as the gateway declares it
    private <R> R send(Object command, @Nullable Actor actor) {
        Map<String, ?> metaData = actor == null
                ? Map.of(EventStoreConfiguration.CHANNEL, SYSTEM)
                : Map.of(
                        EventStoreConfiguration.ACTOR, actor.person().toString(),
                        EventStoreConfiguration.CHANNEL, actor.channel().name());
        return commands.sendAndWait(
                GenericCommandMessage.asCommandMessage(command).andMetaData(metaData));
    }
}
