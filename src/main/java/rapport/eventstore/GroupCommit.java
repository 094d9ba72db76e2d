package rapport.eventstore;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One flush for everyone who waits: whoever comes while no flush runs starts one, and it covers all who had committed
 * before it began; the others wait for the next, which one of them starts.
 */
final class GroupCommit implements Durability {

    /** Forces all that was committed so far onto the disk. */
    interface Flush {
        void run() throws Exception;
    }

    /** One flush and all who are answered by it. */
    private static final class Round {
        private boolean finished;
        private @Nullable Throwable failure;
    }

    private final Flush flush;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition flushed = lock.newCondition();
    private boolean running;
    private Round next = new Round();

    GroupCommit(Flush flush) {
        this.flush = flush;
    }

    @Override
    public void await() {
        lock.lock();
        try {
            // A flush that runs already may have begun before our commit; the next one has not.
            var mine = next;
            while (!mine.finished) {
                if (running) {
                    flushed.awaitUninterruptibly();
                } else {
                    runNext();
                }
            }
            if (mine.failure != null) {
                throw new NotDurable(mine.failure);
            }
        } finally {
            lock.unlock();
        }
    }

    private void runNext() {
        var round = next;
        next = new Round();
        running = true;
        lock.unlock();
        // Files are closed under a thread that writes them while it is interrupted, and they are everyone's.
        var interrupted = Thread.interrupted();
        Throwable failure = null;
        try {
            flush.run();
        } catch (Throwable e) {
            failure = e;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            lock.lock();
            running = false;
            round.failure = failure;
            round.finished = true;
            flushed.signalAll();
        }
    }
}
