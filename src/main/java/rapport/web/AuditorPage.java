package rapport.web;

import java.util.List;

/**
 * Where a named auditor comes by their link.
 *
 * @param name of the one whom the link is for; empty where it is not one that works
 * @param known true if they have an account already
 * @param form to choose a passphrase, or to say that they are meant; none where they have to sign in first
 */
public record AuditorPage(Frame frame, String name, boolean known, List<FormView> form) {

    AuditorPage with(FormView only) {
        return new AuditorPage(frame, name, known, List.of(only));
    }

    @Override
    public String toString() {
        return "AuditorPage[•]";
    }
}
