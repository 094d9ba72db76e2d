package rapport.capture;

/**
 * How a line could go on.
 *
 * @param text the whole line, once this is taken
 * @param label what is added, to be chosen by
 * @param detail what it means
 */
public record Completion(String text, String label, String detail) {

    @Override
    public String toString() {
        return "Completion[•]";
    }
}
