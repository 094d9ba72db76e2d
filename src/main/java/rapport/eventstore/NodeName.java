package rapport.eventstore;

import java.util.UUID;

/**
 * Under which name this process claims work. Random, because {@code pid@host}, Axon's default, can be the same in two
 * containers, and then both would do the same work.
 */
public record NodeName(String name) {

    static NodeName random() {
        return new NodeName("rapport-" + UUID.randomUUID());
    }
}
