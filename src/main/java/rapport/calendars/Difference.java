package rapport.calendars;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rapport.calendars.Plan.Move;
import rapport.meetings.Cadence;
import rapport.meetings.MeetingAct.CancelOneOnOne;
import rapport.meetings.MeetingAct.MoveOneOnOne;
import rapport.meetings.MeetingAct.OneOnOneAct;
import rapport.meetings.MeetingAct.SetCadence;
import rapport.meetings.Meetings;
import rapport.meetings.OneOnOne;
import rapport.parties.By;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.shared.RuleBroken;

/**
 * What is to be recorded so that the 1:1s from today on are those of a calendar, in an order that the rules take. It is
 * found by doing it: each act is tried on the 1:1s as they stand, by the rules that will decide it. What is the same
 * already needs no act, so a file that was taken once needs none.
 *
 * @param acts in the order in which they are to be recorded
 * @param notes what stays otherwise than in the calendar, in sentences
 * @param after the 1:1s as these acts leave them
 */
public record Difference(List<OneOnOneAct> acts, List<String> notes, Meetings after) {

    /** As many 1:1s as are looked at: more than five years of them every weekday. */
    private static final int MANY = 2_000;

    private static final int NOTES_AT_MOST = 6;

    // Nobody looks at who did it: nothing of this is recorded.
    private static final RelationshipId SOME = new RelationshipId(new UUID(0, 0));
    private static final By SOMEBODY = new By(new PersonId(new UUID(0, 0)), Side.MANAGER, false);

    /** True if nothing is to be recorded. */
    public boolean isNothing() {
        return acts.isEmpty();
    }

    /**
     * Compares.
     *
     * @param now the 1:1s as they stand
     * @param today the day in the relationship's zone
     * @param home that zone
     * @throws RuleBroken if a cadence of the plan cannot be recorded, or nothing is planned that it could change
     */
    public static Difference between(Plan plan, Meetings now, LocalDate today, ZoneId home) {
        var trial = new Trial(now, today, home);
        if (plan.isOnlyChanges()) {
            return trial.changing(plan);
        }
        var first = plan.cadences().getFirst().firstDay();
        if (ruled(now.cadences(), first, today, home).equals(ruled(plan.cadences(), first, today, home))) {
            return trial.following(plan, afresh(plan, today, home));
        }
        var cadences = startingToday(plan.cadences(), now, today);
        return trial.replacing(new Plan(plan.runs(), cadences, plan.cancelled(), plan.moved()));
    }

    /** The 1:1s of a plan where nothing else was ever planned. @throws RuleBroken if it cannot be recorded */
    static Meetings afresh(Plan plan, LocalDate today, ZoneId home) {
        return new Trial(Meetings.none(), today, home).replacing(plan).after();
    }

    // One that was held today is not to be planned for today once more.
    private static List<Cadence> startingToday(List<Cadence> cadences, Meetings now, LocalDate today) {
        if (now.held().stream().noneMatch(held -> held.heldOn().equals(today))) {
            return cadences;
        }
        var later = new ArrayList<Cadence>();
        for (var cadence : cadences) {
            cadence.next(today.plusDays(1)).map(cadence::from).ifPresent(later::add);
        }
        return later.isEmpty() ? cadences : later;
    }

    // Without what was moved, called off or held: whether two ways of saying it mean the same days.
    // Those before the first day of the plan are of another rhythm, which is not asked about.
    private static List<OneOnOne> ruled(List<Cadence> cadences, LocalDate first, LocalDate today, ZoneId home) {
        return ahead(Meetings.by(cadences), today, home).stream()
                .filter(one -> !one.start().toLocalDate().isBefore(first))
                .toList();
    }

    // A rule looks five years ahead of where it is asked, which is a few days more for one than for another.
    private static List<OneOnOne> ahead(Meetings meetings, LocalDate today, ZoneId home) {
        var end = today.plusYears(5).minusDays(3);
        return meetings.upcoming(today, home, MANY).stream()
                .filter(one -> one.start().toLocalDate().isBefore(end))
                .toList();
    }

    /** The 1:1s as they would be after what was tried so far. */
    private static final class Trial {

        private final LocalDate today;
        private final ZoneId home;
        private final List<OneOnOneAct> acts = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private Meetings meetings;

        Trial(Meetings meetings, LocalDate today, ZoneId home) {
            this.meetings = meetings;
            this.today = today;
            this.home = home;
        }

        private void perform(OneOnOneAct act) {
            var event = meetings.decide(act, SOME, SOMEBODY, today, home);
            meetings = Meetings.after(meetings, event, Instant.EPOCH);
            acts.add(act);
        }

        private boolean tried(OneOnOneAct act) {
            try {
                perform(act);
                return true;
            } catch (RuleBroken _) {
                return false;
            }
        }

        private Difference done() {
            return new Difference(List.copyOf(acts), List.copyOf(notes), meetings);
        }

        private void note(String sentence) {
            if (notes.size() < NOTES_AT_MOST) {
                notes.add(sentence);
            }
        }

        // --- another rhythm ---------------------------------------------------------------------------------------

