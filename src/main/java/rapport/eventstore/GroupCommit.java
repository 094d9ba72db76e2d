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

    private final Flush flush;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition flushed = lock.newCondition();
    private long begun;
    private long finished;
    private boolean running;
    private @Nullable Throwable lastFailure;
    private long lastFailed;

    GroupCommit(Flush flush) {
        this.flush = flush;
    }

    @Override
    public void await() {
        lock.lock();
        try {
            // A flush that runs already may have begun before our commit; the next one has not.
            var mine = begun + 1;
            while (finished < mine) {
                if (running) {
                    flushed.awaitUninterruptibly();
                } else {
                    runOne();
                }
            }
            if (lastFailure != null && lastFailed >= mine) {
                throw new NotDurable(lastFailure);
            }
        } finally {
            lock.unlock();
        }
    }

    private void runOne() {
        running = true;
        var number = ++begun;
        Throwable failure = null;
        lock.unlock();
        try {
            flush.run();
        } catch (Throwable e) {
            failure = e;
        } finally {
            lock.lock();
            running = false;
            finished = number;
            if (failure == null) {
                lastFailure = null;
            } else {
                lastFailure = failure;
                lastFailed = number;
            }
            flushed.signalAll();
        }
    }
}
