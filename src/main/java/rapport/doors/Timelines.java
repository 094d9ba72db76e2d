package rapport.doors;

import org.springframework.stereotype.Component;
import rapport.history.History;
import rapport.history.Timeline;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.shared.NotThere;
import rapport.words.Vault;

/** Answers what is asked of the history, searches in its words included. */
@Component
public class Timelines {

    private final History history;
    private final Vault vault;

    Timelines(History history, Vault vault) {
        this.history = history;
        this.vault = vault;
    }

    /**
     * @throws MalformedInput if the question cannot be read
     * @throws NotThere for anyone who may not read it
     */
    public Timeline answer(PersonId viewer, RelationshipId id, Question question) {
        return history.timeline(viewer, id, question.read(vault));
    }
}
