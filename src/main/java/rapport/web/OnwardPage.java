package rapport.web;

/** A page that only leads on to another site. */
public record OnwardPage(Frame frame, String place, String address) {

    @Override
    public String toString() {
        return "OnwardPage[•]";
    }
}
