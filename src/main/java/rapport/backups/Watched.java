package rapport.backups;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/** Passes on what is written, and says how many bytes that are so far. */
final class Watched extends OutputStream {

    private final OutputStream target;
    private final LongConsumer seen;
    private long count;

    Watched(OutputStream target, LongConsumer seen) {
        this.target = target;
        this.seen = seen;
    }

    long count() {
        return count;
    }

    @Override
    public void write(int b) throws IOException {
        target.write(b);
        seen.accept(++count);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        target.write(bytes, from, length);
        count += length;
        seen.accept(count);
    }
}
