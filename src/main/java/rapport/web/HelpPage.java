package rapport.web;

/** What the keyboard can do. */
public record HelpPage(Frame frame) {

    @Override
    public String toString() {
        return "HelpPage[•]";
    }
}
