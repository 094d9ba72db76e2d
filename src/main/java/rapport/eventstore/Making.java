package rapport.eventstore;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the views of one stream that are on the list, while others go on recording on it. Whoever records leaves out the
 * views on the list, so their rows are this one's alone: it folds the events in memory and writes what differs a few rows
 * at a time. Only the last step keeps others out, to take in what was recorded since and to take the views off the list.
 * What must not fall behind is written by those who record all the while; its few rows are compared in the last step.
 */
final class Making {

    private static final Logger LOG = LoggerFactory.getLogger(Making.class);

    /** So many rows are written in one transaction: about ten milliseconds, for which others may have to wait. */
    private static final int ROWS = 1_000;

    /** So many events are taken in while nobody else can record. */
    private static final int FEW = 20;

    /** Whoever is outrun so often has others wait a little longer. */
    private static final int MOST_ROUNDS = 10;

    private final UUID maker = UUID.randomUUID();
    private final UUID stream;
    private final Map<String, ReadModel> models = new LinkedHashMap<>();
    private final SequencedMap<String, Draft> drafts = new LinkedHashMap<>();
    private final StaleViews list;
    private final Streams streams;
    private final Filling filling;
    private final TransactionTemplate whole;
    private final Pool pool;
    private final ExecutorService aside;
    private long next;

    Making(
            UUID stream,
            List<ReadModel> models,
            StaleViews list,
            Streams streams,
            Filling filling,
            TransactionTemplate whole,
            Pool pool,
            ExecutorService aside) {
        this.aside = aside;
        this.stream = stream;
        models.forEach(model -> this.models.put(model.name(), model));
        this.list = list;
        this.streams = streams;
        this.filling = filling;
        this.whole = whole;
        this.pool = pool;
    }

    /**
     * What could be made is off the list afterwards; what could not stands there with what went wrong.
     *
     * @param ahead has the stream in its order, read after it came on the list
     */
    void make(ReadingAhead ahead) {
        list.claim(stream, maker, models.keySet());
        models.forEach((name, model) -> model.draft(stream.toString()).ifPresent(draft -> drafts.put(name, draft)));
        for (var round = 1; !models.isEmpty(); round++) {
            try {
                if (round == 1) {
                    ahead.each(stream.toString(), this::take);
                } else {
                    streams.each(stream.toString(), next, this::take);
                }
                fill();
                if (finish(round == MOST_ROUNDS)) {
                    return;
                }
            } catch (GivenUp _) {
                // somebody else makes them now
                return;
            } catch (RuntimeException e) {
                // Nobody knows which view it was, or all of them would fail.
                List.copyOf(models.keySet()).forEach(name -> inVain(name, e, null));
            }
        }
    }

    private void take(Recorded<Object> event) {
        for (var name : List.copyOf(drafts.keySet())) {
            try {
                Objects.requireNonNull(drafts.get(name)).take(event);
            } catch (RuntimeException e) {
                inVain(name, e, event.sequence());
            }
        }
        next = event.sequence() + 1;
    }

    // What has to be written of the next views is found while that of one is written.
    private void fill() {
        var found = new LinkedHashMap<String, Future<List<Filling.Change>>>();
        drafts.sequencedEntrySet().reversed().stream()
                .filter(draft ->
                        Objects.requireNonNull(models.get(draft.getKey())).mayFallBehind())
                .forEach(draft ->
                        found.put(draft.getKey(), aside.submit(() -> filling.changes(stream, draft.getValue()))));
        found.forEach(this::write);
    }

    private void write(String name, Future<List<Filling.Change>> found) {
        try {
            var changes = found.get();
            for (var from = 0; from < changes.size(); from += ROWS) {
                var some = changes.subList(from, Math.min(changes.size(), from + ROWS));
                whole.executeWithoutResult(_ -> {
                    mustBeMine(name);
                    filling.write(some);
                });
            }
        } catch (GivenUp e) {
            throw e;
        } catch (ExecutionException e) {
            inVain(name, e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while views were made again", e);
        } catch (RuntimeException e) {
            inVain(name, e, null);
        }
    }

    private void mustBeMine(String name) {
        if (!list.holds(name, stream, maker)) {
            throw new GivenUp();
        }
    }

    @SuppressWarnings("serial")
    private static final class GivenUp extends RuntimeException {
        GivenUp() {
            super("another maker has taken it", null, false, false);
        }
    }

    private boolean finish(boolean last) {
        if (models.isEmpty()) {
            return true;
        }
        var finished = new boolean[1];
        pool.shortly(() -> finished[0] = Boolean.TRUE.equals(whole.execute(_ -> {
            pool.takesViewsOf(stream.toString());
            models.keySet().stream().sorted().forEach(this::mustBeMine);
            var since = streams.readFrom(stream.toString(), next);
            if (since.size() > FEW && !last) {
                return false;
            }
            models.forEach((name, model) -> finish(model, drafts.get(name), since));
            list.done(stream, maker);
            return true;
        })));
        return finished[0];
    }

    private void finish(ReadModel model, @Nullable Draft draft, List<Recorded<Object>> since) {
        if (draft == null) {
            model.forget(stream.toString());
            streams.each(stream.toString(), 0, event -> model.take(stream.toString(), event));
        } else if (model.mayFallBehind()) {
            since.forEach(event -> model.take(stream.toString(), event));
        } else {
            since.forEach(draft::take);
            filling.write(filling.changes(stream, draft));
        }
    }

    private void inVain(String name, RuntimeException failure, @Nullable Long sequence) {
        models.remove(name);
        drafts.remove(name);
        var unreadable = failure instanceof Unreadable found ? found : null;
        list.inVain(
                name,
                stream,
                maker,
                failure,
                unreadable == null ? null : unreadable.id(),
                unreadable == null ? sequence : Long.valueOf(unreadable.sequence()));
        LOG.warn("the view {} of a stream could not be made again ({})", name, failure.getClass());
    }

    /** Makes all views of a stream in the transaction that there is, whatever the tables hold. */
    static void atOnce(UUID stream, List<ReadModel> models, Streams streams, Filling filling) {
        var drafts = new LinkedHashMap<ReadModel, Draft>();
        for (var model : models) {
            model.draft(stream.toString())
                    .ifPresentOrElse(draft -> drafts.put(model, draft), () -> model.forget(stream.toString()));
        }
        var others = models.stream().filter(model -> !drafts.containsKey(model)).toList();
        streams.each(stream.toString(), 0, event -> {
            drafts.values().forEach(draft -> draft.take(event));
            others.forEach(model -> model.take(stream.toString(), event));
        });
        drafts.values().forEach(draft -> filling.write(filling.changes(stream, draft)));
    }

    /** The views of a stream whose rows are not what the events say, as far as can be told while others go on. */
    static Set<String> suspicious(UUID stream, List<ReadModel> models, Streams streams, Filling filling) {
        var drafts = new LinkedHashMap<String, Draft>();
        models.forEach(model -> model.draft(stream.toString()).ifPresent(draft -> drafts.put(model.name(), draft)));
        streams.each(stream.toString(), 0, event -> drafts.values().forEach(draft -> draft.take(event)));
        var found = new LinkedHashSet<String>();
        for (var model : models) {
            var draft = drafts.get(model.name());
            if (draft == null
                    || draft.tables().stream()
                            .anyMatch(table -> !filling.changes(stream, table).isEmpty())) {
                found.add(model.name());
            }
        }
        return found;
    }
}
