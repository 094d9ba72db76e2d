package rapport.capture;

/** One possible answer, and how it is put to a person. */
public record Choice(String value, String label) {

    @Override
    public String toString() {
        return "Choice[•]";
    }
}
