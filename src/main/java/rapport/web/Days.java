package rapport.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Days and moments as people say them. */
final class Days {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_YEAR =
            DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final int WEEK = 7;

    private Days() {}

    /** Such as "Friday 20 November"; with the year if it is not this one. */
    static String day(LocalDate day, LocalDate today) {
        return (day.getYear() == today.getYear() ? DAY : DAY_AND_YEAR).format(day);
    }

    /** Such as "Friday 20 November, 14:05". */
    static String moment(Instant at, ZoneId zone, LocalDate today) {
        var local = at.atZone(zone);
        return day(local.toLocalDate(), today) + ", " + TIME.format(local);
    }

    /**
     * When something planned takes place, such as "today, 10:00", "tomorrow, Tuesday 10:00", "in 3 days, Friday 10:00" or
     * "in 9 days, Tuesday 1 December 10:00": within a week the weekday says it.
     */
    static String planned(LocalDateTime at, LocalDate today) {
        var day = at.toLocalDate();
        var distance = distance(day, today);
        var ahead = ChronoUnit.DAYS.between(today, day);
        if (ahead == 0) {
            return distance + ", " + TIME.format(at);
        }
        return distance + ", " + (ahead > 0 && ahead < WEEK ? WEEKDAY.format(day) : day(day, today)) + " "
                + TIME.format(at);
    }

    /** How long ago or how far ahead, such as "tomorrow" or "5 days ago". */
    static String distance(LocalDate day, LocalDate today) {
        var ahead = ChronoUnit.DAYS.between(today, day);
        if (ahead == 0) {
            return "today";
        }
        if (ahead == 1) {
            return "tomorrow";
        }
        if (ahead == -1) {
            return "yesterday";
        }
        return ahead > 0 ? "in " + ahead + " days" : -ahead + " days ago";
    }

    /** As short as can be said of a day soon to come: "today", "tomorrow", "Thursday", else "4 Dec". */
    static String near(LocalDate day, LocalDate today) {
        var ahead = ChronoUnit.DAYS.between(today, day);
        if (ahead == 0 || ahead == 1) {
            return distance(day, today);
        }
        return (ahead > 1 && ahead < WEEK ? WEEKDAY : SHORT).format(day);
    }

    /** Such as "4 days late". */
    static String late(LocalDate due, LocalDate then) {
        return Counts.of(ChronoUnit.DAYS.between(due, then), "day") + " late";
    }
}
