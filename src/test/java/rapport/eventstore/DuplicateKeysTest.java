package rapport.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DuplicateKeysTest {

    private final DuplicateKeys duplicateKeys = new DuplicateKeys();

    @Test
    void a_unique_violation_is_found_wherever_a_driver_puts_it() {
        var violation = new SQLException("duplicate key", "23505");
        var batch = new BatchUpdateException("batch failed", "HY000", new int[0]);
        batch.setNextException(violation);
        assertThat(duplicateKeys.isDuplicateKeyViolation(violation)).isTrue();
        assertThat(duplicateKeys.isDuplicateKeyViolation(new IllegalStateException(violation)))
                .isTrue();
        assertThat(duplicateKeys.isDuplicateKeyViolation(batch)).isTrue();
        assertThat(duplicateKeys.isDuplicateKeyViolation(new IllegalStateException(batch)))
                .isTrue();
    }

    @Test
    void other_failures_are_no_lost_race() {
        assertThat(duplicateKeys.isDuplicateKeyViolation(new SQLException("not null", "23502")))
                .isFalse();
        assertThat(duplicateKeys.isDuplicateKeyViolation(new IllegalStateException("23505")))
                .isFalse();
        var circle = new SQLException("one", "HY000");
        circle.initCause(new SQLException("other", "HY000", circle));
        assertThat(duplicateKeys.isDuplicateKeyViolation(circle)).isFalse();
    }
}
