package rapport.shared;

import java.nio.file.Path;
import java.util.UUID;

/** A data directory for one test, below {@code target}, never used twice. */
public final class TestHome {

    private TestHome() {}

    /** A directory that does not exist yet. */
    public static Path fresh(String name) {
        return Path.of("target", "homes", name + "-" + UUID.randomUUID()).toAbsolutePath();
    }
}
