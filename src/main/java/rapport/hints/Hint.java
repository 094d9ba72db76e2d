package rapport.hints;

/**
 * Something to think over before the repair is offered.
 *
 * @param code stable, in lower case with hyphens, such as {@code but-after-apology}
 * @param sentence what was noticed, fit to show to the one who writes
 * @param reason why it matters to the one who will read it
 */
public record Hint(String code, String sentence, String reason) {}
