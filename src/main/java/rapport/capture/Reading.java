package rapport.capture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of looking at a line. */
public sealed interface Reading {

    /**
     * It asks for one act.
     *
     * @param sentence what will be recorded, in plain words
     * @param notes who sees it, and what else is worth knowing before
     * @param words those of the person, as they will be recorded
     */
    record Understood(Intent intent, String sentence, List<String> notes, String words) implements Reading {

        @Override
        public String toString() {
            return "Understood[" + intent.form() + "]";
        }
    }

    /** It could mean more than one thing. */
    record Asked(Asking about, String question, List<Choice> choices) implements Reading {

        @Override
        public String toString() {
            return "Asked[" + about + "]";
        }
    }

    /**
     * It cannot be recorded like this.
     *
     * @param sentence what is missing or wrong
     * @param example a line that would do; null where none helps
     * @param rule the code of the rule that would refuse it; null if it is none
     */
    record NotUnderstood(
            String sentence,
            @Nullable String example,
            @Nullable String rule) implements Reading {

        @Override
        public String toString() {
            return "NotUnderstood[•]";
        }
    }
}
