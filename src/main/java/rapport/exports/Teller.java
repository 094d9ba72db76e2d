package rapport.exports;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rapport.history.Line;
import rapport.parties.PersonId;
import rapport.parties.Side;
import rapport.relationships.RelationshipCard;
import rapport.words.Sealed;

/** Tells what happened in the sentences of the pages, so that a copy speaks as they do. */
public interface Teller {

    /**
     * What is to be said of one line, to one of the two, with every day in full.
     *
     * @param names of the two, and of everybody else who read along
     */
    Told tell(RelationshipCard card, Side viewer, Map<PersonId, String> names, Line line);

    /** @param marks what else is to be known of it */
    record Told(String sentence, List<Quote> quotes, List<String> marks) {

        @Override
        public String toString() {
            return "Told[•]";
        }
    }

    /** @param label what these words are; null if the sentence says so */
    record Quote(@Nullable String label, Sealed words) {}
}
