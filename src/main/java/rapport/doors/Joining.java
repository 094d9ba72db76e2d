package rapport.doors;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import rapport.accounts.Accounts;
import rapport.accounts.Invitations;
import rapport.accounts.Invitations.Invitation;
import rapport.accounts.Invitations.Made;
import rapport.accounts.People;
import rapport.accounts.Person;
import rapport.eventstore.Durability;
import rapport.eventstore.Retry;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.relationships.RelationshipCard;
import rapport.relationships.Relationships;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;

/** How the other side of a relationship comes in: invited by a one-time link, or known by an address that was verified. */
@Component
public class Joining {

    private final Invitations invitations;
    private final Relationships relationships;
    private final Accounts accounts;
    private final People people;
    private final TransactionOperations transactions;
    private final Durability durability;

    Joining(
            Invitations invitations,
            Relationships relationships,
            Accounts accounts,
            People people,
            TransactionOperations transactions,
            Durability durability) {
        this.invitations = invitations;
        this.relationships = relationships;
        this.accounts = accounts;
        this.people = people;
        this.transactions = transactions;
        this.durability = durability;
    }

    /**
     * What somebody is invited to, told to whoever holds the link before they join: who asks them, and nothing that was
     * recorded.
     *
     * @param side the one they would speak for
     * @param inviter the name of the one who asks
     * @param invited the name by which they are known here so far
     */
    public record Offer(RelationshipId relationship, Side side, String inviter, String invited) {
        @Override
        public String toString() {
            return "Offer[" + relationship + "]";
        }
    }

    /** Somebody who has joined and can sign in from here on; the code is shown this once. */
    public record Joined(PersonId person, RelationshipId relationship, String recoveryCode) {
        @Override
        public String toString() {
            return "Joined[" + person + "]";
        }
    }

    /**
     * Makes a one-time link for the other side. An older one that was not used is worth nothing from here on.
     *
     * @throws RuleBroken {@code already-joined} or {@code ended}
     */
    public Made invite(Actor actor, RelationshipId relationship) {
        var card = relationships.find(actor.person(), relationship);
        relationships.refuseIfEnded(card);
        var own = card.parties().joinedSideOf(actor.person()).orElseThrow(NotThere::new);
        if (card.parties().hasJoined(own.other())) {
            throw alreadyJoined();
        }
        return invitations.make(relationship, own.other(), actor.person());
    }

    /** What the invitation of this mark is to; empty if it cannot be used (any more). */
    public Optional<Offer> offer(String mark) {
        return invitations
                .find(mark)
                .flatMap(invitation -> relationships
                        .invitedTo(invitation.relationship())
                        .filter(card -> !card.hasEnded())
                        .filter(card -> !card.parties().hasJoined(invitation.side()))
                        .map(card -> new Offer(
                                card.id(),
                                invitation.side(),
                                nameOf(card, invitation.side().other()),
                                nameOf(card, invitation.side()))));
    }

    private String nameOf(RelationshipCard card, Side side) {
        return people.find(card.parties().on(side)).map(Person::name).orElse("");
    }

    /**
     * Joins as somebody who can sign in already.
     *
     * @throws NotThere if the invitation cannot be used (any more)
     * @throws RuleBroken {@code same-person} for the one who made it
     */
    public RelationshipId join(Actor actor, String mark) {
        var invitation = invitations.find(mark).orElseThrow(NotThere::new);
        Retry.onConflict(() -> {
            transactions.executeWithoutResult(_ -> use(invitation, actor));
            return invitation;
        });
        durability.await();
        return invitation.relationship();
    }

    /**
     * Joins as somebody new: {@code name, passphrase}.
     *
     * @throws NotThere if the invitation cannot be used (any more)
     * @throws RuleBroken {@code name-taken} if nobody could tell them from somebody else by that name
     */
    public Joined joinAsNew(String mark, Fields fields) {
        var invitation = invitations.find(mark).orElseThrow(NotThere::new);
        var name = fields.name("name");
        var passphrase = fields.newPassphrase("passphrase");
        fields.check();
        try {
            var joined = Retry.onConflict(() -> Objects.requireNonNull(transactions.execute(_ -> {
                var person = personOf(invitation, name.get());
                var code = accounts.open(person, name.get(), passphrase.get());
                use(invitation, new Actor(person, Channel.WEB));
                return new Joined(person, invitation.relationship(), code);
            })));
            durability.await();
            return joined;
        } catch (DuplicateKeyException _) {
            // Two of one name in the same moment.
            throw Accounts.nameTaken();
        }
    }

    // The one who was named when it was started, unless somebody signs in as them already.
    private PersonId personOf(Invitation invitation, String name) {
        var card = relationships.invitedTo(invitation.relationship()).orElseThrow(NotThere::new);
        var named = card.parties().on(invitation.side());
        return accounts.hasAccount(named) ? people.addWithoutAddress(name) : named;
    }

    private void use(Invitation invitation, Actor actor) {
        if (!invitations.use(invitation, actor.person())) {
            throw new NotThere();
        }
        relationships.joinWithin(actor, invitation.relationship(), invitation.side());
    }

    /** The relationships that wait for this person to join, if their address was verified; nobody else is told of them. */
    public List<RelationshipCard> waitingFor(PersonId person) {
        return people.hasVerifiedAddress(person) ? relationships.waitingFor(person) : List.of();
    }

    /**
     * Joins a relationship in which one is named by an address that was verified, without a link.
     *
     * @throws NotThere if it does not wait for this person
     */
    public void joinByAddress(Actor actor, RelationshipId relationship) {
        for (var card : waitingFor(actor.person())) {
            if (card.id().equals(relationship)) {
                var side = card.parties().sideOf(actor.person()).orElseThrow(NotThere::new);
                Retry.onConflict(() -> {
                    transactions.executeWithoutResult(_ -> relationships.joinWithin(actor, relationship, side));
                    return side;
                });
                durability.await();
                return;
            }
        }
        throw new NotThere();
    }

    private static RuleBroken alreadyJoined() {
        return new RuleBroken("already-joined", "The other person has already joined.");
    }
}
