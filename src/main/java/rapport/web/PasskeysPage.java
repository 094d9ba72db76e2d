package rapport.web;

import java.util.List;

/** The passkeys of the one who is signed in, and how to add one. */
public record PasskeysPage(Frame frame, List<Kept> kept, PasskeyOffer offer) {

    /**
     * One of them.
     *
     * @param name the person's own text
     * @param facts when it was added and last used
     */
    public record Kept(String name, String facts, FormView remove) {

        @Override
        public String toString() {
            return "Kept[•]";
        }
    }

    @Override
    public String toString() {
        return "PasskeysPage[•]";
    }
}
