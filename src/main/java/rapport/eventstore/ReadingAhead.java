package rapport.eventstore;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Reads streams for one who goes through them in a known order: several pages at once, and the next ones while the last
 * are being worked on. What is recorded on a stream after it was read ahead may not be among what is handed out.
 */
final class ReadingAhead implements AutoCloseable {

    /** So many pages wait at most to be handed out: a few megabytes. */
    static final int AHEAD = 4;

    private final Streams streams;
    private final Iterator<String> order;
    private final int page;
    private final Queue<Page> pages = new ArrayDeque<>();
    private final ExecutorService readers;

    // What is read next: a page of this stream, if it is not at its end.
    private String planned = "";
    private long from;
    private long end;

    private record Page(String stream, long first, Future<List<Recorded<Object>>> events) {}

    /** @param order the streams, each of them once */
    ReadingAhead(Streams streams, Collection<String> order, ExecutorService readers) {
        this(streams, order, readers, EventStoreConfiguration.BATCH);
    }

    ReadingAhead(Streams streams, Collection<String> order, ExecutorService readers, int page) {
        this.readers = readers;
        this.streams = streams;
        this.order = List.copyOf(order).iterator();
        this.page = page;
    }

    /**
     * Hands out the events of a stream, oldest first. Those that stand before it in the order and were not asked for are
     * passed over.
     *
     * @throws Unreadable if there is something that cannot be read; some of the events before it have been handed out
     */
    void each(String stream, Consumer<Recorded<Object>> reader) {
        readOn();
        while (!pages.isEmpty() && !pages.element().stream().equals(stream)) {
            pages.remove().events().cancel(false);
            readOn();
        }
        if (pages.isEmpty()) {
            throw new IllegalArgumentException("a stream that does not come any more in this order");
        }
        while (!pages.isEmpty() && pages.element().stream().equals(stream)) {
            var events = events(pages.remove());
            readOn();
            events.forEach(reader);
        }
    }

    private void readOn() {
        while (pages.size() < AHEAD && (from < end || order.hasNext())) {
            if (from >= end) {
                planned = order.next();
                from = 0;
                end = streams.length(planned);
            }
            // An empty one has a page too, which says so.
            var stream = planned;
            var first = from;
            pages.add(new Page(stream, first, readers.submit(() -> streams.readPage(stream, first, page))));
            from += page;
        }
    }

    private List<Recorded<Object>> events(Page read) {
        try {
            return read.events().get();
        } catch (ExecutionException _) {
            // What was in the way then may have passed.
            return streams.readPage(read.stream(), read.first(), page);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a stream was read", e);
        }
    }

    // A page that is being read is read to its end: a thread that is interrupted closes the file of the database for
    // everybody.
    @Override
    public void close() {
        pages.forEach(page -> page.events().cancel(false));
    }
}
