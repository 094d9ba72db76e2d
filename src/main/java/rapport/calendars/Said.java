package rapport.calendars;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Days, moments and numbers as sentences say them. */
final class Said {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, HH:mm", Locale.ENGLISH);

    private Said() {}

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    static String moment(LocalDateTime at) {
        return MOMENT.format(at);
    }

    static String number(int number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }
}
