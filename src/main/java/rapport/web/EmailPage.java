package rapport.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether and where letters go.
 *
 * @param possible false where no mail server is named
 * @param address the confirmed one; empty if there is none
 * @param state what holds for it, in a sentence
 * @param trouble what keeps letters from arriving, in a sentence
 * @param waiting an address that waits to be confirmed; empty if there is none
 * @param elsewhere where links in letters lead if nobody has said where Rapport is reached; null if somebody has
 * @param forms what can be set about the confirmed address
 * @param ask where to give another one; null where it would be of no use
 */
public record EmailPage(
        Frame frame,
        boolean possible,
        String address,
        String state,
        @Nullable String trouble,
        String waiting,
        @Nullable String elsewhere,
        @Nullable FormView words,
        List<FormView> forms,
        @Nullable FormView ask) {

    @Override
    public String toString() {
        return "EmailPage[•]";
    }
}
