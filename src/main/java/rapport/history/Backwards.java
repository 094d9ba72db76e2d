package rapport.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import rapport.eventstore.Recorded;
import rapport.eventstore.Streams;
import rapport.parties.EntryEvent;
import rapport.parties.EntryId;
import rapport.parties.StreamEvent;
import rapport.parties.Visibility;

/** One stream, read from a place towards its beginning, no further than it takes. */
final class Backwards {

    private static final int FIRST = 100;
    private static final int MOST = 1_000;

    private final Streams streams;
    private final UUID stream;
    private final Visibility visibility;
    private final Deque<Recorded<Object>> ahead = new ArrayDeque<>();
    private final Map<EntryId, Kind> kinds = new HashMap<>();
    private long position;
    private long unread;
    private int page = FIRST;

    Backwards(Streams streams, UUID stream, Visibility visibility, long before) {
        this.streams = streams;
        this.stream = stream;
        this.visibility = visibility;
        this.position = Math.min(before, streams.length(stream.toString()));
        this.unread = position;
    }

    /** The number of events that were not taken yet. */
    long position() {
        return position;
    }

    /** The next event; null if there is none left. */
    @Nullable
    Recorded<Object> head() {
        if (ahead.isEmpty()) {
            readOn();
        }
        return ahead.peek();
    }

    /** Takes the next event, which must be there. */
    Line take() {
        var recorded = Objects.requireNonNull(head());
        ahead.remove();
        position = recorded.sequence();
        var event = (StreamEvent) recorded.event();
        return new Line(stream, visibility, recorded.sequence(), recorded.at(), event, kindOf(event));
    }

    // A correction does not say what it corrects, but an older event on the same entry does.
    private Kind kindOf(StreamEvent event) {
        var said = Kind.of(event);
        if (said != Kind.CORRECTION || !(event instanceof EntryEvent onEntry)) {
            return said;
        }
        while (!kinds.containsKey(onEntry.entry()) && readOn()) {
            // further back
        }
        return kinds.getOrDefault(onEntry.entry(), said);
    }

    private boolean readOn() {
        var more = List.<Recorded<Object>>of();
        // Nothing may be there at all, where somebody removed what was.
        while (unread > 0 && more.isEmpty()) {
            more = streams.readBackwards(stream.toString(), unread, page);
            unread =
                    more.isEmpty() ? Math.max(0, unread - page) : more.getLast().sequence();
        }
        more.forEach(this::learn);
        ahead.addAll(more);
        page = Math.min(2 * page, MOST);
        return !more.isEmpty();
    }

    private void learn(Recorded<Object> recorded) {
        if (recorded.event() instanceof EntryEvent onEntry && Kind.of(onEntry) != Kind.CORRECTION) {
            kinds.put(onEntry.entry(), Kind.of(onEntry));
        }
    }
}
