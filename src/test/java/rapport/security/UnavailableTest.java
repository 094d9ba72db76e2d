package rapport.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionOperations;
import rapport.ServedTest;

class UnavailableTest extends ServedTest {

    private static final SQLException GONE = new SQLException("the server hung up", "08006");

    @Autowired
    private TransactionOperations transactions;

    private static Optional<String> said(String method, Throwable failure) {
        return Unavailable.sentence(
                new MockHttpServletRequest(method, "/anything"), new MockHttpServletResponse(), failure);
    }

    @Test
    void that_nothing_was_recorded_is_said_only_until_a_commit_has_begun() {
        Commits.forget();
        assertThat(said("POST", new IllegalStateException(GONE))).hasValue(Unavailable.GONE);

        transactions.executeWithoutResult(_ -> {});

        assertThat(said("POST", new IllegalStateException(GONE))).isEmpty();
        assertThat(said("GET", new IllegalStateException(GONE))).hasValue(Unavailable.GONE);
        Commits.forget();
        assertThat(said("POST", new IllegalStateException(GONE))).hasValue(Unavailable.GONE);
    }

    @Test
    void the_reason_that_lies_deepest_counts_and_what_is_no_outage_is_none() {
        Commits.forget();
        assertThat(said("GET", new SQLTransientConnectionException("waited"))).hasValue(Unavailable.BUSY);
        assertThat(said("GET", new SQLTransientConnectionException("waited", null, GONE)))
                .hasValue(Unavailable.GONE);
        var rollback = new TransactionSystemException("no rollback", new SQLException("Connection is closed"));
        rollback.initApplicationException(new IllegalStateException(GONE));
        assertThat(said("GET", rollback)).hasValue(Unavailable.GONE);
        assertThat(said("GET", new SQLException("no room", "53100"))).hasValue(Unavailable.FULL);
        assertThat(said("GET", new SQLException("the same key twice", "23505"))).isEmpty();
        assertThat(said("GET", new IllegalStateException("a mistake of ours"))).isEmpty();
    }
}
