package rapport.web;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.web.BriefPage.Section;

/**
 * Every promise that was made to the viewer, by whomever.
 *
 * @param sum what they come to, in a sentence
 * @param sections those that are open, the broken ones first
 * @param settled one page of those that are over, the latest first
 * @param newer where the page of settled ones before this is; null on the first
 * @param older where the one after this is; null on the last
 */
public record PromisesToMePage(
        Frame frame,
        String sum,
        List<Section> sections,
        String settledTitle,
        List<ItemView> settled,
        @Nullable String newer,
        @Nullable String older) {

    /** True if nothing was ever promised to the viewer. */
    public boolean isEmpty() {
        return sections.isEmpty() && settled.isEmpty();
    }

    /** True if it is the settled ones that are looked at, or one of them is to be looked at again. */
    public boolean isSettledOpen() {
        return newer != null || settled.stream().anyMatch(item -> item.acts().isOpen());
    }

    boolean holds(String formKey) {
        return Stream.concat(sections.stream().flatMap(section -> section.items().stream()), settled.stream())
                .anyMatch(item -> item.acts().holds(formKey));
    }

    @Override
    public String toString() {
        return "PromisesToMePage[•]";
    }
}
