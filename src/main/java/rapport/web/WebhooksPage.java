package rapport.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The programs that a person has told.
 *
 * @param secret the one just made, on the one page that ever shows it
 * @param secretOf the name of the webhook that it belongs to; empty without one
 * @param make null if there is no room for more
 * @param zone where the times are those of the clock
 * @param origin with what links in messages begin
 */
public record WebhooksPage(
        Frame frame,
        @Nullable String secret,
        String secretOf,
        List<Listed> webhooks,
        @Nullable FormView make,
        String zone,
        String origin) {

    /**
     * A webhook in the list.
     *
     * @param key what tells it from the others on the page
     * @param state whether it is told, in a sentence
     * @param last what came of the last message, in a sentence; null if there was none
     * @param wrong true if its last message did not arrive, or Rapport switched it off
     * @param withWords to have it told what was written; null if it is
     * @param newSecret null if it has none
     */
    public record Listed(
            String key,
            String name,
            String format,
            String place,
            String words,
            String state,
            @Nullable String last,
            boolean wrong,
            List<FormView> acts,
            @Nullable FormView withWords,
            @Nullable FormView newSecret) {

        @Override
        public String toString() {
            return "Listed[•]";
        }
    }

    @Override
    public String toString() {
        return "WebhooksPage[•]";
    }
}
