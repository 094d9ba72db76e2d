package rapport.exports;

import java.text.Normalizer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import rapport.history.Corrected;
import rapport.notebooks.NotebookId;
import rapport.parties.PersonId;
import rapport.parties.Side;
import rapport.relationships.RelationshipCard;

/**
 * What one copy is of, and for whom.
 *
 * @param notebook the viewer's own; null if they have written nothing into it
 * @param shared how many events of the relationship's stream are in the copy
 * @param own how many of the notebook's
 * @param names of everybody who is spoken of
 * @param corrected what in the copy was put right later in the copy
 * @param receipt of the newest seal when it was asked for; empty if there was none
 */
record Subject(
        RelationshipCard card,
        PersonId viewer,
        Side side,
        @Nullable NotebookId notebook,
        long shared,
        long own,
        Map<PersonId, String> names,
        Corrected corrected,
        String receipt,
        Instant madeAt) {

    String name(PersonId person) {
        return names.getOrDefault(person, "Somebody");
    }

    String viewerName() {
        return name(viewer);
    }

    String otherName() {
        return name(card.parties().on(side.other()));
    }

    String name(Side of) {
        return name(card.parties().on(of));
    }

    /** The folder in which everything of the copy lies: names that every file system takes, and the day. */
    String folder() {
        return "rapport-" + plain(viewerName()) + "-and-" + plain(otherName()) + "-" + card.dayOf(madeAt);
    }

    // Letters and digits of any language, without the accents that systems write in different ways; whatever else a
    // name
    // holds could mean something in a path.
    private static String plain(String name) {
        var plain = new StringBuilder();
        var bare = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{Mn}+", "");
        Normalizer.normalize(bare, Normalizer.Form.NFC).codePoints().limit(40).forEach(character -> {
            if (Character.isLetterOrDigit(character)) {
                plain.appendCodePoint(Character.toLowerCase(character));
            } else if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != '-') {
                plain.append('-');
            }
        });
        var text = plain.toString().replaceAll("-+$", "");
        return text.isEmpty() ? "somebody" : text;
    }

    /** The streams of the copy by what they are. */
    Map<String, StreamOfCopy> streams() {
        var streams = new LinkedHashMap<String, StreamOfCopy>();
        streams.put("relationship", new StreamOfCopy(card.id().toString(), shared));
        if (notebook != null && own > 0) {
            streams.put("notebook", new StreamOfCopy(notebook.toString(), own));
        }
        return streams;
    }

    /** How many events of each stream are in the copy. */
    Map<UUID, Long> lengths() {
        var lengths = new LinkedHashMap<UUID, Long>();
        streams().values().forEach(stream -> lengths.put(UUID.fromString(stream.id()), stream.events()));
        return lengths;
    }

    /** @param events how many of it are in the copy */
    record StreamOfCopy(String id, long events) {}

    @Override
    public String toString() {
        return "Subject[•]";
    }
}
