package rapport.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page that shows a recovery code, this once.
 *
 * @param sentence what has just happened
 * @param starts the forms with which somebody is added, where nobody is there yet
 * @param onward where to go from here otherwise
 */
public record CodePage(
        Frame frame,
        String title,
        String sentence,
        String code,
        List<FormView> starts,
        List<String> zones,
        @Nullable Link onward) {

    @Override
    public String toString() {
        return "CodePage[•]";
    }
}