        Difference replacing(Plan plan) {
            var before = ahead(meetings, today, home);
            for (var cadence : plan.cadences()) {
                perform(new SetCadence(cadence.rrule(), cadence.firstStart(), cadence.minutes(), cadence.zone()));
            }
            if (plan.cadences().getLast().rrule().equals(Cadence.once()) && before.size() > 1) {
                note("It does not repeat: after it, no 1:1 would be planned any more."
                        + " To change one of those you have, move that one instead.");
            }
            // What the rhythm before still had until the new one begins is not in the calendar.
            var first = plan.cadences().getFirst().firstDay();
            for (var left : plan.runs() ? meetings.upcoming(today, home, MANY) : List.<OneOnOne>of()) {
                if (left.start().toLocalDate().isBefore(first)) {
                    perform(new CancelOneOnOne(left.start(), null));
                }
            }
            plan.cancelled().forEach(this::cancel);
            move(plan.moved());
            return done();
        }

        private void cancel(LocalDateTime start) {
            tried(new CancelOneOnOne(start, null));
        }

        /**
         * Moves each as soon as its new time is free. What is left over takes each other's times in a circle, which
         * changes nothing, or one that is taken for good: then two are one.
         */
        private void move(List<Move> moves) {
            var left = new ArrayList<>(moves);
            while (left.removeIf(move -> tried(new MoveOneOnOne(move.from(), move.to())))) {
                // the next one may be free now
            }
            var emptied = left.stream().map(Move::from).collect(Collectors.toSet());
            for (var move : left) {
                var taken = meetings.planned(move.to()).isPresent();
                if (taken
                        && !emptied.contains(move.to())
                        && meetings.planned(move.from()).isPresent()) {
                    cancel(move.from());
                    note("The 1:1 of " + Said.moment(move.from())
                            + " was moved to where there is one already, so there is one of them.");
                } else if (!taken && meetings.planned(move.from()).isPresent()) {
                    note("The 1:1 of " + Said.moment(move.from())
                            + " is at a time in the calendar to which it cannot be moved here; it stays where it is.");
                }
            }
        }

        // --- the same rhythm --------------------------------------------------------------------------------------

        Difference following(Plan plan, Meetings wanted) {
            plan.cancelled().stream()
                    .filter(start -> meetings.planned(start).isPresent())
                    .forEach(this::cancel);
            move(plan.moved().stream()
                    .filter(move -> meetings.planned(move.from()).isPresent())
                    .toList());
            var there = ahead(wanted, today, home);
            var here = ahead(meetings, today, home);
            var tooMany = without(here, there);
            var first = plan.cadences().getFirst().firstDay();
            tooMany.removeIf(one -> !plan.runs() && one.first().toLocalDate().isBefore(first));
            for (var missing : without(there, here)) {
                var start = missing.start();
                if (isHeld(start)) {
                    continue;
                }
                var other = otherwise(missing, tooMany);
                if (other != null && tried(new MoveOneOnOne(other.start(), start))) {
                    tooMany.remove(other);
                } else {
                    note("Your calendar has a 1:1 on " + Said.moment(start)
                            + "; here it was called off, and stays so.");
                }
            }
            tooMany.forEach(left -> cancel(left.start()));
            return done();
        }

        private boolean isHeld(LocalDateTime start) {
            return meetings.held().stream()
                    .anyMatch(
                            held -> start.equals(held.start()) || held.heldOn().equals(start.toLocalDate()));
        }

        // The same 1:1 at another time; where it is no longer known which it was, and none was called off, the nearest.
        private @Nullable OneOnOne otherwise(OneOnOne missing, List<OneOnOne> tooMany) {
            return tooMany.stream()
                    .filter(one -> one.first().equals(missing.first()))
                    .findFirst()
                    .or(() -> meetings.isCalledOff(missing.first())
                            ? Optional.empty()
                            : tooMany.stream()
                                    .min(Comparator.comparing(
                                            (OneOnOne one) -> Duration.between(one.start(), missing.start())
                                                    .abs())))
                    .orElse(null);
        }

        private static List<OneOnOne> without(List<OneOnOne> all, List<OneOnOne> some) {
            var starts = some.stream().map(OneOnOne::start).collect(Collectors.toSet());
            return all.stream()
                    .filter(one -> !starts.contains(one.start()))
                    .collect(Collectors.toCollection(ArrayList::new));
        }

        // --- single changes ---------------------------------------------------------------------------------------

        Difference changing(Plan plan) {
            var unknown = new ArrayList<LocalDateTime>();
            for (var start : plan.cancelled()) {
                if (meetings.planned(start).isPresent()) {
                    perform(new CancelOneOnOne(start, null));
                } else if (!meetings.isCalledOff(start)) {
                    unknown.add(start);
                }
            }
            var moves = new ArrayList<Move>();
            for (var move : plan.moved()) {
                if (meetings.planned(move.from()).isPresent()) {
                    moves.add(move);
                } else if (meetings.planned(move.to()).isEmpty()) {
                    unknown.add(move.from());
                }
            }
            move(moves);
            unknown.forEach(start -> note("No 1:1 is planned here for " + Said.moment(start)
                    + ", so there is nothing to change about it. Export the whole series to take that."));
            return done();
        }
    }
}
