package rapport.web;

import java.util.List;

/**
 * What can be recorded in answer to an entry, or about it, as an entry of its own.
 *
 * @param own what comes before the acts on the entry itself
 * @param forAbsent likewise in the name of the other one, who has not joined
 * @param last what comes after them
 */
record Answers(List<FormView> own, List<FormView> forAbsent, List<FormView> last) {

    static final Answers NONE = new Answers(List.of(), List.of(), List.of());

    @Override
    public String toString() {
        return "Answers[•]";
    }
}
