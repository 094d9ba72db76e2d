package rapport.capture;

import java.time.LocalDate;
import java.util.List;

/** The day by which something is to be done, as people write it: a date, a weekday, "in two weeks", "next 1:1". */
public sealed interface DueDay {

    /** It is clear. */
    record On(LocalDate day) implements DueDay {}

    /** It may be one of several, soonest first. */
    record OneOf(String question, List<LocalDate> days) implements DueDay {}

    /** It is no day; the sentence says why. */
    record None(String sentence) implements DueDay {}

    /**
     * Reads one. What can mean two days is never decided here.
     *
     * @param today the day from which it is said
     * @param oneOnOnes the days of the next 1:1s, soonest first; none of them is one that is just ending
     */
    static DueDay of(String text, LocalDate today, List<LocalDate> oneOnOnes) {
        // Beside a field that is called "By when", some write that word as well.
        var day = text.strip().replaceFirst("(?i)^by\\s+", "");
        return switch (new When(today, oneOnOnes).read(day).orElse(null)) {
            case null ->
                new None("This is not a day that we understand. Write it such as Friday, in two weeks, 1 December"
                        + " or next 1:1.");
            case When.Meant.On(var on, var timed) -> new On(on);
            case When.Meant.OneOf(var question, var days) -> new OneOf(question, days);
            case When.Meant.Unplanned() -> new None("No next 1:1 is planned yet. Write a day instead.");
            case When.Meant.NoDay(var sentence) -> new None(sentence);
        };
    }
}
