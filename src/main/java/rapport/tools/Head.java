package rapport.tools;

import java.util.Optional;

/** The newest receipt of the history's seals, for whatever leaves the server. */
@FunctionalInterface
public interface Head {

    /** As people keep it; empty before the first block. */
    Optional<String> text();
}
