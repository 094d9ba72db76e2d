package rapport.seals;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that does not fit, found by a check of the history. Holds places only, no words and no names.
 *
 * @param block the number of the block or receipt that it is about; 0 if it is about none
 * @param stream the stream in which it is; null if that is not known
 * @param sequence the place in that stream; -1 if that is not known
 * @param index the place in the whole history; -1 if that is not known
 */
public record Finding(Kind kind, long block, @Nullable UUID stream, long sequence, long index) {

    /** What is wrong. */
    public enum Kind {
        /** An event is not as it was sealed. */
        CHANGED,
        /** An event that was sealed is gone. */
        REMOVED,
        /** An event stands where none was when its time was sealed. */
        INSERTED,
        /** An event stands at another place than when it was sealed. */
        MOVED,
        /** A stream lacks an event. */
        HOLE,
        /** A stream has two events for one place. */
        DOUBLE,
        /** A block is not as it was made. */
        BLOCK,
        /** A block is gone. */
        NO_BLOCK,
        /** The newest blocks do not fit the copy in the vault. */
        HEAD,
        /** The key that signs, or what the vault keeps of it, was changed. */
        KEY,
        /** A receipt does not fit the block of its number. */
        RECEIPT,
        /** There is no block of a receipt's number. */
        NO_RECEIPT
    }

    static Finding ofBlock(Kind kind, long block) {
        return new Finding(kind, block, null, -1, -1);
    }

    static Finding of(Kind kind, long block, StoredRow row) {
        return new Finding(kind, block, row.streamId(), row.sequence(), row.index());
    }

    static Finding of(Kind kind, long block, Entry entry) {
        return new Finding(kind, block, entry.stream(), entry.sequence(), entry.index());
    }

    /** True if it is about what is recorded in one stream. */
    public boolean isInAStream() {
        return stream != null && (stream.getMostSignificantBits() != 0 || stream.getLeastSignificantBits() != 0);
    }

    /** In one sentence for an operator, with places only. */
    public String sentence() {
        var event = "Event " + sequence + " of stream " + stream + " (place " + index + " in the history)";
        return switch (kind) {
            case CHANGED -> event + " is not as it was sealed in block " + block + ".";
            case REMOVED -> event + " was sealed in block " + block + " and is gone.";
            case INSERTED -> event + " was put in after block " + block + " had been sealed.";
            case MOVED -> event + " stands at another place than when block " + block + " was sealed.";
            case HOLE ->
                "Stream " + stream + " lacks its event " + sequence + " (before place " + index + " in the history).";
            case DOUBLE -> event + " comes a second time, or out of its order.";
            case BLOCK -> "Block " + block + " is not as it was made.";
            case NO_BLOCK -> "Block " + block + " is gone.";
            case HEAD ->
                "The newest blocks do not fit the copy of block " + block + " in the vault: the history was cut"
                        + " off or put back, or the vault was.";
            case KEY -> "The key that signs the blocks, or the copy that the vault keeps, was changed.";
            case RECEIPT -> "The receipt of block " + block + " does not fit any more.";
            case NO_RECEIPT -> "There is no block " + block + ", so its receipt cannot be checked.";
        };
    }
}
