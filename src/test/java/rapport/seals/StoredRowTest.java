package rapport.seals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a stored event is hashed into. */
class StoredRowTest {

    private static final byte[] SALT = new byte[32];

    private static StoredRow row(
            long index,
            String identifier,
            String stream,
            long sequence,
            String type,
            String payloadType,
            @Nullable String revision,
            String payload,
            String metaData,
            String at) {
        return new StoredRow(
                index,
                identifier,
                stream,
                sequence,
                type,
                payloadType,
                revision,
                payload.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                metaData.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                at);
    }

    private static String leaf(StoredRow row) {
        return HexFormat.of().formatHex(row.leaf(SALT));
    }

    private static StoredRow revision(@Nullable String revision) {
        return row(7, "a", "b", 3, "c", "d", revision, "e", "f", "g");
    }

    /** Each differs from the first in one thing, or has the same letters in other columns. */
    @Test
    void no_two_rows_have_one_leaf() {
        var rows = List.of(
                revision("1"),
                row(8, "a", "b", 3, "c", "d", "1", "e", "f", "g"),
                row(7, "A", "b", 3, "c", "d", "1", "e", "f", "g"),
                row(7, "a", "B", 3, "c", "d", "1", "e", "f", "g"),
                row(7, "a", "b", 4, "c", "d", "1", "e", "f", "g"),
                row(7, "a", "b", 3, "C", "d", "1", "e", "f", "g"),
                row(7, "a", "b", 3, "c", "D", "1", "e", "f", "g"),
                row(7, "a", "b", 3, "c", "d", "2", "e", "f", "g"),
                row(7, "a", "b", 3, "c", "d", "1", "E", "f", "g"),
                row(7, "a", "b", 3, "c", "d", "1", "e", "F", "g"),
                row(7, "a", "b", 3, "c", "d", "1", "e", "f", "G"),
                revision(null),
                revision(""),
                revision("\0"),
                revision("?"),
                revision("\ud800"),
                revision("\ud801"),
                revision("\ufffd"),
                row(7, "ab", "", 3, "c", "d", "1", "e", "f", "g"),
                row(7, "a", "b", 3, "c", "d", "1", "ef", "", "g"),
                row(7, "a", "b", 3, "c", "d", "1", "e", "", "fg"));

        var leaves = new HashSet<String>();
        for (var row : rows) {
            assertThat(leaves.add(leaf(row)))
                    .as("the leaf of number " + leaves.size())
                    .isTrue();
        }
    }

    @Test
    void a_place_is_told_to_nobody_without_the_salt() {
        var row = revision("1");
        var other = SALT.clone();
        other[31] = 1;

        assertThat(row.blindedIndex(other)).isNotEqualTo(row.blindedIndex(SALT));
        assertThat(row.leaf(other)).isNotEqualTo(row.leaf(SALT));
        assertThat(row(8, "a", "b", 3, "c", "d", "1", "e", "f", "g").blindedIndex(SALT))
                .isNotEqualTo(row.blindedIndex(SALT));
    }
}
