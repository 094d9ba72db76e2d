package rapport.tools;

import java.util.UUID;

/** Knows which streams have been erased, so that nobody misses their keys. */
@FunctionalInterface
public interface Erased {

    /** True if the words of this stream were destroyed on purpose. */
    boolean isErased(UUID stream);
}
