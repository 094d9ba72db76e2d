package rapport.doors;

/** What was sent could not be read at all; the message is a sentence for a person. */
public final class MalformedInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedInput(String sentence) {
        super(sentence, null, false, false);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
