package rapport.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One relationship before the next 1:1.
 *
 * @param about who the two are to each other, in a sentence
 * @param oneOnOnes where the 1:1s are; null for one who is not of the two
 * @param banner that it is not the present that is shown, or that the relationship has ended
 * @param create none where nothing can be recorded
 * @param meeting when the next 1:1 is; empty for the past
 * @param inARow that the last 1:1s did not take place; empty unless it was so more than once in a row
 * @param wrapUp the way to wrap up the 1:1 that is due to be; null if none is
 * @param sum everything that is open, in a sentence; empty where nothing is
 * @param onMyBehalf that something said in the viewer's name waits for their own word; empty if nothing does
 * @param asOf the day looked at, or typed
 * @param asOfError what was wrong with the day
 * @param leftover why what was sent could not be recorded and what it said, where its form is gone
 * @param receipt of the newest sealed block; empty for the past, and before the first
 * @param calm what to say where nothing is open
 */
public record BriefPage(
        Frame frame,
        String name,
        String about,
        String address,
        @Nullable String oneOnOnes,
        @Nullable String banner,
        boolean past,
        ActsView create,
        String meeting,
        String inARow,
        @Nullable Link wrapUp,
        String sum,
        String onMyBehalf,
        String asOf,
        @Nullable String asOfError,
        List<String> leftover,
        List<Section> sections,
        @Nullable String calm,
        Section inFlight,
        Preparation preparation,
        String receipt) {

    /** Where those are that are settled. */
    public String promises() {
        return address + "/promises";
    }

    /** Where that is which was recorded in the viewer's name. */
    public String recordedOnMyBehalf() {
        return address + "/on-my-behalf";
    }

    /** Where everything is that was ever recorded here. */
    public String history() {
        return address + "/history";
    }

    /**
     * Items under one heading, worst first.
     *
     * @param more how many there are besides, on the page that shows everything
     * @param whole where that page is
     */
    public record Section(String title, List<ItemView> items, int more, String whole) {

        /** Those to be seen at once. */
        public List<ItemView> first() {
            return isFolded() ? items.subList(0, Extent.UNDER_ONE_HEADING) : items;
        }

        /** The others, where there are too many to be read before a 1:1. */
        public List<ItemView> rest() {
            return isFolded() ? items.subList(Extent.UNDER_ONE_HEADING, items.size()) : List.of();
        }

        /** True if one of the others has a form that is to be looked at again. */
        public boolean isRestOpen() {
            return rest().stream().anyMatch(item -> item.acts().isOpen());
        }

        // A fold for one or two saves no room.
        private boolean isFolded() {
            return items.size() > Extent.UNDER_ONE_HEADING + 2;
        }

        @Override
        public String toString() {
            return "Section[•]";
        }
    }

    boolean holds(String formKey) {
        return create.holds(formKey)
                || sections.stream()
                        .flatMap(section -> section.items().stream())
                        .anyMatch(item -> item.acts().holds(formKey));
    }

    @Override
    public String toString() {
        return "BriefPage[•]";
    }
}
