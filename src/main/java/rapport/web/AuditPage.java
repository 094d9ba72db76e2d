package rapport.web;

import java.util.List;

/** Every relationship there is, for an auditor: who the two are and how long they have been here, and nothing else. */
public record AuditPage(Frame frame, List<Auditable> open, List<Auditable> closed) {

    /**
     * One relationship.
     *
     * @param href where it can be read; empty unless it is open
     * @param form with which it is opened; none where it cannot be
     */
    public record Auditable(String names, String facts, String href, List<FormView> form) {

        @Override
        public String toString() {
            return "Auditable[•]";
        }
    }

    @Override
    public String toString() {
        return "AuditPage[•]";
    }
}
