package rapport.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.web.HistoryPage.Day;

/**
 * Who else opened a history, the newest first.
 *
 * @param back the brief
 * @param older the address of older lines; null if there are none
 */
public record AccessPage(
        Frame frame,
        String name,
        String back,
        String history,
        String calm,
        List<Day> days,
        @Nullable String older) {

    @Override
    public String toString() {
        return "AccessPage[•]";
    }
}
