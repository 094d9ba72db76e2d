package rapport.web;

/**
 * Another entry that one refers to.
 *
 * @param label what it is to this one
 */
public record Link(String label, String words, String href) {

    @Override
    public String toString() {
        return "Link[•]";
    }
}
