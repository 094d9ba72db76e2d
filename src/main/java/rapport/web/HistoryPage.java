package rapport.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rapport.web.Input.Choice;

/**
 * What was recorded within a relationship, newest first.
 *
 * @param back the brief
 * @param address of this page
 * @param access who else opened it
 * @param narrowed true if not everything was asked for
 * @param older the address of older lines; null if there are none, or if a search would stand in it
 * @param olderForm what to send for older lines of a search; empty if there are none
 * @param firstDay the first one of which there is anything to see
 * @param export where to take it along; null for one who may only read it here
 */
public record HistoryPage(
        Frame frame,
        String name,
        String back,
        String address,
        String access,
        String csrf,
        List<Choice> kinds,
        List<Choice> sides,
        String search,
        boolean narrowed,
        List<Day> days,
        @Nullable String older,
        Map<String, String> olderForm,
        String firstDay,
        String today,
        @Nullable String export) {

    /** What was recorded on one day. */
    public record Day(String title, List<Told> lines) {

        @Override
        public String toString() {
            return "Day[•]";
        }
    }

    /**
     * One event.
     *
     * @param at the time of day, to be shown
     * @param machineAt when, for machines
     * @param marks what else is to be known of it
     * @param about what the entry was first said to be, where the sentence does not say so
     * @param href where the whole of its entry is; null if it is on none
     * @param anchor what it is called in addresses; null if nothing leads to it
     */
    public record Told(
            String sentence,
            List<Quote> quotes,
            String at,
            String machineAt,
            List<String> marks,
            @Nullable String about,
            @Nullable String href,
            @Nullable String anchor) {

        Told(
                String sentence,
                List<Quote> quotes,
                String at,
                String machineAt,
                List<String> marks,
                @Nullable String about,
                @Nullable String href) {
            this(sentence, quotes, at, machineAt, marks, about, href, null);
        }

        @Override
        public String toString() {
            return "Told[•]";
        }
    }

    /** @param label what these words are; null if the sentence says so */
    public record Quote(@Nullable String label, String words) {

        @Override
        public String toString() {
            return "Quote[•]";
        }
    }

    @Override
    public String toString() {
        return "HistoryPage[•]";
    }
}
