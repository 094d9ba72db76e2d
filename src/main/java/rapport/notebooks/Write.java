package rapport.notebooks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import rapport.eventstore.Measures;
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
        NotebookAct act)
        implements Measures.Kinds {

    @Override
    public List<String> kinds() {
        var what = act instanceof NotebookAct.Correct correct ? correct.act() : act;
        return List.of(what.getClass().getSimpleName());
    }

    LocalDate today() {
        return LocalDate.ofInstant(at, zone);
    }
}
