package rapport.mail;

/** Makes text that somebody chose fit for one line among ours, in a header or a letter. */
final class OneLine {

    private OneLine() {}

    /**
     * The text without breaks and other control characters, and without those that turn around what follows: nothing in it
     * begins a line of its own or changes how the rest is read.
     */
    static String of(String text) {
        var line = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (turns(character) || isHalf(character)) {
                return;
            }
            line.appendCodePoint(breaks(character) ? ' ' : character);
        });
        return line.toString().strip().replaceAll(" {2,}", " ");
    }

    private static boolean breaks(int character) {
        var type = Character.getType(character);
        return Character.isISOControl(character)
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    // The marks of the bidirectional algorithm, not the letters of languages that are written from the right.
    private static boolean turns(int character) {
        return (character >= 0x202A && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069)
                || character == 0x200E
                || character == 0x200F
                || character == 0x061C;
    }

    private static boolean isHalf(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }
}
