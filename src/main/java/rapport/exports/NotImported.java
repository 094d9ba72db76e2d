package rapport.exports;

/** A file that was not taken in; the message is a sentence for the operator. Nothing was changed. */
final class NotImported extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotImported(String sentence) {
        super(sentence);
    }

    NotImported(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
