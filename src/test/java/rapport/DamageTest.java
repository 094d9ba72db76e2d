package rapport;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.cli.CommandLineUse.rapport;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.accounts.Accounts;
import rapport.cli.Heard;
import rapport.eventstore.ReadModels;
import rapport.parties.RelationshipId;
import rapport.relationships.Parking;
import rapport.reminders.MissedPromises;

/** One event whose bytes are damaged: its own relationship says so, and everything else goes on. */
class DamageTest {

    private static final String SENTENCE =
            "One thing that was recorded here cannot be read any more: number 1, recorded on ";

    @TempDir
    private Path scratch;

    private ConfigurableApplicationContext served;
    private Api ada = new Api(0, null);
    private Visitor browser = new Visitor(0);
    private String damaged = "";
    private String whole = "";

    private Path home() {
        return scratch.resolve("home");
    }

    private void start() {
        served = SpringApplication.run(
                Rapport.class,
                "--rapport.home=" + home(),
                "--server.port=0",
                "--rapport.views.first=P1D",
                "--rapport.views.look=P1D",
                "--rapport.backup.every=PT0S");
    }

    @BeforeEach
    void use() {
        start();
        ada = new Api(portOf(), null)
                .setUp(served.getBean(Accounts.class).openSetupToken().orElseThrow());
        damaged = ada.start("Grace");
        whole = ada.start("Edsger");
        promise(damaged).expect(201);
        promise(damaged).expect(201);
        promise(whole).expect(201);
        served.getBean(JdbcClient.class)
                .sql("update domain_event set payload = ? where aggregate_identifier = ? and sequence_number = 1")
                .params(new byte[] {'{', '"'}, damaged)
                .update();
        Parking.forgetEverything(served, new RelationshipId(UUID.fromString(damaged)));
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private Api.Answer promise(String relationship) {
        var due = LocalDate.now(ZoneOffset.UTC).plusDays(2).toString();
        return ada.post(
                "/api/relationships/" + relationship + "/commitments",
                Map.of("promisor", "REPORT", "text", "the figures", "dueOn", due));
    }

    private JdbcClient sql() {
        return served.getBean(JdbcClient.class);
    }

    private long events() {
        return sql().sql("select count(*) from domain_event").query(Long.class).single();
    }

    @Test
    void what_is_in_the_tables_is_shown_and_an_act_on_it_is_refused_with_a_sentence() {
        var before = events();
        assertThat(ada.get("/api/relationships/" + damaged + "/brief")
                        .expect(200)
                        .text())
                .contains("the figures");

        var refused = promise(damaged).expect(409);

        assertThat(refused.json().get("detail").asString())
                .contains(SENTENCE, "rapport verify", "Your other relationships are not affected.")
                .doesNotContain("Exception", "the figures");
        assertThat(refused.json().get("title").asString()).isEqualTo("Something here cannot be read");
        assertThat(refused.json().get("unreadable").asInt()).isEqualTo(1);
        assertThat(events()).isEqualTo(before);
        promise(whole).expect(201);
    }

    @Test
    void views_that_must_be_made_again_are_made_of_all_others_and_its_own_pages_say_what_is_damaged() {
        var heard = new Heard();
        assertThat(rapport(home(), heard, "rebuild")).isEqualTo(1);
        assertThat(heard.text()).contains("could not be made again", "rapport dead-letters");
        var letters = served.getBean(ReadModels.class).deadLetters();
        assertThat(letters).hasSameSizeAs(served.getBean(ReadModels.class).names());
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.stream()).hasToString(damaged);
            assertThat(letter.sequence()).isEqualTo(1);
            assertThat(letter.eventId()).isNotNull();
            assertThat(letter.failure()).isEqualTo("org.axonframework.serialization.SerializationException");
        });
        theOthersGoOn();

        served.close();
        start();
        ada = new Api(portOf(), ada.token());

        theOthersGoOn();
    }

    private void theOthersGoOn() {
        browser = new Visitor(portOf());
        browser.signIn("Ada", Api.PASSPHRASE);
        var home = browser.get("/");
        assertThat(home.status()).isEqualTo(200);
        assertThat(home.body())
                .contains("Grace", "Edsger", "Something that was recorded here cannot be read any more.");
        var page = browser.get("/relationships/" + damaged);
        assertThat(page.status()).isEqualTo(409);
        assertThat(page.body())
                .contains(SENTENCE, "<h1>Something here cannot be read</h1>")
                .doesNotContain("Against a rule");
        for (var path : List.of("/relationships/" + whole, "/relationships/" + whole + "/history", "/promises-to-me")) {
            assertThat(browser.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(ada.get("/api/relationships/" + damaged + "/brief")
                        .expect(409)
                        .text())
                .contains(SENTENCE);
        promise(whole).expect(201);
        sql().sql("update promise set due_on = ?")
                .param(LocalDate.now(ZoneOffset.UTC).minusDays(9))
                .update();
        served.getBean(MissedPromises.class).sweep();
        assertThat(served.getBean(ReadModels.class).stale()).isEqualTo(6);
    }

    private int portOf() {
        return Objects.requireNonNull(((WebServerApplicationContext) served).getWebServer())
                .getPort();
    }
}
