package rapport.web;

import java.util.List;

/**
 * When the two meet, and how far they trust each other.
 *
 * @param cadence how it repeats, in a sentence
 * @param upcoming the next 1:1s, in words
 * @param calendar where the file of a calendar is sent; none where nothing can be recorded
 * @param zones the time zones to choose from
 * @param trust what the two numbers noted by both tell, in a sentence
 * @param trustForm none where nothing can be recorded
 */
public record OneOnOnePage(
        Frame frame,
        String name,
        String back,
        String cadence,
        List<String> upcoming,
        ActsView acts,
        List<CalendarFileView> calendar,
        List<String> zones,
        String trust,
        List<FormView> trustForm) {

    @Override
    public String toString() {
        return "OneOnOnePage[•]";
    }
}
