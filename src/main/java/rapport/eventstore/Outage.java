package rapport.eventstore;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import org.h2.api.ErrorCode;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/** Why the database cannot be used at the moment, whatever is asked of it. */
public enum Outage {
    /** All connections are in use, for longer than anybody should wait. */
    BUSY,
    /** It does not answer. */
    GONE,
    /** It has no room left for what it is given. */
    FULL,
    /** Its file could not be read or written, and is closed until the next start. */
    BROKEN;

    static final String IO_ERROR = "58030";

    private static final String DISK_FULL = "53100";
    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final Set<String> ENDING = Set.of("57P01", "57P02", "57P03", "57P05");
    private static final Set<Integer> CLOSED = Set.of(
            ErrorCode.DATABASE_IS_CLOSED,
            ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
            ErrorCode.IO_EXCEPTION_1,
            ErrorCode.IO_EXCEPTION_2,
            ErrorCode.OBJECT_CLOSED,
            ErrorCode.OUT_OF_MEMORY);

    /** The outage behind a failure, however deep; empty if it is about something else. */
    public static Optional<Outage> behind(Throwable failure) {
        Outage found = null;
        for (var at = failure; at != null; at = at.getCause()) {
            var here = of(at);
            // What lies deeper knows better: a pool that waits in vain because the server is gone only says that it
            // waited.
            found = here == null ? found : here;
            // A rollback that fails as well, on a connection that is gone, stands before what failed first.
            if (at instanceof TransactionSystemException rollback) {
                var first = rollback.getApplicationException();
                if (first != null) {
                    found = behind(first).orElse(found);
                }
            }
        }
        return Optional.ofNullable(found);
    }

    private static @Nullable Outage of(Throwable failure) {
        return switch (failure) {
            case MVStoreException _ -> BROKEN;
            case SQLTransientConnectionException _ -> BUSY;
            case SQLException e -> of(e);
            default -> null;
        };
    }

    private static @Nullable Outage of(SQLException e) {
        var state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.equals(IO_ERROR) || CLOSED.contains(e.getErrorCode())) {
            return BROKEN;
        }
        if (state.equals(DISK_FULL)) {
            return FULL;
        }
        if (state.equals(TOO_MANY_CONNECTIONS)) {
            return BUSY;
        }
        return state.startsWith("08") || ENDING.contains(state) ? GONE : null;
    }
}
