package rapport.erasure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import rapport.eventstore.Durability;
import rapport.eventstore.Recordings;
import rapport.notebooks.Notebooks;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.relationships.ErasureBasis;
import rapport.relationships.RelationshipCard;
import rapport.relationships.Relationships;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;
import rapport.words.Vault;
import rapport.words.VaultFile;

/**
 * Erases what two people wrote, in steps each of which can be done again: killed between any two of them, the next run
 * finishes it. First the streams say so, and from then on nobody seals a word for them; then the keys go.
 */
@Component
public class Erasures {

    private static final int STEPS = 5;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private final Relationships relationships;
    private final Notebooks notebooks;
    private final Vault vault;
    private final VaultFile file;
    private final ErasureTable table;
    private final Durability durability;
    private final Recordings recordings;
    private final Clock clock;

    Erasures(
            Relationships relationships,
            Notebooks notebooks,
            Vault vault,
            VaultFile file,
            ErasureTable table,
            Durability durability,
            Recordings recordings,
            Clock clock) {
        this.relationships = relationships;
        this.notebooks = notebooks;
        this.vault = vault;
        this.file = file;
        this.table = table;
        this.durability = durability;
        this.recordings = recordings;
        this.clock = clock;
    }

    // --- before ---------------------------------------------------------------------------------------------------

    /**
     * Announces to the two that their words are to be erased; on disk when this returns.
     *
     * @throws NotThere if there is no such relationship
     * @throws RuleBroken {@code relationship-erased} or {@code erasure-announced}
     */
    public Erasure announce(RelationshipId id, ErasureBasis basis) {
        var card = card(id);
        relationships.refuseIfErased(card);
        if (table.open(id).isPresent()) {
            throw new RuleBroken(
                    "erasure-announced",
                    "This is already announced. Take it back with --withdraw to announce it anew.");
        }
        // As the database keeps it, so that it is the same whoever asks.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var erasure = new Erasure(UUID.randomUUID(), id, basis, now, null, null);
        table.add(erasure);
        durability.await();
        recordings.tell(id.toString());
        return erasure;
    }

    /**
     * Takes an announcement back.
     *
     * @throws NotThere if there is no such relationship
     * @throws RuleBroken {@code relationship-erased} or {@code erasure-not-announced}
     */
    public void withdraw(RelationshipId id) {
        relationships.refuseIfErased(card(id));
        table.withdraw(announced(id).id(), clock.instant());
        durability.await();
        recordings.tell(id.toString());
    }

    private Erasure announced(RelationshipId id) {
        return table.open(id)
                .orElseThrow(
                        () -> new RuleBroken(
                                "erasure-not-announced",
                                "Nothing is announced for this relationship. Its two people have to be told first: --announce."));
    }

    private RelationshipCard card(RelationshipId id) {
        return relationships.forOperator(id).orElseThrow(NotThere::new);
    }

    // --- what the two are told ------------------------------------------------------------------------------------

    /** An erasure of which a party has not said that they know. */
    public record Unseen(RelationshipCard relationship, Erasure erasure) {}

    /** What is to be erased, or was, of this person's, and was not seen by this person; the oldest first. */
    public List<Unseen> unseenBy(PersonId party) {
        var cards = new HashMap<RelationshipId, RelationshipCard>();
        relationships.of(party).forEach(card -> cards.put(card.id(), card));
        return table.unseenBy(party, cards.keySet()).stream()
                .map(erasure -> new Unseen(Objects.requireNonNull(cards.get(erasure.relationship())), erasure))
                .toList();
    }

    /** Keeps, on disk, that a party knows of an erasure. @throws NotThere for anyone else, or if there is none */
    public void see(PersonId party, RelationshipId id, UUID erasure) {
        relationships.find(party, id);
        if (table.of(id).stream().noneMatch(one -> one.id().equals(erasure))) {
            throw new NotThere();
        }
        table.see(erasure, party, clock.instant());
        durability.await();
    }

    /** Everything that was announced for a relationship, the oldest first. @throws NotThere for anyone who may not read it */
    public List<Erasure> of(PersonId viewer, RelationshipId id) {
        return table.of(relationships.reading(viewer, id).card().id());
    }

    // --- doing it -------------------------------------------------------------------------------------------------

    /** Somebody who wants to know how far it is. */
    interface Watch {
        void step(long done, long of);
    }

    /**
     * Makes sure that it may be done now.
     *
     * @throws NotThere if there is no such relationship
     * @throws RuleBroken {@code erasure-not-announced}, {@code erasure-announced-otherwise} or {@code erasure-not-seen}
     */
    void check(RelationshipId id, ErasureBasis basis) {
        var card = card(id);
        if (card.isErased()) {
            return;
        }
        var announced = announced(id);
        if (announced.basis() != basis) {
            throw new RuleBroken(
                    "erasure-announced-otherwise",
                    "The two were told another basis: " + announced.basis() + ". Nothing is erased on this one.");
        }
        var seen = table.seenBy(announced.id());
        var waiting = card.parties().joined().stream()
                .filter(side -> !seen.contains(card.parties().on(side)))
                .count();
        if (waiting > 0 && clock.instant().isBefore(announced.possibleFrom())) {
            throw new RuleBroken(
                    "erasure-not-seen",
                    (waiting == 1 ? "One of the two has" : "The two have")
                            + " not said yet that they have seen it. It can" + " be done once they have, or on "
                            + day(card, announced.possibleFrom()) + ".");
        }
    }

    static String day(RelationshipCard card, Instant at) {
        return DAY.format(card.dayOf(at));
    }

    /**
     * Erases for ever. May be called again at any time, and finishes what an earlier run began.
     *
     * @throws NotThere if there is no such relationship
     * @throws RuleBroken as {@link #check}
     */
    void erase(RelationshipId id, ErasureBasis basis, Watch watch) {
        check(id, basis);
        finish(card(id), basis, watch);
    }

    // The basis counts only where the stream does not say one yet.
    private void finish(RelationshipCard card, ErasureBasis basis, Watch watch) {
        var id = card.id();
        relationships.erase(id, basis);
        watch.step(1, STEPS);
        var keys = new ArrayList<UUID>();
        keys.add(id.value());
        notebooks
                .besides(id, List.of(card.parties().manager(), card.parties().report()))
                .forEach(author -> keys.add(notebooks.erase(author, id).value()));
        watch.step(2, STEPS);
        keys.forEach(vault::destroyKeyOf);
        watch.step(3, STEPS);
        rewriteTheKeys();
        watch.step(4, STEPS);
        table.carriedOut(id, clock.instant());
        durability.await();
        watch.step(STEPS, STEPS);
    }

    /** When the last key was gone. @throws NotThere if nothing was erased */
    Instant carriedOutAt(RelationshipId id) {
        return table.of(id).stream()
                .flatMap(erasure -> Optional.ofNullable(erasure.carriedOutAt()).stream())
                .findFirst()
                .orElseThrow(NotThere::new);
    }

    private void rewriteTheKeys() {
        try {
            file.rewrite();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Finishes what was begun and cut off, and answers how many. */
    int resume() {
        var begun = table.begun();
        for (var id : begun) {
            finish(card(id), table.open(id).orElseThrow().basis(), (_, _) -> {});
        }
        return begun.size();
    }
}
