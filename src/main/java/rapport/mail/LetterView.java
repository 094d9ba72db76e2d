package rapport.mail;

import java.util.List;

/**
 * What a letter shows.
 *
 * @param opening one sentence below the title; empty if there is none
 * @param action what its one button says; empty if it has none
 * @param address where that leads
 * @param closing why one gets it
 * @param links further addresses at the end
 */
public record LetterView(
        String title,
        String opening,
        List<Part> parts,
        String action,
        String address,
        String closing,
        List<Link> links) {

    /**
     * What is open with one person.
     *
     * @param title empty if the letter's title says it
     * @param counts how much there is
     */
    public record Part(String title, String counts, List<Line> lines, String action, String address) {

        @Override
        public String toString() {
            return "Part[•]";
        }
    }

    /** @param words empty unless its person wants them in letters */
    public record Line(String fact, List<String> words, String address) {

        @Override
        public String toString() {
            return "Line[•]";
        }
    }

    /** Where else to go. */
    public record Link(String label, String address) {

        @Override
        public String toString() {
            return "Link[•]";
        }
    }

    @Override
    public String toString() {
        return "LetterView[•]";
    }
}
