package rapport.web;

/** Shows a link by which somebody joins, this once. */
public record InvitedPage(Frame frame, String name, String link, String until, String back) {

    @Override
    public String toString() {
        return "InvitedPage[•]";
    }
}
