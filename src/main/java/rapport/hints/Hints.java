package rapport.hints;

import java.util.List;

/** What there is to say about a repair before it is offered. It only ever hints; nothing depends on it. */
public final class Hints {

    private Hints() {}

    /** Every hint there is, in the order of the rules. */
    public static List<Hint> all() {
        return English.RULES.stream().map(Rule::hint).toList();
    }

    /**
     * The hints on a repair, in the order of the rules; none on a part that is still empty.
     *
     * @param owned what I did
     * @param change what will be different
     */
    public static List<Hint> on(String owned, String change) {
        return English.RULES.stream()
                .filter(rule -> rule.holdsFor(owned, change))
                .map(Rule::hint)
                .toList();
    }
}
