package rapport.words;

import com.fasterxml.jackson.annotation.JsonValue;

/** What came of opening sealed words: the words, or a plain word on why there are none. */
public sealed interface Opened {

    /** The words as they were written. */
    record Clear(Words words) implements Opened {}

    /** The key was destroyed; nobody can read them any more. */
    record Erased() implements Opened {}

    /** The sealed bytes are not what was stored, or were moved here from elsewhere. */
    record Damaged() implements Opened {}

    /** The text to show: the words, or a note in brackets in their place. */
    @JsonValue
    default String shown() {
        return switch (this) {
            case Clear(var words) -> words.text();
            case Erased() -> "[erased]";
            case Damaged() -> "[cannot be read: the stored text was damaged]";
        };
    }
}
