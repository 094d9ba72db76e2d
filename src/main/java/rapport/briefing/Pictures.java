package rapport.briefing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.commitments.CommitmentId;
import rapport.eventstore.Recorded;
import rapport.eventstore.Staleness;
import rapport.eventstore.Streams;
import rapport.meetings.MeetingEvent.OneOnOneEvent;
import rapport.meetings.Meetings;
import rapport.notebooks.NotebookId;
import rapport.parties.EntryId;
import rapport.parties.Viewer;
import rapport.parties.Visibility;
import rapport.relationships.RelationshipCard;
import rapport.ruptures.Rupture;
import rapport.ruptures.Sighting;

/**
 * Reads what the open items are told from: from the tables as a rule, from the streams where a table fell behind or the
 * question is about the past.
 */
@Component
class Pictures {

    private final PromiseTable promises;
    private final EntryTable entries;
    private final MeetingTable meetings;
    private final Staleness staleness;
    private final Streams streams;

    Pictures(PromiseTable promises, EntryTable entries, MeetingTable meetings, Staleness staleness, Streams streams) {
        this.promises = promises;
        this.entries = entries;
        this.meetings = meetings;
        this.staleness = staleness;
        this.streams = streams;
    }

    /** As it is now. */
    Picture now(RelationshipCard card, Viewer viewer, @Nullable NotebookId notebook, LocalDate today) {
        if (card.isErased()) {
            return nothing(card, viewer, today);
        }
        return isStale(card, notebook)
                ? folded(
                        card,
                        viewer,
                        today,
                        streams.read(card.id().toString()),
                        notebook == null ? List.of() : streams.read(notebook.toString()))
                : fromTables(card, viewer, notebook, today);
    }

    private boolean isStale(RelationshipCard card, @Nullable NotebookId notebook) {
        return staleness.isStale(
                notebook == null
                        ? List.of(card.id().value())
                        : List.of(card.id().value(), notebook.value()));
    }

    /** As it was at an instant, from nothing but what had been recorded by then. */
    Picture asOf(RelationshipCard card, Viewer viewer, @Nullable NotebookId notebook, Instant asOf) {
        var erasedAt = card.erasedAt();
        if (erasedAt != null && !asOf.isBefore(erasedAt)) {
            return nothing(card, viewer, card.dayOf(asOf));
        }
        return folded(
                card,
                viewer,
                card.dayOf(asOf),
                streams.readUpTo(card.id().toString(), asOf),
                notebook == null ? List.of() : streams.readUpTo(notebook.toString(), asOf));
    }

    // Nobody has a move where nobody may act and nobody can read any more what it was about.
    private static Picture nothing(RelationshipCard card, Viewer viewer, LocalDate today) {
        return folded(card, viewer, today, List.of(), List.of());
    }

    // --- from the streams -----------------------------------------------------------------------------------------

    static Picture folded(
            RelationshipCard card,
            Viewer viewer,
            LocalDate today,
            List<? extends Recorded<?>> relationship,
            List<? extends Recorded<?>> notebook) {
        var shared = EntryFold.of(relationship).all();
        var own = EntryFold.of(notebook).all();
        var held = new ArrayList<LocalDate>();
        var planned = Meetings.none();
        for (var recorded : relationship) {
            if (recorded.event() instanceof OneOnOneEvent event) {
                planned = Meetings.after(planned, event, recorded.at());
            }
        }
        planned.held().forEach(one -> held.add(one.heldOn()));
        held.sort(LocalDate::compareTo);
        return new Picture(
                viewer,
                card.zone(),
                today,
                planned.next(today, card.zone()).orElse(null),
                planned.inARow(today, card.zone()),
                PromiseFold.of(relationship).promises().values(),
                shared,
                own,
                sighted(shared, own),
                day -> held.stream().filter(one -> one.isAfter(day)).toList());
    }

    private static List<Picture.Rupture> sighted(Collection<Entry> shared, Collection<Entry> own) {
        var sighted = new ArrayList<Picture.Rupture>();
        shared.stream()
                .filter(Entry::isSighted)
                .forEach(entry -> sighted.add(new Picture.Rupture(entry, Visibility.SHARED)));
        own.stream()
                .filter(Entry::isSighted)
                .forEach(entry -> sighted.add(new Picture.Rupture(entry, Visibility.PRIVATE)));
        return sighted;
    }

    // --- from the tables ------------------------------------------------------------------------------------------

    private Picture fromTables(RelationshipCard card, Viewer viewer, @Nullable NotebookId notebook, LocalDate today) {
        var relationship = card.id().value();
        var open = new ArrayList<>(promises.open(card.id()));
        var planned = meetings.planned(card.id());
        var shared = entries.open(relationship);
        var own = notebook == null ? List.<Entry>of() : entries.open(notebook.value());
        addThoseBeingRebuiltOn(open, card, shared);
        return new Picture(
                viewer,
                card.zone(),
                today,
                planned.next(today, card.zone()).orElse(null),
                planned.inARow(today, card.zone()),
                open,
                shared,
                own,
                sighted(
                        counting(relationship, shared, own, open),
                        notebook == null ? List.of() : counting(notebook.value(), shared, own, open)),
                day -> meetings.heldAfter(card.id(), day));
    }

    // A rupture that is being mended waits for another side once the change was kept.
    private void addThoseBeingRebuiltOn(List<Promise> open, RelationshipCard card, List<Entry> shared) {
        var known =
                open.stream().map(promise -> promise.commitment().id().entry()).toList();
        shared.stream()
                .map(entry -> entry.state() instanceof Rupture rupture ? rupture.commitment() : null)
                .filter(Objects::nonNull)
                .filter(commitment -> !known.contains(commitment))
                .map(commitment -> promises.find(card.id(), new CommitmentId(commitment.value())))
                .flatMap(Optional::stream)
                .forEach(open::add);
    }

    // Those of a stream that make a difference to what is open in either.
    private Collection<Entry> counting(UUID stream, List<Entry> shared, List<Entry> own, List<Promise> promises) {
        var counting = new LinkedHashMap<EntryId, Entry>();
        var days = new ArrayList<LocalDate>();
        var about = new ArrayList<UUID>();
        for (var entries : List.of(shared, own)) {
            for (var entry : entries) {
                var sighting = entry.sighting();
                if (sighting == null) {
                    about.add(entry.id().value());
                } else {
                    days.add(sighting.occurredOn());
                }
            }
        }
        promises.forEach(promise -> about.add(promise.commitment().id().value()));
        if (!days.isEmpty()) {
            days.sort(LocalDate::compareTo);
            entries.rupturesBetween(stream, days.getFirst().minusDays(Sighting.DAYS_COUNTED), days.getLast())
                    .forEach(entry -> counting.put(entry.id(), entry));
        }
        entries.rupturesAbout(stream, about).forEach(entry -> counting.put(entry.id(), entry));
        return counting.values();
    }
}
