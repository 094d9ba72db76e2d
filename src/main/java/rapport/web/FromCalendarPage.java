package rapport.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the file of a calendar means, before anything of it is recorded.
 *
 * @param back the brief of the two
 * @param oneOnOnes the page of their 1:1s
 * @param trouble why nothing can be taken, or was recorded; null if there is no trouble
 * @param offers one for each series in the file
 * @param notes about the file as a whole
 */
public record FromCalendarPage(
        Frame frame,
        String name,
        String back,
        String oneOnOnes,
        @Nullable String trouble,
        List<Offered> offers,
        List<String> notes,
        CalendarFileView file) {

    /**
     * One series.
     *
     * @param title what the calendar calls it; empty if it has no name
     * @param changes what would be recorded, in words; none if nothing has changed
     * @param upcoming the next 1:1s as they would be
     * @param record none if nothing has changed
     */
    public record Offered(
            String id,
            String title,
            List<String> changes,
            List<String> notes,
            List<String> upcoming,
            List<FormView> record) {

        @Override
        public String toString() {
            return "Offered[•]";
        }
    }

    @Override
    public String toString() {
        return "FromCalendarPage[•]";
    }
}
