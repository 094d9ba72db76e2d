package rapport.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.cli.CommandLineUse.rapport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import rapport.Api;
import rapport.Rapport;
import rapport.accounts.Accounts;
import rapport.cli.Heard;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.relationships.ErasureBasis;
import rapport.words.Vault;

/** What was erased, and the copies of its keys that Rapport itself has made before. */
class KeyCopiesTest {

    private static final String LONG_AGO = "replaced-20200102T030405Z";

    @TempDir
    private Path scratch;

    private ConfigurableApplicationContext served = new GenericApplicationContext();
    private Api grace = new Api(0, null);
    private String other = "";
    private String id = "";

    private Path home() {
        return scratch.resolve("home");
    }

    @BeforeEach
    void two_relationships_and_an_announcement_that_was_seen() {
        served = SpringApplication.run(Rapport.class, "--rapport.home=" + home(), "--server.port=0");
        var port = Objects.requireNonNull(((WebServerApplicationContext) served).getWebServer())
                .getPort();
        grace = new Api(port, null)
                .setUp(served.getBean(Accounts.class).openSetupToken().orElseThrow());
        id = grace.start("Ada");
        other = grace.start("Barbara");
        var relationship = new RelationshipId(UUID.fromString(id));
        var erasures = served.getBean(Erasures.class);
        var announced = erasures.announce(relationship, ErasureBasis.OTHER);
        var me = new PersonId(UUID.fromString(grace.get("/api/me").expect(200).field("person")));
        erasures.see(me, relationship, announced.id());
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private record Ran(int code, String said) {}

    private Ran run(List<String> typed, String... words) {
        var heard = new Heard(typed.toArray(String[]::new));
        var code = rapport(home(), heard, words);
        return new Ran(code, heard.text());
    }

    private Ran erase(String... more) {
        var words = new ArrayList<>(List.of("erase", id, "--basis", "OTHER"));
        words.addAll(List.of(more));
        return run(List.of(id), words.toArray(String[]::new));
    }

    private Path backup() throws IOException {
        var before = keys();
        assertThat(run(List.of(), "backup").code()).isZero();
        var now = new ArrayList<>(keys());
        now.removeAll(before);
        return now.getFirst();
    }

    private List<Path> keys() throws IOException {
        var shelf = home().resolve("backups").resolve("keys");
        if (!Files.exists(shelf)) {
            return List.of();
        }
        try (var files = Files.list(shelf)) {
            return files.sorted().toList();
        }
    }

    private Path putAside(String name) throws IOException {
        var aside = Files.createDirectories(home().resolve(name));
        Files.write(aside.resolve("vault.mv.db"), "keys".getBytes(StandardCharsets.UTF_8));
        return aside;
    }

    @Test
    void where_there_is_none_it_says_so() {
        assertThat(erase()).satisfies(ran -> {
            assertThat(ran.code()).as(ran.said()).isZero();
            assertThat(ran.said()).contains("Rapport has no copy of the keys from before", "theirs to destroy");
        });
    }

    @Test
    void each_copy_from_before_is_named_with_how_long_it_stays_and_none_from_afterwards() throws IOException {
        var first = backup();
        var second = backup();
        var aside = putAside(LONG_AGO);
        putAside("replaced-29990102T030405Z");
        Files.createDirectories(home().resolve("replaced-20200102T030406Z"));

        var ran = erase();

        assertThat(ran.code()).as(ran.said()).isZero();
        assertThat(ran.said())
                .contains(first.toString(), second.toString(), "  " + aside, "Run this again with --keys-now")
                .containsPattern("Goes with the first backup after \\d+ \\w+ \\d{4}\\.")
                .contains("stays until you remove the whole directory")
                .doesNotContain("replaced-2999", "replaced-20200102T030406Z");
        var later = backup();
        assertThat(erase().said()).contains(first.toString()).doesNotContain(later.toString());
    }

    @Test
    void with_keys_now_the_older_ones_are_gone_and_a_new_one_that_can_be_restored_is_there() throws IOException {
        var first = backup();
        var second = backup();
        var aside = putAside(LONG_AGO);

        var ran = erase("--keys-now");

        assertThat(ran.code()).as(ran.said()).isZero();
        assertThat(ran.said())
                .contains("every older backup of keys in Rapport’s own directory is removed")
                .contains("2 older backups of keys are removed", aside.toString())
                .doesNotContain(first.toString(), "Run this again");
        assertThat(keys()).hasSize(1).doesNotContain(first, second);
        assertThat(run(List.of(), "rehearse").code()).isZero();
    }

    @Test
    void it_may_be_asked_for_later_and_takes_the_same_confirmation() throws IOException {
        var kept = backup();
        assertThat(erase().code()).isZero();

        var wrong = run(List.of("yes"), "erase", id, "--basis", "OTHER", "--keys-now");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.said()).contains("Nothing was removed");
        assertThat(keys()).containsExactly(kept);

        assertThat(erase("--keys-now").said()).contains("one older backup of keys is removed");
        assertThat(keys()).hasSize(1).doesNotContain(kept);
    }

    @Test
    void what_an_older_one_may_still_be_needed_for_keeps_it() throws IOException {
        var kept = backup();
        // As if the file of the keys had been damaged: this one was not erased.
        served.getBean(Vault.class).destroyKeyOf(UUID.fromString(other));

        var ran = erase("--keys-now");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.said()).contains("Erased.", "have no key, and were not erased", kept.toString());
        assertThat(keys()).contains(kept);
    }

    @Test
    void it_does_not_go_with_an_announcement() throws IOException {
        var kept = backup();
        for (var words : List.of(
                List.of("erase", id, "--basis", "OTHER", "--announce", "--keys-now"),
                List.of("erase", id, "--withdraw", "--keys-now"))) {
            assertThat(run(List.of(id), words.toArray(String[]::new)).code()).isEqualTo(2);
        }
        assertThat(keys()).containsExactly(kept);
    }

    @Test
    void who_looks_after_the_data_is_told_of_a_copy_that_undoes_an_erasing() throws IOException {
        putAside(LONG_AGO);
        assertThat(run(List.of(), "doctor")).satisfies(ran -> {
            assertThat(ran.code()).as(ran.said()).isZero();
            assertThat(ran.said()).contains("for longer than copies of keys are kept here");
        });
        putAside("replaced-29990102T030405Z");
        erase();

        assertThat(run(List.of(), "doctor")).satisfies(ran -> {
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.said())
                    .contains(LONG_AGO + ", with its keys. Something was erased since")
                    .contains("replaced-29990102T030405Z, with its keys.\n");
        });
    }
}
