package rapport.meetings;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The planned 1:1s in a row, up to now, that did not take place as far as anybody recorded: those since the last that was
 * held, or since the first that was planned. No further back than half a year.
 *
 * @param calledOff how many of those whose day has passed were called off
 * @param notRecorded how many of those whose day has passed were neither called off nor recorded as held
 * @param comingOn the day of the coming one, in the relationship's zone, if that is called off already; else null
 */
public record InARow(
        int calledOff, int notRecorded, @Nullable LocalDate comingOn) {

    private static final int WORTH_SAYING = 2;

    /** Those whose day has passed. */
    public int behind() {
        return calledOff + notRecorded;
    }

    /** True for two or more, the coming one included: one alone is nothing to speak of. */
    public boolean isWorthSaying() {
        return behind() + (comingOn == null ? 0 : 1) >= WORTH_SAYING;
    }
}
