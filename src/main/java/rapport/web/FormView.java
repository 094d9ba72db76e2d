package rapport.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rapport.hints.Hint;

/**
 * A form as a page shows it.
 *
 * @param key what tells it from the other forms of a page
 * @param title what it is for; also the button's text
 * @param main true for the act most likely meant
 * @param letter the key that takes the act where its item is the current one; null if there is none
 * @param refused what was wrong when it was sent before
 * @param hints null for a form that takes none
 */
public record FormView(
        String key,
        String action,
        Map<String, String> hidden,
        List<Input> inputs,
        String title,
        String button,
        boolean main,
        @Nullable String letter,
        @Nullable String refused,
        @Nullable HintsView hints) {

    /**
     * What there is to say about a repair before it is offered.
     *
     * @param asked true if the hints were asked for
     */
    public record HintsView(boolean asked, List<Hint> found) {

        /** Where to ask for them while it is being written. */
        public String address() {
            return Addressed.HINTS;
        }
    }

    /** True if its questions are asked one after the other, and what was answered is looked at once more at the end. */
    public boolean isWalk() {
        return hints != null;
    }

    /** True if it was sent before and is to be looked at again. */
    public boolean isOpen() {
        return refused != null || (hints != null && hints.asked());
    }

    /** True if there is nothing to fill in. */
    public boolean isOneClick() {
        return inputs.isEmpty();
    }

    FormView withoutLetter() {
        return new FormView(key, action, hidden, inputs, title, button, main, null, refused, hints);
    }

    @Override
    public String toString() {
        return "FormView[" + key + "]";
    }
}
