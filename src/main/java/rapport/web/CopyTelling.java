package rapport.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import org.springframework.stereotype.Component;
import rapport.exports.Teller;
import rapport.history.Line;
import rapport.parties.PersonId;
import rapport.parties.Side;
import rapport.parties.Viewer;
import rapport.relationships.RelationshipCard;

/** Tells a copy's lines in the sentences of the history's pages. */
@Component
class CopyTelling implements Teller {

    /** Every day bears its year: who reads a copy does so in some other one. */
    private static final LocalDate NO_YEAR_OF_OURS = LocalDate.EPOCH;

    @Override
    public Told tell(RelationshipCard card, Side viewer, Map<PersonId, String> names, Line line) {
        var pair = Pair.of(card, new Viewer.Party(viewer), names, NO_YEAR_OF_OURS);
        var telling = Telling.of(pair, line, names);
        var marks = new ArrayList<String>();
        var onBehalf = PromisePages.mark(pair, line.event().by());
        if (onBehalf != null) {
            marks.add(onBehalf);
        }
        return new Told(
                telling.sentence(),
                telling.quoted().stream()
                        .map(quoted -> new Quote(quoted.label(), quoted.words()))
                        .toList(),
                marks);
    }
}
