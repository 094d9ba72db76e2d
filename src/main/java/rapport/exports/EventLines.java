package rapport.exports;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rapport.exports.Reading.Leaf;
import rapport.words.Opened;
import rapport.words.Sealed;
import rapport.words.Vault;
import tools.jackson.databind.json.JsonMapper;

/** {@code events.jsonl}: every event on a line of its own, with all its fields, for programs. */
final class EventLines {

    static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final Subject subject;
    private final Vault vault;
    private final OutputStream out;

    EventLines(Subject subject, Vault vault, OutputStream out) {
        this.subject = subject;
        this.vault = vault;
        this.out = out;
    }

    void write(Leaf leaf) {
        try {
            out.write(JSON.writeValueAsBytes(line(leaf)));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> line(Leaf leaf) {
        var line = leaf.line();
        var stored = leaf.stored();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("stream", line.stream());
        fields.put("sequence", line.sequence());
        fields.put("id", stored.id());
        fields.put("event", stored.name());
        fields.put("revision", stored.revision());
        fields.put("at", stored.at());
        fields.put("visibility", line.visibility());
        var person = line.event().recorder();
        if (person != null) {
            fields.put("by", Map.of("id", person, "name", subject.name(person)));
        }
        var by = line.event().by();
        if (by != null) {
            fields.put("side", by.side());
            fields.put("onBehalfOf", by.onBehalf());
        }
        var entry = line.entry();
        if (entry != null) {
            fields.put("entryId", entry);
        }
        fields.put("kind", line.kind());
        open(leaf, fields);
        return fields;
    }

    // What cannot be read is named beside the fields, so that nobody's words can be taken for it.
    private void open(Leaf leaf, Map<String, Object> fields) {
        var clear = new LinkedHashMap<String, Object>();
        List<String> erased = new ArrayList<>();
        List<String> damaged = new ArrayList<>();
        leaf.line().fields().forEach((name, value) -> {
            if (!(value instanceof Sealed sealed)) {
                clear.put(name, value);
                return;
            }
            var opened = vault.open(leaf.line().stream(), sealed);
            switch (opened) {
                case Opened.Clear _ -> clear.put(name, opened.shown());
                case Opened.Erased _ -> erased.add(name);
                case Opened.Damaged _ -> damaged.add(name);
            }
        });
        fields.put("fields", clear);
        if (!erased.isEmpty()) {
            fields.put("erased", erased);
        }
        if (!damaged.isEmpty()) {
            fields.put("damaged", damaged);
        }
    }
}
