package rapport.doors;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import rapport.eventstore.Recorded;
import rapport.eventstore.Streams;
import rapport.meetings.MeetingEvent.OneOnOneHeld;
import rapport.notebooks.Notebooks;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.relationships.RelationshipCard;
import rapport.shared.NotThere;
import rapport.trust.Comparison;
import rapport.trust.Trust;
import rapport.trust.Trust.Note;
import rapport.trust.TrustEvent.TrustNoted;
import rapport.trust.TrustNumbers;
import rapport.words.Opened;
import rapport.words.Sealed;
import rapport.words.Vault;

/**
 * Compares what both have noted about trust. The one place where two notebooks are read at once; nothing but the
 * comparison leaves it.
 */
@Component
class Trusting {

    private final Notebooks notebooks;
    private final Streams streams;
    private final Vault vault;

    Trusting(Notebooks notebooks, Streams streams, Vault vault) {
        this.notebooks = notebooks;
        this.streams = streams;
        this.vault = vault;
    }

    Optional<Comparison> compared(PersonId viewer, RelationshipCard card) {
        var own = card.parties().sideOf(viewer).orElseThrow(NotThere::new);
        return Trust.compare(
                notes(viewer, card.id()), notes(card.parties().on(own.other()), card.id()), heldAt(card.id()));
    }

    private List<Note> notes(PersonId author, RelationshipId relationship) {
        var notes = new ArrayList<Note>();
        notebooks
                .find(author, relationship)
                .ifPresent(notebook -> notebooks
                        .trust(author, relationship)
                        .forEach(recorded -> opened(notebook.value(), recorded).ifPresent(notes::add)));
        return notes;
    }

    private Optional<Note> opened(UUID notebook, Recorded<TrustNoted> recorded) {
        var own = number(notebook, recorded.event().own());
        var guess = number(notebook, recorded.event().guessOfOther());
        return own.isPresent() && guess.isPresent()
                ? Optional.of(new Note(recorded.at(), new TrustNumbers(own.get(), guess.get())))
                : Optional.empty();
    }

    private Optional<Integer> number(UUID notebook, Sealed sealed) {
        return vault.open(notebook, sealed) instanceof Opened.Clear(var words)
                ? Optional.of(Integer.valueOf(words.text()))
                : Optional.empty();
    }

    private List<Instant> heldAt(RelationshipId relationship) {
        return streams.read(relationship.toString()).stream()
                .filter(recorded -> recorded.event() instanceof OneOnOneHeld)
                .map(Recorded::at)
                .toList();
    }
}
