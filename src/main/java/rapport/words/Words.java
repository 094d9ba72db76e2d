package rapport.words;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Text that a person wrote, in clear. Trimmed, 1 to 4,000 characters, no control characters but newline and tab.
 * Never shows itself in {@code toString}, so that no log, message or error can hold it by accident.
 */
public record Words(@JsonValue String text) {

    /** The most characters (Unicode code points) of any one text (2-events, "Sealing"). */
    public static final int LONGEST = 4_000;

    /** @throws NotWords with a sentence that says what is wrong, never with the text itself */
    public Words {
        text = text.replace("\r\n", "\n").strip();
        if (text.codePoints().allMatch(Words::isInvisible)) {
            throw new NotWords("Please write something here.");
        }
        var length = text.codePointCount(0, text.length());
        if (length > LONGEST) {
            throw new NotWords("This is %,d characters long; at most 4,000 fit.".formatted(length));
        }
        if (text.codePoints().anyMatch(Words::isRefused)) {
            throw new NotWords("This holds a control character that cannot be kept; only line breaks and tabs can.");
        }
    }

    private static boolean isInvisible(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT;
    }

    // A lone surrogate has no UTF-8 form: sealing it would quietly turn it into a question mark.
    private static boolean isRefused(int character) {
        return (Character.isISOControl(character) && character != '\n' && character != '\t')
                || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
    }

    @Override
    public String toString() {
        return "Words[•]";
    }

    /** A text that is not fit to be recorded; the message is a sentence for the person who wrote it. */
    public static final class NotWords extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        NotWords(String sentence) {
            super(sentence);
        }

        /** What to tell the person. */
        public String sentence() {
            return String.valueOf(getMessage());
        }
    }
}
