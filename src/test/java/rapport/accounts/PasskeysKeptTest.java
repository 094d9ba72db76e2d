package rapport.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;

/** How passkeys are kept: on disk before it is said, and one at a time where it matters. */
class PasskeysKeptTest {

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
    void two_at_once_do_not_both_take_the_last_room() throws Exception {
        var person = table.person();
        passkeys.handleOf(person);
        for (var number = 1; number < Passkeys.MOST; number++) {
            passkeys.add(person, new PasskeyCredential("credential " + number, "key", 0, false), "laptop");
        }
        var inside = new CountDownLatch(1);
        try (var threads = Executors.newSingleThreadExecutor()) {
            var second = table.transactions().execute(_ -> {
                passkeys.add(person, CREDENTIAL, "the twentieth");
                var late = threads.submit(() -> {
                    inside.countDown();
                    passkeys.add(person, new PasskeyCredential("late", "key", 0, false), "one more");
                });
                await(inside);
                // Nobody can see the twentieth yet, and so whoever did not wait would find room.
                assertThatThrownBy(() -> late.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
                return late;
            });
            assertThatThrownBy(() -> Objects.requireNonNull(second).get(30, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(RuleBroken.class)
                    .hasMessageContaining("You have 20 passkeys");
        }
        assertThat(passkeys.of(person)).hasSize(Passkeys.MOST);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
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
