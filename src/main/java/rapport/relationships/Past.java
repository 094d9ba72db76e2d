package rapport.relationships;

import java.io.Serial;
import java.util.List;
import org.axonframework.modelling.command.ConcurrencyException;
import rapport.eventstore.Recorded;

/**
 * What has happened in a relationship up to some event, looked up where it is needed: a {@link Trail} says where to look,
 * and the stream what there is. The stream alone is the truth; a trail that does not fit it is not used again.
 */
final class Past {

    /** Reads some events of the stream, oldest first. */
    @FunctionalInterface
    interface Stream {
        List<Recorded<Object>> at(List<Long> places);
    }

    /** Nothing has happened yet that had to be looked up. */
    static final Past NONE = new Past(Trail.NONE, _ -> List.of(), () -> {});

    private final Trail trail;
    private final Stream stream;
    private final Runnable distrust;

    /** @param distrust is run when the trail turns out not to fit the stream */
    Past(Trail trail, Stream stream, Runnable distrust) {
        this.trail = trail;
        this.stream = stream;
        this.distrust = distrust;
    }

    /** The trail leads where the stream has something else. Whoever tries again reads the stream from its first event on. */
    static final class WrongTrail extends ConcurrencyException {

        @Serial
        private static final long serialVersionUID = 1L;

        WrongTrail() {
            super("a trail does not fit its stream");
        }
    }

    Trail trail() {
        return trail;
    }

    Past with(Trail longer) {
        return new Past(longer, stream, distrust);
    }

    /** @throws WrongTrail if one of them is not there */
    List<Recorded<Object>> at(List<Long> places) {
        if (places.isEmpty()) {
            return List.of();
        }
        var found = stream.at(places);
        if (!found.stream().map(Recorded::sequence).toList().equals(places)) {
            throw isWrong();
        }
        return found;
    }

    /** A stream that had become shorter would otherwise be written on behind a hole. */
    void mustEndWhereTheTrailDoes() {
        if (trail.last() >= 0 && !trail.whole().contains(trail.last())) {
            at(List.of(trail.last()));
        }
    }

    /** To be thrown by whoever finds something else than the trail said. */
    WrongTrail isWrong() {
        distrust.run();
        return new WrongTrail();
    }
}
