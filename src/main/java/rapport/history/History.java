package rapport.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import rapport.corrections.CorrectionEvent;
import rapport.corrections.CorrectionEvent.EntryRetracted;
import rapport.corrections.CorrectionEvent.EntryReworded;
import rapport.eventstore.Streams;
import rapport.notebooks.NotebookId;
import rapport.notebooks.Notebooks;
import rapport.parties.EntryId;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Viewer;
import rapport.parties.Visibility;
import rapport.relationships.Reading;
import rapport.relationships.Relationships;
import rapport.shared.NotThere;

/**
 * Shows what was recorded, to those who may read it and nobody else: the relationship's stream, to a party together with
 * their own notebook. Nothing is left out and nothing made nicer: what was reworded or retracted stands here as it was written.
 */
@Component
public class History {

    private final Relationships relationships;
    private final Notebooks notebooks;
    private final Streams streams;

    History(Relationships relationships, Notebooks notebooks, Streams streams) {
        this.relationships = relationships;
        this.notebooks = notebooks;
        this.streams = streams;
    }

    /** The newest lines that were asked for, newest first. @throws NotThere for anyone who may not read it */
    public Timeline timeline(PersonId viewer, RelationshipId id, Ask ask) {
        var reading = relationships.reading(viewer, id);
        var both = both(viewer, reading, ask.before() == null ? Position.END : ask.before());
        var lines = new ArrayList<Line>();
        var end = both.position();
        while (both.hasMore()) {
            var line = both.take();
            if (ask.fits(line)) {
                if (lines.size() == ask.most()) {
                    return new Timeline(reading.card(), reading.viewer(), List.copyOf(lines), end);
                }
                lines.add(line);
                end = both.position();
            }
        }
        return new Timeline(reading.card(), reading.viewer(), List.copyOf(lines), null);
    }

    /**
     * Everything that was recorded about one entry, oldest first.
     *
     * @throws NotThere for anyone who may not read it, or if there is nothing to see
     */
    public Timeline entry(PersonId viewer, RelationshipId id, EntryId entry) {
        var reading = relationships.reading(viewer, id);
        var both = both(viewer, reading, Position.END);
        var lines = new ArrayList<Line>();
        while (both.hasMore()) {
            var line = both.take();
            if (line.isAbout(entry)) {
                lines.addFirst(line);
            }
        }
        if (lines.isEmpty()) {
            throw new NotThere();
        }
        return new Timeline(reading.card(), reading.viewer(), List.copyOf(lines), null);
    }

    /**
     * Where to look for events. For one that is gone it is the one before it; nothing, where there is none.
     *
     * @throws NotThere for anyone who may not read it
     */
    public Map<Place, Found> find(PersonId viewer, RelationshipId id, Set<Place> places) {
        var both = both(viewer, relationships.reading(viewer, id), Position.END);
        var found = new HashMap<Place, Found>();
        while (found.size() < places.size() && both.hasMore()) {
            var before = both.position();
            var line = both.take();
            places.stream()
                    .filter(place -> place.visibility() == line.visibility() && line.sequence() <= place.sequence())
                    .forEach(place ->
                            found.putIfAbsent(place, new Found(before, new Place(line.visibility(), line.sequence()))));
        }
        return found;
    }

    /** Everything that the other recorded in the viewer's name, newest first. @throws NotThere for anyone but the two */
    public Timeline onBehalfOf(PersonId viewer, RelationshipId id) {
        var card = relationships.find(viewer, id);
        var side = card.parties().joinedSideOf(viewer).orElseThrow(NotThere::new);
        var lines = new ArrayList<Line>();
        var backwards = new Backwards(streams, id.value(), Visibility.SHARED, Long.MAX_VALUE);
        while (backwards.head() != null) {
            var line = backwards.take();
            var by = line.event().by();
            if (by != null && by.onBehalf() && by.side() == side) {
                lines.add(line);
            }
        }
        return new Timeline(card, new Viewer.Party(side), List.copyOf(lines), null);
    }

    private Merged both(PersonId viewer, Reading reading, Position before) {
        var relationship = reading.card().id();
        Optional<NotebookId> own = switch (reading.viewer()) {
            case Viewer.Party _ -> notebooks.find(viewer, relationship);
            case Viewer.Reader _ -> Optional.empty();
        };
        return Merged.of(
                streams, relationship.value(), own.map(NotebookId::value).orElse(null), before);
    }

    /** Where the entries of these lines began, each in the stream in which it is spoken of. */
    public Map<EntryId, Line> beginnings(List<Line> lines) {
        var beginnings = new HashMap<EntryId, Line>();
        lines.stream()
                .collect(Collectors.groupingBy(Line::stream))
                .forEach((stream, ofIt) -> beginnings.putAll(beginnings(stream, ofIt)));
        return beginnings;
    }

    private Map<EntryId, Line> beginnings(UUID stream, List<Line> lines) {
        var found = new HashMap<EntryId, Line>();
        var wanted = new HashSet<EntryId>();
        lines.stream().map(Line::entry).filter(Objects::nonNull).forEach(wanted::add);
        var newest = lines.stream().mapToLong(Line::sequence).max().orElse(0);
        var backwards = new Backwards(streams, stream, lines.getFirst().visibility(), newest + 1);
        while (!wanted.isEmpty() && backwards.head() != null) {
            var line = backwards.take();
            if (line.beginning() != null && wanted.remove(line.entry())) {
                found.put(line.entry(), line);
            }
        }
        return found;
    }

    /** Which entries were corrected from the oldest of these lines until now. */
    public Corrected corrected(List<Line> lines) {
        Map<UUID, Long> oldest = new HashMap<>();
        lines.forEach(line -> oldest.merge(line.stream(), line.sequence(), Math::min));
        var reworded = new HashSet<EntryId>();
        var retracted = new HashSet<EntryId>();
        oldest.forEach((stream, first) -> streams.readFrom(stream.toString(), first).stream()
                .map(recorded -> recorded.event())
                .filter(CorrectionEvent.class::isInstance)
                .map(CorrectionEvent.class::cast)
                .forEach(correction -> (switch (correction) {
                            case EntryReworded _ -> reworded;
                            case EntryRetracted _ -> retracted;
                        })
                        .add(correction.entry())));
        return new Corrected(reworded, retracted);
    }
}
