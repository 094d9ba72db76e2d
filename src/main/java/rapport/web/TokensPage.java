package rapport.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person's API tokens.
 *
 * @param secret that of the token just made, on the one page that ever shows it
 * @param zone where the times are those of the clock
 */
public record TokensPage(Frame frame, @Nullable String secret, List<Listed> tokens, FormView make, String zone) {

    /** A token in the list. */
    public record Listed(String name, String scope, String madeOn, String lastUsed, FormView revoke) {

        @Override
        public String toString() {
            return "Listed[•]";
        }
    }

    @Override
    public String toString() {
        return "TokensPage[•]";
    }
}
