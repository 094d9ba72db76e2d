package rapport.eventstore;

import java.sql.SQLException;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.jspecify.annotations.Nullable;

/**
 * Tells Axon that two acts raced for the same place in a stream. Both databases report it as SQLState 23505, sometimes
 * only behind {@link SQLException#getNextException()}, because events are inserted as a batch.
 */
final class DuplicateKeys implements PersistenceExceptionResolver {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final int DEEPEST = 50;

    @Override
    public boolean isDuplicateKeyViolation(Exception exception) {
        return holdsUniqueViolation(exception, 0);
    }

    private static boolean holdsUniqueViolation(@Nullable Throwable problem, int depth) {
        if (problem == null || depth > DEEPEST) {
            return false;
        }
        if (problem instanceof SQLException sql
                && (UNIQUE_VIOLATION.equals(sql.getSQLState())
                        || holdsUniqueViolation(sql.getNextException(), depth + 1))) {
            return true;
        }
        return holdsUniqueViolation(problem.getCause(), depth + 1);
    }
}
