package rapport.backups;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import rapport.eventstore.Durability;
import rapport.eventstore.ReadModels;
import rapport.nodes.Nodes;
import rapport.nodes.Work;
import rapport.shared.Traced;

/** Makes again, in the background and on one node at a time, what waits for it; and tries again what failed. */
final class ViewKeeping implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ViewKeeping.class);

    private static final int STEPS_TOLD = 10;
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private final ReadModels readModels;
    private final Durability durability;
    private final Nodes nodes;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean ending;
    private volatile @Nullable Thread thread;

    ViewKeeping(ReadModels readModels, Durability durability, Nodes nodes) {
        this.readModels = readModels;
        this.durability = durability;
        this.nodes = nodes;
    }

    /** Looks whether something is due, and has it done on a thread of its own: it may take long, and others wait for this one. */
    @Scheduled(initialDelayString = "${rapport.views.first:PT0.2S}", fixedDelayString = "${rapport.views.look:PT5S}")
    void look() {
        if (readModels.stale() > 0 && busy.compareAndSet(false, true)) {
            thread = Thread.ofPlatform().daemon().name("views").start(() -> {
                try {
                    nodes.inTurn(Work.VIEWS, this::make);
                } catch (CancellationException _) {
                    LOG.info("the views that are left are made again after the next start");
                } catch (RuntimeException e) {
                    LOG.error("views could not be made again; it is tried again soon", new Traced(e));
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    private void make() {
        readModels.makeWhatIsDue(this::tell);
        durability.await();
    }

    private void tell(long done, long of) {
        if (of >= STEPS_TOLD && (done == of || done % (of / STEPS_TOLD) == 0)) {
            LOG.info("views were made again of {} of {} streams", done, of);
        }
        if (ending && done < of) {
            throw new CancellationException();
        }
    }

    /** Lets it finish the stream that it is at. */
    @Override
    public void destroy() throws InterruptedException {
        ending = true;
        var working = thread;
        if (working != null) {
            working.join(LONGEST_END);
        }
    }
}
