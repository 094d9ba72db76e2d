package rapport.web;

import java.util.List;

/**
 * Where a named auditor chooses a passphrase; without a form where the link was not one that works.
 *
 * @param name of the one whom the link is for; empty without one
 */
public record AuditorPage(Frame frame, String name, List<FormView> form) {

    @Override
    public String toString() {
        return "AuditorPage[•]";
    }
}
