package rapport.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.briefing.Briefing;
import rapport.commitments.CommitmentId;
import rapport.parties.EntryId;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.shared.NotThere;

/** Leads from an entry to those that it refers to, as far as the viewer may see them and they were not retracted. */
@Component
class Links {

    private final Briefing briefing;
    private final Items items;

    Links(Briefing briefing, Items items) {
        this.briefing = briefing;
        this.items = items;
    }

    Optional<Link> to(PersonId viewer, RelationshipId relationship, String label, @Nullable EntryId entry) {
        return entry == null
                ? Optional.empty()
                : promise(viewer, relationship, label, entry).or(() -> other(viewer, relationship, label, entry));
    }

    private Optional<Link> promise(PersonId viewer, RelationshipId relationship, String label, EntryId entry) {
        var commitment = new CommitmentId(entry.value());
        try {
            var life = briefing.life(viewer, relationship, commitment);
            var words = items.shown(life.relationship(), life.promise().text());
            return Optional.of(new Link(label, words, Addressed.promise(relationship, commitment)));
        } catch (NotThere _) {
            return Optional.empty();
        }
    }

    private Optional<Link> other(PersonId viewer, RelationshipId relationship, String label, EntryId entry) {
        try {
            var seen = briefing.entry(viewer, relationship, entry);
            var words = items.shown(seen.stream(), seen.entry().text());
            return Optional.of(new Link(label, words, Addressed.entry(relationship, entry)));
        } catch (NotThere _) {
            return Optional.empty();
        }
    }
}
