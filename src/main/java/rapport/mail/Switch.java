package rapport.mail;

import org.jspecify.annotations.Nullable;

/**
 * What a person has set about letters.
 *
 * @param possible false where whoever runs Rapport has named no mail server
 * @param address the one that they have confirmed; null if there is none
 * @param words true if letters may hold what was written
 * @param offBy who switched them off; null while they are on, or have never been
 * @param waiting an address that waits to be confirmed; null if there is none
 */
public record Switch(
        boolean possible,
        @Nullable String address,
        boolean on,
        boolean words,
        @Nullable OffBy offBy,
        @Nullable String waiting) {

    /** Who switched letters off. */
    public enum OffBy {
        /** The person, in the settings. */
        PERSON,
        /** Whoever read a letter, by the link in it. */
        LINK,
        /** Rapport, because letters came back again and again. */
        CAME_BACK
    }

    @Override
    public String toString() {
        return "Switch[•]";
    }
}
