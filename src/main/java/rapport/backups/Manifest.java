package rapport.backups;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup says about itself.
 *
 * @param kind {@code events} or {@code keys}
 * @param why it was made: {@code asked}, {@code scheduled} or {@code before-upgrade}
 * @param version of Rapport
 * @param schema the newest migration of its tables
 * @param head the newest receipt of the seals; empty before the first block
 */
record Manifest(
        String kind,
        String why,
        String version,
        String schema,
        Instant madeAt,
        Optional<String> head,
        List<Part> parts) {

    static final String EVENTS = "events";
    static final String KEYS = "keys";

    private static final int FORMAT = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A file within it. */
    record Part(String name, long size, String sha256) {}

    byte[] json() {
        var all = new LinkedHashMap<String, Object>();
        all.put("format", FORMAT);
        all.put("kind", kind);
        all.put("why", why);
        all.put("version", version);
        all.put("schema", schema);
        all.put("madeAt", madeAt.toString());
        head.ifPresent(receipt -> all.put("head", receipt));
        all.put(
                "files",
                parts.stream()
                        .map(part -> Map.of("name", part.name(), "size", part.size(), "sha256", part.sha256()))
                        .toList());
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all);
    }

    /** @throws NotABackup if it cannot be read, or names a file that no backup holds */
    static Manifest read(byte[] json, Set<String> files) throws NotABackup {
        try {
            var all = JSON.readTree(json);
            if (all.path("format").asInt(0) != FORMAT) {
                throw new NotABackup("it is of a format that this version does not know");
            }
            var parts = new ArrayList<Part>();
            for (var file : all.path("files")) {
                var part = new Part(text(file, "name"), file.path("size").asLong(-1), text(file, "sha256"));
                if (!files.contains(part.name())
                        || part.size() < 0
                        || parts.stream().anyMatch(other -> other.name().equals(part.name()))) {
                    throw new NotABackup("it lists a file that no backup holds");
                }
                parts.add(part);
            }
            var head = all.path("head").isString() ? Optional.of(text(all, "head")) : Optional.<String>empty();
            return new Manifest(
                    text(all, "kind"),
                    text(all, "why"),
                    text(all, "version"),
                    text(all, "schema"),
                    Instant.parse(text(all, "madeAt")),
                    head,
                    List.copyOf(parts));
        } catch (JacksonException | DateTimeException _) {
            throw new NotABackup("what it says about itself cannot be read");
        }
    }

    private static String text(JsonNode from, String key) throws NotABackup {
        var value = from.path(key);
        if (!value.isString()) {
            throw new NotABackup("what it says about itself is not whole");
        }
        return value.asString();
    }
}
