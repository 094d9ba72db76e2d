package rapport.security;

import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/** Whether the request that this thread works on has begun to commit anything. */
@Component
final class Commits implements TransactionExecutionListener {

    private static final ThreadLocal<Boolean> BEGUN = new ThreadLocal<>();

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        BEGUN.set(true);
    }

    static boolean hasBegun() {
        return BEGUN.get() != null;
    }

    /** A new request: nothing was committed for it yet. */
    static void forget() {
        BEGUN.remove();
    }
}
