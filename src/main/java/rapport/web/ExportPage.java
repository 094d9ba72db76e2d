package rapport.web;

/**
 * What one takes along when one takes a copy of a relationship, and the button that makes it.
 *
 * @param back the history
 * @param other the one across the table
 */
public record ExportPage(Frame frame, String back, String other, boolean hasEnded, FormView make) {

    @Override
    public String toString() {
        return "ExportPage[•]";
    }
}
