package rapport.web;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One field of a form as a page shows it.
 *
 * @param value as typed before, or a sensible beginning
 * @param error what was wrong with it
 * @param hint one sentence on how to fill it in
 * @param choices for a choice: the possible values; for boxes that belong together: each with its name as the value
 * @param focus true for the field to begin at after something went wrong
 */
public record Input(
        String id,
        String name,
        Kind kind,
        String label,
        String value,
        boolean required,
        @Nullable String error,
        @Nullable String hint,
        @Nullable String autocomplete,
        List<Choice> choices,
        boolean focus) {

    /** What is to be filled in. */
    public enum Kind {
        LINE("text"),
        EMAIL("email"),
        SECRET("password"),
        DATE("date"),
        ZONE("text"),
        WORDS("textarea"),
        CHOICE("radio"),
        SELECT("select"),
        MOMENT("datetime-local"),
        TIME("time"),
        NUMBER("number"),
        TICK("checkbox"),
        SEVERAL("checkbox");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        public String type() {
            return type;
        }
    }

    /** One of several. */
    public record Choice(String id, String value, String label, boolean chosen) {

        @Override
        public String toString() {
            return "Choice[•]";
        }
    }

    Input focused() {
        return new Input(id, name, kind, label, value, required, error, hint, autocomplete, choices, true);
    }

    public boolean is(Kind other) {
        return kind == other;
    }

    /** What it is called in what is sent; boxes that belong together have a name each. */
    Stream<String> names() {
        return names(name, kind, choices);
    }

    static Stream<String> names(String name, Kind kind, List<Choice> choices) {
        return kind == Kind.SEVERAL ? choices.stream().map(Choice::value) : Stream.of(name);
    }

    /** The ids of the hint and the error, for those who hear the page. */
    public @Nullable String describedBy() {
        if (error == null) {
            return hint == null ? null : hintId();
        }
        return hint == null ? errorId() : hintId() + " " + errorId();
    }

    public String hintId() {
        return id + "-hint";
    }

    public String errorId() {
        return id + "-error";
    }

    public @Nullable String invalid() {
        return error == null ? null : "true";
    }

    /** True if it takes no more room than it needs. */
    public boolean isShort() {
        return kind == Kind.DATE || kind == Kind.MOMENT || kind == Kind.TIME || kind == Kind.NUMBER;
    }

    public boolean ticked() {
        return value.equals("true");
    }

    @Override
    public String toString() {
        return "Input[" + name + "]";
    }
}
