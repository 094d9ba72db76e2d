package rapport.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rapport.shared.NotThere;

/** What is said to be done with passkeys is waited for until it is on disk; above all that one is removed. */
class PasskeysOnDiskTest {

    private static final PasskeyCredential CREDENTIAL = new PasskeyCredential("credential", "key", 0, false);

    private final PasskeyTable table = new PasskeyTable();

    /** How many passkeys were committed whenever somebody waited for the disk. */
    private final List<Long> waited = new ArrayList<>();

    private final Passkeys passkeys = table.passkeys(
            () -> waited.add(table.sql
                    .sql("select count(*) from passkey")
                    .query(Long.class)
                    .single()),
            Clock.systemUTC());

    @Test
    void adding_and_removing_wait_for_what_they_committed() {
        var person = table.person();
        passkeys.handleOf(person);
        passkeys.add(person, CREDENTIAL, "laptop");
        assertThat(waited).containsExactly(1L);
        passkeys.remove(person, passkeys.of(person).getFirst().id());
        assertThat(waited).containsExactly(1L, 0L);
    }

    @Test
    void what_is_not_on_disk_is_not_said_to_be_done() {
        var full = table.passkeys(
                () -> {
                    throw new IllegalStateException("the disk is full");
                },
                Clock.systemUTC());
        var person = table.person();
        passkeys.handleOf(person);
        passkeys.add(person, CREDENTIAL, "laptop");
        var id = passkeys.of(person).getFirst().id();
        assertThatThrownBy(() -> full.remove(person, id)).hasMessage("the disk is full");
        assertThatThrownBy(() -> passkeys.remove(person, id)).isInstanceOf(NotThere.class);
    }

    @Test
    void names_do_not_slip_out_as_text() {
        var person = table.person();
        passkeys.handleOf(person);
        passkeys.add(person, CREDENTIAL, "laptop");
        assertThat(passkeys.of(person).toString()).doesNotContain("laptop");
        assertThat(String.valueOf(passkeys.find("credential")))
                .contains("Owned")
                .doesNotContain(passkeys.handleOf(person));
    }
}
