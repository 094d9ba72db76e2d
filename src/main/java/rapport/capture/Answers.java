package rapport.capture;

import java.util.Map;
import java.util.Optional;

/**
 * What was answered to the questions about a line, by the name of the question. An answer counts for the line that it
 * was given to, and only if the question comes up and offers it.
 */
public record Answers(Map<Asking, String> given) {

    public static final Answers NONE = new Answers(Map.of());

    public Answers {
        given = Map.copyOf(given);
    }

    Optional<String> to(Asking question) {
        return Optional.ofNullable(given.get(question));
    }

    @Override
    public String toString() {
        return "Answers[•]";
    }
}
