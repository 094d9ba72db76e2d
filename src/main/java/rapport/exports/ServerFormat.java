package rapport.exports;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The two files of a server's export, version 1, as docs/operations.md describes them. */
final class ServerFormat {

    static final String EVENTS = "rapport-server";
    static final String KEYS = "rapport-keys";
    static final int VERSION = 1;

    static final String MANIFEST = "manifest.json";
    static final String MANIFEST_HASH = "manifest.sha256";
    static final String KEY_IDS = "keys.jsonl";

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** What a program looks at first, whatever else the file holds. */
    record What(@Nullable String format, int version) {}

    /**
     * What is in the file.
     *
     * @param schema the version of the tables
     * @param head the newest seal, as people keep it; empty if there is none
     */
    record Manifest(
            String format, int version, Instant madeAt, String madeBy, String schema, String head, List<Part> files) {}

    /** @param rows how many lines it has */
    record Part(String name, long rows, long size, String sha256) {}

    /** A key that there was, by what tells it and nothing more. */
    record KeyId(UUID id, UUID stream) {}

    /**
     * The file of keys.
     *
     * @param check tells the right master key, in base64
     * @param masterKey in base64; empty unless it was asked for
     * @param sha256 of the keys, as {@link #hash} tells it
     */
    record Keys(
            String format,
            int version,
            Instant madeAt,
            String madeBy,
            String check,
            String masterKey,
            String sha256,
            List<Key> keys,
            List<KeptBeside> kept) {

        @Override
        public String toString() {
            return "Keys[•]";
        }
    }

    /** @param wrapped in base64 */
    record Key(UUID id, UUID stream, String wrapped, Instant madeAt) {

        @Override
        public String toString() {
            return "Key[•]";
        }
    }

    /** What is kept beside the keys, content and code in base64. */
    record KeptBeside(String name, String content, String code) {

        @Override
        public String toString() {
            return "KeptBeside[" + name + "]";
        }
    }

    static String file(Tables.Table table) {
        return "tables/" + table.name() + ".jsonl";
    }

    /** Tells any change of the keys or of what goes with them. */
    static String hash(String check, String masterKey, List<Key> keys, List<KeptBeside> kept) {
        var hash = Archive.sha256();
        hash.update(JSON.writeValueAsBytes(List.of(check, masterKey)));
        keys.forEach(key -> hash.update(JSON.writeValueAsBytes(key)));
        kept.forEach(one -> hash.update(JSON.writeValueAsBytes(one)));
        return HexFormat.of().formatHex(hash.digest());
    }

    private ServerFormat() {}
}
