package rapport.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.web.HistoryPage.Quote;

/**
 * What was recorded in the viewer's name before they joined.
 *
 * @param back the brief
 * @param unverified what still waits for a word of theirs, in a sentence; empty if nothing does
 * @param entries that with the newest record first; empty if nothing was ever recorded so
 */
public record OnMyBehalfPage(Frame frame, String name, String back, String unverified, List<InOneEntry> entries) {

    /**
     * One entry.
     *
     * @param kind what it is, in a word or two
     * @param words what it says, in its newest wording; empty if it says nothing or was retracted
     * @param href its own page; null if it has none
     * @param state where it stands, in a sentence; empty if there is nothing to say
     * @param marks what else is to be known of it
     */
    public record InOneEntry(
            String kind,
            String words,
            @Nullable String href,
            String state,
            List<String> marks,
            Seam seam,
            List<Told> lines,
            ActsView acts) {

        @Override
        public String toString() {
            return "InOneEntry[•]";
        }
    }

    /**
     * One record in the viewer's name.
     *
     * @param at when, to be shown
     * @param machineAt when, for machines
     * @param mark who recorded it, and in whose name
     */
    public record Told(String sentence, List<Quote> quotes, String at, String machineAt, String mark) {

        @Override
        public String toString() {
            return "Told[•]";
        }
    }

    boolean holds(String formKey) {
        return entries.stream().anyMatch(entry -> entry.acts().holds(formKey));
    }

    @Override
    public String toString() {
        return "OnMyBehalfPage[•]";
    }
}
