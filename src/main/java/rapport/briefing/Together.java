package rapport.briefing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.eventstore.Recorded;
import rapport.meetings.MeetingEvent.OneOnOneHeld;
import rapport.meetings.OneOnOne;
import rapport.parties.EntryId;
import rapport.parties.StreamEvent;

/**
 * What the two have in front of them when they end a 1:1: nothing that only one of them may read, and told as if there
 * were no such thing.
 *
 * @param brief what is open between them, as either would see it who keeps no notebook
 * @param unrecorded the 1:1s of today and the few days before of which nobody has recorded that they took place, oldest
 *     first
 * @param upcoming those that are planned for today and after and not recorded as held, soonest first
 * @param today what was recorded on the relationship today, oldest first
 * @param entries those that were touched today, but for promises, and are not retracted
 * @param promises likewise the promises
 */
public record Together(
        Brief brief,
        List<OneOnOne> unrecorded,
        List<OneOnOne> upcoming,
        List<Recorded<StreamEvent>> today,
        Map<EntryId, Entry> entries,
        Map<EntryId, Promise> promises) {

    /** How many of the 1:1s to come are told. */
    static final int UPCOMING = 8;

    /** How many of the entries touched today are told. */
    static final int MOST = 200;

    /** The 1:1 that this is about, if it was planned and is still to be recorded: the latest that can be meant. */
    public @Nullable OneOnOne toBeRecorded() {
        return unrecorded.isEmpty() ? null : unrecorded.getLast();
    }

    /** Those that were recorded today as held, oldest first. */
    public List<Recorded<OneOnOneHeld>> held() {
        return today.stream()
                .flatMap(recorded -> recorded.event() instanceof OneOnOneHeld held
                        ? Stream.of(new Recorded<>(recorded.sequence(), recorded.at(), held))
                        : Stream.empty())
                .toList();
    }

    /** The 1:1s after the one that this is about, soonest first. */
    public List<OneOnOne> later() {
        var about = toBeRecorded();
        return upcoming.stream()
                .filter(planned -> about == null
                        || planned.at().toInstant().isAfter(about.at().toInstant()))
                .toList();
    }

    /** The one after the one that this is about. */
    public Optional<OneOnOne> next() {
        return later().stream().findFirst();
    }

    @Override
    public String toString() {
        return "Together[" + brief + "]";
    }
}
