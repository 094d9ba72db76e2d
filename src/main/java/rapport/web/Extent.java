package rapport.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rapport.web.BriefPage.Section;

/**
 * How much of what is open a page shows: what can be read before a 1:1, which is also what keeps the page light, or
 * everything.
 */
enum Extent {
    READABLE,
    WHOLE;

    private static final int READ_AT_ONCE = 24;

    /** A page that leaves out less than this saves nobody anything. */
    private static final int WORTH_LEAVING_OUT = 8;

    /** As many as one reads under one heading. */
    static final int UNDER_ONE_HEADING = 12;

    static Extent asked(@Nullable String whole) {
        return "true".equals(whole) ? WHOLE : READABLE;
    }

    /** How many of so many items, in all and under one heading. */
    Shown of(int all) {
        return this == WHOLE || all <= READ_AT_ONCE + WORTH_LEAVING_OUT
                ? new Shown(Integer.MAX_VALUE, Integer.MAX_VALUE)
                : new Shown(READ_AT_ONCE, UNDER_ONE_HEADING);
    }

    /** At most so many items on the page, and at most so many under one heading. */
    record Shown(int inAll, int underOne) {

        boolean everything() {
            return inAll == Integer.MAX_VALUE;
        }

        /**
         * Sections of which each tells as much as there is room for, in their order, and how much is left.
         *
         * @param whole where everything is
         */
        <T> List<Section> sections(Map<String, List<T>> all, String whole, Function<T, ItemView> told) {
            var left = inAll;
            var sections = new ArrayList<Section>();
            for (var section : all.entrySet()) {
                var items = section.getValue();
                var here = Math.min(Math.min(left, underOne), items.size());
                left -= here;
                if (!items.isEmpty()) {
                    sections.add(new Section(
                            section.getKey(),
                            items.stream().limit(here).map(told).toList(),
                            items.size() - here,
                            whole));
                }
            }
            return List.copyOf(sections);
        }
    }
}
