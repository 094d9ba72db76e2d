package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.accounts.Accounts;
import rapport.accounts.NamedAuditors;
import rapport.eventstore.OnPostgres;
import rapport.live.Versions;
import rapport.nodes.Nodes;
import rapport.nodes.Work;
import rapport.parties.PersonId;
import rapport.reminders.Reminders;
import rapport.seals.Checks;
import rapport.seals.Sealer;
import rapport.seals.Seals;
import rapport.security.Sessions;
import rapport.shared.TestHome;
import rapport.words.Opened;
import rapport.words.Vault;
import rapport.words.Words;

/** Two whole applications on one PostgreSQL: whatever one of them is asked, the next question may go to the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesTest {

    private static final Pattern STAMP = Pattern.compile("name=\"rapport-version\" content=\"([^\"]*)\"");
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final String database = OnPostgres.newDatabase();
    private final Cable cable = new Cable(OnPostgres.portIn(database));
    private final List<ConfigurableApplicationContext> running = new ArrayList<>();
    private Api first = new Api(0, null);
    private Api second = first;
    private String relationship = "";

    private ConfigurableApplicationContext start(String url) {
        Path home = TestHome.fresh("node");
        var started = SpringApplication.run(
                Rapport.class,
                "--rapport.home=" + home,
                "--server.port=0",
                "--spring.profiles.active=postgres",
                "--rapport.database.url=" + url,
                "--rapport.database.username=postgres",
                "--rapport.auditors=Aldo Auditor <aldo@audit.example>",
                "--RAPPORT_MASTER_KEY=" + KEY);
        running.add(started);
        return started;
    }

    private static int port(ConfigurableApplicationContext application) {
        return Objects.requireNonNull(((WebServerApplicationContext) application).getWebServer())
                .getPort();
    }

    @BeforeAll
    void two_nodes_of_which_the_second_can_be_cut_off() {
        var one = start(database);
        var token = one.getBean(Accounts.class).openSetupToken().orElseThrow();
        var cut = database.replace(":" + OnPostgres.portIn(database) + "/", ":" + cable.port() + "/");
        var other = start(cut);
        assertThat(other.getBean(Accounts.class).openSetupToken()).contains(token);
        assertThat(new Visitor(port(other)).get("/setup?token=" + token).status())
                .as("the link of one works on the other")
                .isEqualTo(200);
        second = new Api(port(other), null).setUp(token);
        first = new Api(port(one), second.token());
        relationship = first.start("Grace Report");
    }

    @AfterAll
    void stop() {
        cable.mend();
        running.reversed().forEach(ConfigurableApplicationContext::close);
        cable.close();
    }

    private ConfigurableApplicationContext one() {
        return running.get(0);
    }

    private ConfigurableApplicationContext other() {
        return running.get(1);
    }

    private Visitor signedIn() {
        return new Visitor(port(one())).signIn("Ada", Api.PASSPHRASE);
    }

    private Visitor atTheOther(Visitor visitor) {
        return new Visitor(port(other())).withCookie(visitor.cookie());
    }

    private void raiseConcern(Api by) {
        by.post("/api/relationships/" + relationship + "/concerns", Map.of("text", "words"))
                .expect(201);
    }

    @Test
    void who_signed_in_at_one_is_signed_in_at_the_other_and_its_forms_are_taken_there() {
        var here = signedIn();
        var there = atTheOther(here);
        assertThat(there.get("/people").status()).isEqualTo(200);
        var token = here.csrf();
        var done = there.post("/sign-out", Map.of("_csrf", token));
        assertThat(done.status()).isBetween(300, 399);
        assertThat(here.get("/people").status()).isNotEqualTo(200);
    }

    @Test
    void a_page_of_one_is_up_to_date_by_what_the_other_says_and_is_told_what_was_recorded_there() {
        var here = signedIn();
        var there = atTheOther(here);
        try (var open = new Listening(port(other()), there)) {
            var before = open.nextOtherThan("");
            assertThat(stampOf(here.get("/").body())).isEqualTo(before);
            raiseConcern(first);
            var after = open.nextOtherThan(before);
            assertThat(here.get("/live").body()).isEqualTo(after);
            assertThat(stampOf(there.get("/").body())).isEqualTo(after);
        }
        try (var open = new Listening(port(one()), here)) {
            var before = open.nextOtherThan("");
            raiseConcern(second);
            assertThat(open.nextOtherThan(before)).isEqualTo(there.get("/live").body());
        }
    }

    private PersonId ada() {
        return new PersonId(UUID.fromString(first.get("/api/me").expect(200).field("person")));
    }

    /** Whether a page that is open at the other is woken, and not only by and by, when it asks of itself. */
    private void wakesTheOther(PersonId person, Runnable what) throws InterruptedException {
        var woken = new CountDownLatch(1);
        Runnable told = woken::countDown;
        var versions = other().getBean(Versions.class);
        versions.watch(person, told);
        try {
            what.run();
            assertThat(woken.await(20, TimeUnit.SECONDS)).as("woken").isTrue();
        } finally {
            versions.leave(person, told);
        }
    }

    @Test
    void who_waits_at_one_is_woken_by_what_is_recorded_said_to_all_or_missed_at_the_other()
            throws InterruptedException {
        var ada = ada();
        var here = one().getBean(Versions.class);
        var there = other().getBean(Versions.class);
        wakesTheOther(ada, () -> raiseConcern(first));
        wakesTheOther(ada, () -> here.raise(ada));
        var before = there.of(ada);
        wakesTheOther(ada, here::raiseEverybody);
        assertThat(there.of(ada)).isNotEqualTo(before).isEqualTo(here.of(ada));
        wakesTheOther(ada, () -> {
            cable.hangUp();
            cable.mend();
        });
        while (second.get("/api/me").status() != 200) {
            Thread.sleep(50);
        }
    }

    @Test
    void what_somebody_notes_for_themselves_is_news_to_them_on_all_nodes() {
        var ada = ada();
        var there = other().getBean(Versions.class);
        var own = there.of(ada);
        first.post("/api/relationships/" + relationship + "/notes", Map.of("text", "words for myself"))
                .expect(201);
        assertThat(there.of(ada))
                .isNotEqualTo(own)
                .isEqualTo(one().getBean(Versions.class).of(ada));
    }

    private static String stampOf(String page) {
        var found = STAMP.matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void an_open_page_at_one_ends_when_its_session_is_ended_at_the_other() {
        var here = signedIn();
        try (var open = new Listening(port(one()), here)) {
            var before = open.nextOtherThan("");
            other().getBean(Sessions.class).endAll(ada());
            assertThat(open.nextOtherThan(before)).isEqualTo("event: signed-out");
        }
    }

    @Test
    void a_key_that_was_destroyed_at_one_opens_nothing_at_the_other() throws InterruptedException {
        var here = one().getBean(Vault.class);
        var there = other().getBean(Vault.class);
        var stream = UUID.randomUUID();
        here.makeKeyFor(stream);
        var sealed = there.seal(stream, new Words("words"));
        assertThat(there.open(stream, sealed)).isInstanceOf(Opened.Clear.class);
        here.destroyKeyOf(stream);
        var end = System.nanoTime() + 10_000_000_000L;
        while (there.open(stream, sealed) instanceof Opened.Clear) {
            assertThat(System.nanoTime()).as("forgotten").isLessThan(end);
            Thread.sleep(10);
        }
    }

    @Test
    void a_node_that_cannot_hear_the_others_says_so_and_opens_nothing_from_memory() throws InterruptedException {
        var there = other().getBean(Vault.class);
        var nodes = other().getBean(Nodes.class);
        var stream = UUID.randomUUID();
        there.makeKeyFor(stream);
        var sealed = there.seal(stream, new Words("words"));
        cable.swallow();
        while (!nodes.isCutOff()) {
            Thread.sleep(50);
        }
        one().getBean(Vault.class).destroyKeyOf(stream);
        try {
            assertThat(there.open(stream, sealed)).isNotInstanceOf(Opened.Clear.class);
        } catch (RuntimeException _) {
            // the database cannot be asked, which is an answer too
        }
        var refused = second.get("/api/me");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.text()).contains("cannot reach its database", "Nothing was recorded");
        assertThat(first.get("/api/me").status()).isEqualTo(200);
        cable.mend();
        while (second.get("/api/me").status() == 503) {
            Thread.sleep(50);
        }
        second.get("/api/me").expect(200);
        assertThat(there.open(stream, sealed)).isInstanceOf(Opened.Erased.class);
    }

    @Test
    void what_is_sealed_and_checked_at_one_is_so_at_the_other() {
        raiseConcern(first);
        for (var round = 0; round < 6; round++) {
            assertThat(running.get(round % 2).getBean(Sealer.class).seal()).isTrue();
            assertThat(one().getBean(Seals.class).head())
                    .isEqualTo(other().getBean(Seals.class).head());
            running.get((round + 1) % 2).getBean(Checks.class).run((_, _) -> {});
            var last = one().getBean(Checks.class).last().orElseThrow();
            assertThat(last.findings()).isEmpty();
            assertThat(other().getBean(Checks.class).last().orElseThrow().at().toEpochMilli())
                    .isEqualTo(last.at().toEpochMilli());
        }
    }

    @Test
    void both_seal_at_once_and_the_history_holds() throws InterruptedException {
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < 8; i++) {
            var sealer = running.get(i % 2).getBean(Sealer.class);
            threads.add(Thread.startVirtualThread(sealer::seal));
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(one().getBean(Sealer.class).seal()).isTrue();
        assertThat(other().getBean(Checks.class).run((_, _) -> {}).findings()).isEmpty();
    }

    @Test
    void the_links_of_auditors_are_the_same_whichever_node_prints_them() {
        var links = one().getBean(NamedAuditors.class).newLinks();
        assertThat(links).hasSize(1);
        assertThat(other().getBean(NamedAuditors.class).newLinks())
                .extracting(link -> link.token())
                .containsExactly(links.getFirst().token());
        assertThat(new Visitor(port(other()))
                        .get("/auditor?token=" + links.getFirst().token())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void what_a_node_had_taken_that_is_gone_is_tried_by_another_and_not_what_may_still_be_under_way()
            throws InterruptedException {
        var living = other().getBean(Nodes.class).name();
        var lost = taken("a node that is gone", 60);
        var fresh = taken("a node that is gone", 5);
        var others = taken(living, 60);
        one().getBean(Reminders.class).look();
        var end = System.nanoTime() + 20_000_000_000L;
        while (outcome(lost).equals("WAITING")) {
            assertThat(System.nanoTime()).as("tried").isLessThan(end);
            Thread.sleep(50);
        }
        assertThat(outcome(lost)).isEqualTo("NOT_WANTED");
        assertThat(outcome(fresh)).isEqualTo("WAITING");
        assertThat(outcome(others)).isEqualTo("WAITING");
        assertThat(sql().sql("select delivery from under_way").query(UUID.class).list())
                .containsExactlyInAnyOrder(fresh, others);
        sql().sql("delete from under_way").update();
        sql().sql("delete from delivery").update();
    }

    private JdbcClient sql() {
        return JdbcClient.create(one().getBean(DataSource.class));
    }

    private String outcome(UUID delivery) {
        return sql().sql("select outcome from delivery where id = ?")
                .param(delivery)
                .query(String.class)
                .single();
    }

    /** A delivery that a node took so many seconds ago, by a way that nobody wants. */
    private UUID taken(String node, int secondsAgo) {
        var id = UUID.randomUUID();
        var person = UUID.fromString(first.get("/api/me").expect(200).field("person"));
        sql().sql(
                        "insert into delivery (id, digest, kind, person, way, target, made_at, good_until, tries, next_try_at,"
                                + " outcome) values (?, ?, 'BRIEF', ?, 'pigeon', ?, clock_timestamp(),"
                                + " clock_timestamp() + interval '1 day', 1, clock_timestamp() + interval '4 minutes', 'WAITING')")
                .params(id, UUID.randomUUID(), person, UUID.randomUUID())
                .update();
        sql().sql("insert into under_way (delivery, node, taken_at)"
                        + " values (?, ?, clock_timestamp() - make_interval(secs => ?))")
                .params(id, node, secondsAgo)
                .update();
        return id;
    }

    @Test
    void each_work_is_one_nodes() throws InterruptedException {
        var sql = sql();
        var names = List.of(
                one().getBean(Nodes.class).name(), other().getBean(Nodes.class).name());
        var end = System.nanoTime() + 30_000_000_000L;
        while (true) {
            var turns = sql.sql("select node from turn").query(String.class).list();
            if (turns.size() == Work.values().length && turns.containsAll(names)) {
                assertThat(names).containsAll(turns);
                return;
            }
            assertThat(System.nanoTime()).as("shared: %s", turns).isLessThan(end);
            Thread.sleep(100);
        }
    }
}
