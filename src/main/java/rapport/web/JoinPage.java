package rapport.web;

import java.util.List;

/**
 * Where one joins who was invited.
 *
 * @param inviter the name of the one who asks; empty if the link leads nowhere (any more)
 * @param role what the inviter is to the one invited
 * @param forms as somebody who is signed in, or as somebody new
 * @param signedIn true if somebody is signed in
 */
public record JoinPage(Frame frame, String inviter, String role, List<FormView> forms, boolean signedIn) {

    @Override
    public String toString() {
        return "JoinPage[•]";
    }
}
