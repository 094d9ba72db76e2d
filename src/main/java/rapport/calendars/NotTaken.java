package rapport.calendars;

/** A file, or something in it, cannot be taken. Says why in a sentence of ours, which holds nothing out of the file. */
final class NotTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotTaken(String sentence) {
        super(sentence, null, false, false);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
