package rapport.calendars;

import java.util.List;
import rapport.meetings.OneOnOne;

/** What a calendar file says about when two people meet. */
public sealed interface Reading {

    /**
     * Nothing that could be taken.
     *
     * @param sentence why, without anything out of the file
     */
    record Refused(String sentence) implements Reading {}

    /**
     * One series or more, of which one is to be chosen.
     *
     * @param series those most likely meant first
     * @param notes about the file as a whole, in sentences
     */
    record Found(List<Series> series, List<String> notes) implements Reading {}

    /**
     * A series of 1:1s as the calendar has it.
     *
     * @param title what the calendar calls it: to be shown to the one who sent the file, and to go nowhere else
     * @param upcoming the first of its 1:1s from today on; none where a file only tells of changes
     * @param notes what of it is left out or was guessed, in sentences
     */
    record Series(String title, Plan plan, List<OneOnOne> upcoming, List<String> notes) {

        @Override
        public String toString() {
            return "Series[•]";
        }
    }
}
