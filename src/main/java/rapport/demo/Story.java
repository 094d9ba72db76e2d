package rapport.demo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import rapport.doors.InvalidInput;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.parties.PersonId;
import rapport.shared.RuleBroken;

/**
 * What happened between all of them up to a moment, told pair by pair and lived through in the order in which it happened.
 *
 * @param now the moment at which it ends
 * @param at where the two of them are who live where this demonstration runs
 * @param company tells the people and records of one telling from those of another
 */
record Story(Instant now, ZoneId at, String company, Map<Cast, PersonId> people, Doors doors, List<Moment> moments) {

    static Story upTo(Instant now, ZoneId at, String company, Map<Cast, PersonId> people, Doors doors) {
        return new Story(now, at, company, people, doors, new ArrayList<>());
    }

    /** Begins to tell of two people; what they say follows. */
    Pair between(Cast manager, Cast report, ZoneId zone) {
        return new Pair(this, manager, report, zone);
    }

    Actor actor(Cast one) {
        return new Actor(Objects.requireNonNull(people.get(one)), Channel.WEB);
    }

    /** An id that is the same in each telling for the same company. */
    UUID id(String of) {
        return UUID.nameUUIDFromBytes((company + "/" + of).getBytes(StandardCharsets.UTF_8));
    }

    void add(Moment moment) {
        if (!moment.at().isBefore(now)) {
            throw new IllegalStateException("told of the future: " + moment.at());
        }
        moments.add(moment);
    }

    /** Has all of it happen, and each night what happens because time passed. */
    void live(DemoClock clock) {
        moments.sort(Comparator.comparing(Moment::at));
        LocalDate yesterday = null;
        for (var moment : moments) {
            for (var day = yesterday; day != null && day.isBefore(moment.day()); day = day.plusDays(1)) {
                sweepAfter(day, clock);
            }
            yesterday = moment.day();
            clock.standAt(moment.at());
            try {
                moment.deed().run();
            } catch (RuleBroken | InvalidInput e) {
                throw new IllegalStateException("the story breaks off on " + moment.day(), e);
            }
        }
        clock.standAt(now);
        doors.sweep().run();
    }

    private void sweepAfter(LocalDate day, DemoClock clock) {
        var night = day.plusDays(1).atTime(0, 5).atZone(at).toInstant();
        // Elsewhere somebody may have been up already.
        clock.standAt(night.isBefore(clock.instant()) ? clock.instant() : night);
        doors.sweep().run();
    }

    /** When the first of it happened. */
    Instant beginning() {
        return moments.stream()
                .map(Moment::at)
                .min(Comparator.naturalOrder())
                .orElse(now)
                .minus(Duration.ofHours(1));
    }
}
