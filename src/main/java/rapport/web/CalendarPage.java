package rapport.web;

import org.jspecify.annotations.Nullable;

/**
 * Where one's calendar is connected.
 *
 * @param link the one just made, on the one page that ever shows it
 * @param subscribe the same, as an address that opens a calendar
 * @param state since when there is a link and when it was last asked for; empty if there is none
 * @param near true if only programs on this machine can ask
 * @param revoke null if there is nothing to revoke
 */
public record CalendarPage(
        Frame frame,
        @Nullable String link,
        @Nullable String subscribe,
        String state,
        boolean near,
        FormView make,
        @Nullable FormView revoke) {

    @Override
    public String toString() {
        return "CalendarPage[•]";
    }
}
