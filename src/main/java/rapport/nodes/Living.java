package rapport.nodes;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Has the node live from before anything happens by itself until after the last of it has ended. */
final class Living implements SmartLifecycle {

    private final @Nullable SharedNodes nodes;
    private volatile boolean running;

    /** @param nodes null where there is but one */
    Living(@Nullable SharedNodes nodes) {
        this.nodes = nodes;
    }

    @Override
    public void start() {
        running = true;
        if (nodes != null) {
            nodes.start();
        }
    }

    @Override
    public void stop() {
        if (nodes != null) {
            nodes.stop();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
