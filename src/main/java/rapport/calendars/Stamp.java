package rapport.calendars;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A day or a time as a file writes it.
 *
 * @param local as it stands there; a day stands for its beginning
 * @param isDay true if it is a day without a time
 * @param isUtc true if it is given in UTC
 */
record Stamp(LocalDateTime local, boolean isDay, boolean isUtc) {

    private static final Pattern SHAPE = Pattern.compile("(\\d{8})(?:T(\\d{4})(\\d{2})?(Z)?)?");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);

    /** Empty if it is neither a day nor a time that exists. */
    static Optional<Stamp> read(String text) {
        var matcher = SHAPE.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            var time = matcher.group(2);
            var seconds = matcher.group(3);
            var local = LocalDateTime.parse(
                    matcher.group(1) + (time == null ? "0000" : time) + (seconds == null ? "00" : seconds), TIME);
            return Optional.of(new Stamp(local, time == null, matcher.group(4) != null));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
