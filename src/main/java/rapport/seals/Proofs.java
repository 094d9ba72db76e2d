package rapport.seals;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What proves the events of some streams: the headers of all blocks, and each event's row with its way to its block. Both
 * files tell nothing about any other stream, not even how much there is of it (docs/adr/0033).
 */
public final class Proofs {

    /** Raised whenever what is written changes its meaning; Verify.java says which it knows. */
    private static final int VERSION = 1;

    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final SealTable table;
    private final byte[] publicKey;
    private final Map<UUID, Long> lengths;
    private final long last;
    private final TreeMap<Long, Long> blockByLastPlace = new TreeMap<>();

    Proofs(SealTable table, byte[] publicKey, Map<UUID, Long> lengths) {
        this.table = table;
        this.publicKey = publicKey;
        this.lengths = new LinkedHashMap<>(lengths);
        this.last = table.lastNumber();
        table.places(last).forEach((block, upTo) -> blockByLastPlace.putIfAbsent(upTo, block));
    }

    /**
     * The content of {@code proofs/blocks.jsonl}, as JSON Lines: how it is made on the first, then a line for each block.
     * The stream stays open.
     */
    public void writeBlocks(OutputStream out) throws IOException {
        line(out, Map.of("format", "rapport-proofs", "version", VERSION, "publicKey", text(publicKey)));
        var at = 0L;
        List<SealedBlock> blocks;
        while (!(blocks = table.blocksAfter(at, last)).isEmpty()) {
            for (var sealed : blocks) {
                var block = sealed.block();
                var fields = new LinkedHashMap<String, Object>();
                fields.put("block", block.number());
                fields.put("sealedAt", block.sealedAt());
                fields.put("previous", text(block.previous()));
                fields.put("root", text(block.root()));
                fields.put("extent", text(block.extent()));
                fields.put("signature", text(sealed.signature()));
                line(out, fields);
                at = block.number();
            }
        }
    }

    /**
     * The content of {@code proofs/events.jsonl}: a line for each event, stream by stream. What is not sealed yet has no
     * block. The stream stays open.
     */
    public void writeEvents(OutputStream out) throws IOException {
        for (var stream : lengths.entrySet()) {
            Opened opened = null;
            var at = -1L;
            List<StoredRow> rows;
            do {
                rows = table.eventsOf(stream.getKey().toString(), at);
                for (var row : rows) {
                    at = row.sequence();
                    if (at < stream.getValue()) {
                        opened = blockOf(row, opened);
                        line(out, fields(row, opened));
                    }
                }
            } while (rows.size() == SealTable.PIECE && at < stream.getValue());
        }
    }

    // The events of a stream come in the order of their blocks, so one block at a time is enough.
    private @Nullable Opened blockOf(StoredRow row, @Nullable Opened before) {
        var found = blockByLastPlace.ceilingEntry(row.index());
        if (found == null) {
            return null;
        }
        return before != null && before.block.number() == found.getValue()
                ? before
                : table.block(found.getValue()).map(Opened::new).orElse(null);
    }

    private static Map<String, Object> fields(StoredRow row, @Nullable Opened opened) {
        var fields = new LinkedHashMap<String, Object>();
        var leaf = opened == null ? null : opened.leafOf.get(row.index());
        if (opened != null && leaf != null) {
            fields.put("block", opened.block.number());
            fields.put("place", opened.tree.place(leaf));
            fields.put("way", opened.tree.way(leaf).stream().map(Proofs::text).toList());
            fields.put("index", text(row.blindedIndex(opened.block.salt())));
        }
        var columns = new LinkedHashMap<String, @Nullable Object>();
        columns.put("identifier", row.identifier());
        columns.put("stream", row.stream());
        columns.put("sequence", row.sequence());
        columns.put("type", row.type());
        columns.put("payloadType", row.payloadType());
        columns.put("payloadRevision", row.payloadRevision());
        columns.put("payload", text(row.payload()));
        columns.put("metaData", text(row.metaData()));
        columns.put("timeStamp", row.timeStamp());
        fields.put("row", columns);
        return fields;
    }

    /** A block whose tree is grown. */
    private static final class Opened {

        private final SealedBlock block;
        private final Tree tree;
        private final Map<Long, Integer> leafOf = new HashMap<>();

        Opened(SealedBlock block) {
            this.block = block;
            var entries = block.unpacked();
            tree = new Tree(block.salt(), entries.stream().map(Entry::leaf).toList());
            for (var i = 0; i < entries.size(); i++) {
                leafOf.put(entries.get(i).index(), i);
            }
        }
    }

    private static String text(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }

    private static void line(OutputStream out, Map<String, ? extends @Nullable Object> fields) throws IOException {
        out.write(JsonMapper.shared().writeValueAsBytes(fields));
        out.write('\n');
    }
}
