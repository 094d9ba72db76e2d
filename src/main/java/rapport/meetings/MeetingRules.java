package rapport.meetings;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import rapport.shared.RuleBroken;

/** The rules an act on the 1:1s may break, each a method whose name is the rule. */
record MeetingRules(Meetings meetings, LocalDate today, ZoneId zone) {

    void isAnotherCadence(Cadence cadence) {
        if (meetings.cadence().filter(cadence::equals).isPresent()) {
            throw new RuleBroken("same-cadence", "This is already how the 1:1s repeat.");
        }
    }

    OneOnOne isStillToBeHeld(LocalDateTime start) {
        var planned = isPlanned(start);
        if (meetings.isHeld(planned, zone)) {
            throw noSuch("This 1:1 is recorded as held, so it can neither be moved nor called off.");
        }
        return planned;
    }

    void isPlannedAndNotHeldYet(LocalDateTime start) {
        if (isHeldByItsStart(start)) {
            throw alreadyHeld("This 1:1 is already recorded as held.");
        }
        if (meetings.isHeld(isPlanned(start), zone)) {
            throw alreadyHeld("A 1:1 is already recorded as held on that day.");
        }
    }

    private boolean isHeldByItsStart(LocalDateTime start) {
        return meetings.held().stream().anyMatch(held -> start.equals(held.start()));
    }

    private OneOnOne isPlanned(LocalDateTime start) {
        return meetings.planned(start).orElseThrow(() -> {
            if (meetings.isCalledOff(start)) {
                return noSuch("This 1:1 was called off.");
            }
            if (meetings.movedAway().contains(start)) {
                return noSuch("This 1:1 was moved to another time.");
            }
            return noSuch("No 1:1 is planned for that time.");
        });
    }

    private static RuleBroken noSuch(String sentence) {
        return new RuleBroken("no-such-one-on-one", sentence);
    }

    void isAnotherTime(LocalDateTime from, LocalDateTime to) {
        if (from.equals(to)) {
            throw new RuleBroken("same-time", "This is the time for which it is already planned.");
        }
    }

    void isStillToCome(OneOnOne there) {
        if (there.dayIn(zone).isBefore(today)) {
            throw new RuleBroken(
                    "in-the-past", "That day has passed. If the 1:1 took place then, record it as held on that day.");
        }
    }

    void isFree(LocalDateTime to) {
        if (meetings.planned(to).isPresent() || isHeldByItsStart(to)) {
            throw new RuleBroken("time-taken", "Another 1:1 is already planned for that time.");
        }
    }

    void whatHappenedIsNotInTheFuture(LocalDate heldOn) {
        if (heldOn.isAfter(today)) {
            throw new RuleBroken("in-the-future", "That day has not come yet; what happened cannot lie in the future.");
        }
    }

    /** People press twice; two on one day are told apart by their planned starts. */
    void nothingIsHeldOn(LocalDate heldOn) {
        if (meetings.held().stream().anyMatch(held -> held.heldOn().equals(heldOn))) {
            throw alreadyHeld("A 1:1 is already recorded as held on that day.");
        }
    }

    private static RuleBroken alreadyHeld(String sentence) {
        return new RuleBroken("already-held", sentence);
    }
}
