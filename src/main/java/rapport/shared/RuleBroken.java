package rapport.shared;

/**
 * A rule of the domain refused an act. Carries the rule's stable code, which never changes once released, and a
 * sentence fit to show a person; neither ever holds words that somebody wrote.
 */
public final class RuleBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String rule;

    public RuleBroken(String rule, String sentence) {
        super(sentence, null, false, false);
        this.rule = rule;
    }

    /** The stable code, in lower case with hyphens, such as {@code past-due}. */
    public String rule() {
        return rule;
    }

    /** The sentence for a person. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
