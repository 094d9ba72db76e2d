package rapport.notebooks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import rapport.parties.By;
import rapport.parties.RelationshipId;

/**
 * An act on its way to the notebook, with who does it and when.
 *
 * @param zone the relationship's; it decides which day it is
 */
record Write(
        @TargetAggregateIdentifier NotebookId notebook,
        RelationshipId relationship,
        By by,
        ZoneId zone,
        Instant at,
        NotebookAct act) {

    LocalDate today() {
        return LocalDate.ofInstant(at, zone);
    }
}
