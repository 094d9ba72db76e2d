package rapport.seals;

import java.io.IOException;
import java.io.OutputStream;

/** What proves the events of some streams: the headers of all blocks, and each event's row with its way to its block. */
public final class Proofs {

    Proofs() {}

    /**
     * Writes both files of an export, as JSON Lines: {@code proofs/blocks.jsonl} and {@code proofs/events.jsonl}. One
     * after the other, so that both may lie in one archive; neither stream is closed.
     */
    public void writeBlocks(OutputStream blocks) throws IOException {
        throw new IOException("not yet");
    }

    /** The second file. */
    public void writeEvents(OutputStream events) throws IOException {
        throw new IOException("not yet");
    }
}
