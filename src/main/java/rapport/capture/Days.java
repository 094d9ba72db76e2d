package rapport.capture;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Days spelled out, so that a slip is seen. */
final class Days {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);

    private Days() {}

    /** Such as "Friday 27 November 2026". */
    static String day(LocalDate day) {
        return DAY.format(day);
    }
}
