package rapport.web;

/** The form that sends the file of a calendar, to be looked at. */
public record CalendarFileView(String action, String csrf) {

    @Override
    public String toString() {
        return "CalendarFileView[•]";
    }
}
