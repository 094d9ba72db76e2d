package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rapport.Wire.Reply;

/** Finding out who is here by trying to sign in. */
class EnumerationAttacksTest extends AttackTest {

    private List<Reply> attempt(String name, String passphrase) {
        var browser = nobody();
        var replies = new ArrayList<Reply>();
        replies.add(browser.submit("/sign-in", Map.of("name", name, "passphrase", passphrase)));
        var location = replies.getFirst().header("Location");
        location.ifPresent(next -> replies.add(browser.get(next.replaceFirst("^http://[^/]*", ""))));
        // The form comes back as it was typed.
        return replies.stream()
                .map(reply ->
                        new Reply(reply.status(), reply.head(), reply.body().replace(name, "")))
                .toList();
    }

    // What differs from any one answer to the next: form tokens, cookies, the time of day.
    private static String told(Reply reply) {
        return reply.text()
                .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "")
                .replaceAll("(?m)^(Date|Set-Cookie|Content-Length): [^\r\n]*", "");
    }

    @Test
    void a_wrong_name_and_a_wrong_passphrase_are_answered_alike() {
        var wrongPassphrase = attempt(grace.name(), "not her passphrase");
        var wrongName = attempt("Nobody of this name", "not her passphrase");
        var wrongAddress = attempt("nobody@example.org", PASSPHRASE);
        var withoutAccount = attempt(withoutAccount(), PASSPHRASE);
        var withoutPassphraseGuessed = attempt(withoutPassphrase(), PASSPHRASE);
        var ofTwo = attempt(twins(), "not their passphrase");

        assertThat(wrongPassphrase).isNotEmpty().allSatisfy(this::clean);
        for (var other : List.of(wrongName, wrongAddress, withoutAccount, withoutPassphraseGuessed, ofTwo)) {
            assertThat(other.stream().map(EnumerationAttacksTest::told))
                    .isEqualTo(wrongPassphrase.stream()
                            .map(EnumerationAttacksTest::told)
                            .toList());
        }
    }

    /**
     * One evaluation of Argon2 fills 16 MB, which can be counted where time cannot: no answer comes without it, and none
     * takes a second one.
     */
    @Test
    void every_attempt_does_the_same_work_whether_or_not_there_is_such_a_person() {
        var names = List.of(
                grace.name(),
                grace.email(),
                "Nobody of this name",
                "nobody@example.org",
                withoutAccount(),
                withoutPassphrase(),
                twins(),
                "");
        signIn(grace.name(), "warm up");
        for (var name : names) {
            for (var passphrase : List.of("not the passphrase", PASSPHRASE, "x".repeat(1_000))) {
                assertThat(megabytes(() -> signIn(name, passphrase)))
                        .as("%s, %d characters", name, passphrase.length())
                        .isBetween(16L, 24L);
            }
            // Nobody has an empty one, so there is nothing to evaluate, whatever the name.
            assertThat(megabytes(() -> signIn(name, ""))).as(name).isZero();
        }
    }

    private void signIn(String name, String passphrase) {
        // The slow-down would refuse before any work is done, for whichever name alike.
        sql.sql("delete from sign_in_failure").update();
        accounts.signIn(name, passphrase, null);
    }

    private static long megabytes(Runnable work) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return (threads.getCurrentThreadAllocatedBytes() - before) >> 20;
    }

    private String withoutAccount() {
        var name = "Without Account " + System.nanoTime();
        people().somebodyNew(name, null);
        return name;
    }

    /** Somebody who signs in by company account alone. */
    private String withoutPassphrase() {
        var name = withoutAccount();
        sql.sql("insert into account (person, made_at) select id, current_timestamp from person where name = ?")
                .param(name)
                .update();
        sql.sql("update account set name_key = ? where person = (select id from person where name = ?)")
                .params(name.toLowerCase(Locale.ROOT), name)
                .update();
        return name;
    }

    /** Two people of one name, of whom only one can sign in by it. */
    private String twins() {
        var name = "Twin " + System.nanoTime();
        people().accountFor(people().somebodyNew(name, null), name, PASSPHRASE);
        people().somebodyNew(name, null);
        return name;
    }
}
