package rapport.capture;

import java.util.Map;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;

/** The one existing act that a line asks for. */
public sealed interface Intent {

    RelationshipId relationship();

    Form form();

    /**
     * Something new.
     *
     * @param form never {@link Form#KEPT}
     * @param fields as any door would take them
     */
    record Create(RelationshipId relationship, Form form, Map<String, String> fields) implements Intent {

        public Create {
            fields = Map.copyOf(fields);
        }

        @Override
        public String toString() {
            return "Create[" + form + "]";
        }
    }

    /**
     * That a promise was kept.
     *
     * @param confirming true if the other one said so before
     */
    record Keep(RelationshipId relationship, EntryId promise, boolean confirming) implements Intent {

        @Override
        public Form form() {
            return Form.KEPT;
        }
    }
}
