package rapport.exports;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rapport.eventstore.StoredEvents;
import rapport.eventstore.StoredEvents.StoredEvent;
import rapport.history.Kind;
import rapport.history.Line;
import rapport.parties.EntryEvent;
import rapport.parties.EntryId;
import rapport.parties.StreamEvent;
import rapport.parties.Visibility;

/** One stream, read from its beginning to where the copy ends, no more of it in memory than a page. */
final class Reading {

    private static final int PAGE = 200;

    /** An event as the history has it, and as it lies in the store. */
    record Leaf(Line line, StoredEvent stored) {}

    private final StoredEvents events;
    private final UUID stream;
    private final Visibility visibility;
    private final long end;
    private final Deque<StoredEvent> ahead = new ArrayDeque<>();
    private final Map<EntryId, Kind> kinds = new HashMap<>();
    private long next;
    private @Nullable Leaf head;

    Reading(StoredEvents events, UUID stream, Visibility visibility, long end) {
        this.events = events;
        this.stream = stream;
        this.visibility = visibility;
        this.end = end;
    }

    static Reading shared(StoredEvents events, Subject of) {
        return new Reading(events, of.card().id().value(), Visibility.SHARED, of.shared());
    }

    /** Of the viewer's own notebook; of nothing if there is none. */
    static Reading own(StoredEvents events, Subject of) {
        var notebook = of.notebook();
        return notebook == null
                ? new Reading(events, new UUID(0, 0), Visibility.PRIVATE, 0)
                : new Reading(events, notebook.value(), Visibility.PRIVATE, of.own());
    }

    /** Both as one, by time; each keeps its own order, whatever the clock did. */
    record Together(Reading shared, Reading own) {

        static Together of(StoredEvents events, Subject of) {
            return new Together(Reading.shared(events, of), Reading.own(events, of));
        }

        boolean hasMore() {
            return shared.head() != null || own.head() != null;
        }

        Leaf take() {
            var both = shared.head();
            var mine = own.head();
            var isMine = both == null
                    || (mine != null && mine.line().at().isBefore(both.line().at()));
            return (isMine ? own : shared).take();
        }
    }

    void forEach(Consumer<Leaf> each) {
        while (head() != null) {
            each.accept(take());
        }
    }

    /** The next event; null if there is none left. */
    @Nullable
    Leaf head() {
        if (head == null && ahead.isEmpty() && next < end) {
            ahead.addAll(events.from(stream.toString(), next, (int) Math.min(PAGE, end - next)));
        }
        if (head == null && !ahead.isEmpty()) {
            head = leaf(ahead.remove());
            next = head.line().sequence() + 1;
        }
        return head;
    }

    private Leaf take() {
        var taken = Objects.requireNonNull(head());
        head = null;
        return taken;
    }

    private Leaf leaf(StoredEvent stored) {
        var event = (StreamEvent) stored.event();
        var at = Instant.parse(stored.at());
        return new Leaf(new Line(stream, visibility, stored.sequence(), at, event, kindOf(event)), stored);
    }

    // A correction does not say what it corrects, but an older event on the same entry did.
    private Kind kindOf(StreamEvent event) {
        var said = Kind.of(event);
        if (!(event instanceof EntryEvent onEntry)) {
            return said;
        }
        if (said != Kind.CORRECTION) {
            kinds.putIfAbsent(onEntry.entry(), said);
            return said;
        }
        return kinds.getOrDefault(onEntry.entry(), said);
    }
}
