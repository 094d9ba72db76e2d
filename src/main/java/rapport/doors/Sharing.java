package rapport.doors;

import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import rapport.eventstore.Durability;
import rapport.eventstore.Retry;
import rapport.notebooks.Notebooks;
import rapport.notebooks.PrivateEntry;
import rapport.parties.Actor;
import rapport.parties.EntryId;
import rapport.relationships.RelationshipAct.OnRupture;
import rapport.relationships.RelationshipCard;
import rapport.relationships.Relationships;
import rapport.ruptures.RuptureAct.NameRupture;
import rapport.shared.NotThere;
import rapport.words.Opened;
import rapport.words.Sealed;
import rapport.words.Vault;

/**
 * Takes a rupture out of its author's notebook and names it for both: the same id, its words sealed anew, both streams
 * in one transaction, and no way back (2-events, "Ruptures" 1).
 */
@Component
class Sharing {

    private final Relationships relationships;
    private final Notebooks notebooks;
    private final Vault vault;
    private final TransactionOperations transactions;
    private final Durability durability;

    Sharing(
            Relationships relationships,
            Notebooks notebooks,
            Vault vault,
            TransactionOperations transactions,
            Durability durability) {
        this.relationships = relationships;
        this.notebooks = notebooks;
        this.vault = vault;
        this.transactions = transactions;
        this.durability = durability;
    }

    /** Answers the place in the relationship's stream of the event that names it. */
    long share(Actor actor, RelationshipCard card, EntryId id) {
        relationships.refuseIfEnded(card);
        long sequence =
                Retry.onConflict(() -> Objects.requireNonNull(transactions.execute(_ -> once(actor, card, id))));
        durability.await();
        return sequence;
    }

    private long once(Actor actor, RelationshipCard card, EntryId id) {
        var entry = notebooks.entry(actor.person(), card.id(), id).orElseThrow(NotThere::new);
        var own = card.parties().sideOf(actor.person()).orElseThrow(NotThere::new);
        notebooks.shareWithin(actor, card.id(), own, card.zone(), id);
        var named = new NameRupture(
                id,
                Objects.requireNonNull(entry.causedBy()),
                Objects.requireNonNull(entry.ruptureKind()),
                sealedAnew(notebookOf(actor, card), card, entry),
                Objects.requireNonNull(entry.occurredOn()),
                entry.about());
        return relationships
                .performWithin(actor, card.id(), false, new OnRupture(named))
                .sequence();
    }

    private UUID notebookOf(Actor actor, RelationshipCard card) {
        return notebooks
                .find(actor.person(), card.id())
                .orElseThrow(NotThere::new)
                .value();
    }

    private Sealed sealedAnew(UUID notebook, RelationshipCard card, PrivateEntry entry) {
        if (vault.open(notebook, entry.text()) instanceof Opened.Clear(var words)) {
            return vault.seal(card.id().value(), words);
        }
        throw new NotThere();
    }
}
