package rapport.shared;

import java.io.IOException;
import java.nio.file.Files;

/** How much room there is where the data directory lies. */
public final class Room {

    /** With less than this nothing new is taken in. What happens by itself, and ending in peace, needs some. */
    public static final long RESERVE = 32L << 20;

    private static final long ENOUGH = 1L << 30;
    private static final long LOOKED_AT_FOR_NANOS = 200_000_000;

    private final Home home;
    private volatile long free;
    private volatile long lookedAt;

    public Room(Home home) {
        this.home = home;
        look();
    }

    /** True if there is room for more than the reserve, as of the last moment. */
    public boolean isThere() {
        // Nobody fills a gigabyte between two looks; near the end each look counts.
        var age = System.nanoTime() - lookedAt;
        if (age > LOOKED_AT_FOR_NANOS || free < ENOUGH) {
            look();
        }
        return free >= RESERVE;
    }

    private void look() {
        free = freeIn(home);
        lookedAt = System.nanoTime();
    }

    /** How many bytes this process may still write there; none if nobody can tell. */
    public static long freeIn(Home home) {
        try {
            return Files.getFileStore(home.directory()).getUsableSpace();
        } catch (IOException _) {
            return 0;
        }
    }
}
