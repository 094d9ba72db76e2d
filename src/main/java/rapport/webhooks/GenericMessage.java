package rapport.webhooks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import rapport.reminders.Digest;
import rapport.reminders.Digest.Line;
import rapport.reminders.Digest.Section;

/** A digest for a program that somebody wrote, as docs/webhooks.md describes it. Its fields never change their meaning. */
final class GenericMessage {

    private static final int VERSION = 1;

    private GenericMessage() {}

    static byte[] of(Digest digest, boolean withWords, UnaryOperator<String> links) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("version", VERSION);
        message.put("kind", digest.kind().name());
        message.put("id", digest.id().toString());
        message.put("at", digest.at().toString());
        message.put("zone", digest.zone().getId());
        message.put("title", digest.title());
        message.put(
                "sections",
                digest.sections().stream()
                        .map(section -> section(section, withWords, links))
                        .toList());
        if (!digest.receipt().isEmpty()) {
            message.put("receipt", digest.receipt());
        }
        return Text.json(message);
    }

    private static Map<String, Object> section(Section section, boolean withWords, UnaryOperator<String> links) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("title", section.title());
        fields.put("counts", section.counts());
        fields.put("link", links.apply(section.path()));
        if (withWords) {
            fields.put(
                    "lines",
                    section.lines().stream().map(line -> line(line, links)).toList());
        }
        return fields;
    }

    private static Map<String, Object> line(Line line, UnaryOperator<String> links) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("fact", line.fact());
        fields.put("words", line.words());
        fields.put("link", links.apply(line.path()));
        return fields;
    }
}
