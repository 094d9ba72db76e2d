package rapport.web;

import java.util.List;

/**
 * Everything that was recorded about one entry, oldest first.
 *
 * @param title what kind of entry it is
 * @param back the brief
 * @param history the whole history
 */
public record EntryHistoryPage(
        Frame frame, String name, String title, String back, String history, List<HistoryPage.Day> days) {

    @Override
    public String toString() {
        return "EntryHistoryPage[•]";
    }
}
