package rapport;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import rapport.accounts.Accounts;
import rapport.briefing.PromiseTables;
import rapport.corrections.CorrectionAct.RewordEntry;
import rapport.doors.Acts;
import rapport.doors.Collection;
import rapport.doors.Fields;
import rapport.eventstore.ReadModels;
import rapport.eventstore.Streams;
import rapport.notebooks.NotebookAct;
import rapport.notebooks.NotebookAct.CloseEntry;
import rapport.notebooks.NotebookAct.Correct;
import rapport.notebooks.NotebookAct.NotePrivateRupture;
import rapport.notebooks.NotebookAct.NoteTrust;
import rapport.notebooks.NotebookAct.TakePrivateNote;
import rapport.notebooks.NotebookEvent.NotebookOpened;
import rapport.notebooks.NotebookId;
import rapport.notebooks.Notebooks;
import rapport.notebooks.Notebooks.Written;
import rapport.notebooks.PrivateEntry;
import rapport.notebooks.PrivateEntry.Status;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.ruptures.RuptureKind;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;
import rapport.words.Opened;
import rapport.words.Sealed;
import rapport.words.Vault;
import rapport.words.Words;

/** Notebooks on the running application: Grace manages Ada, and each has one beside their relationship. */
class NotebooksTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @TempDir
    private static Path scratch;

    private static @Nullable ConfigurableApplicationContext application;
    private static @Nullable Actor grace;

    private @Nullable Actor ada;
    private RelationshipId theirs = RelationshipId.random();

    @BeforeAll
    static void set_up() {
        start();
        var token = bean(Accounts.class).openSetupToken().orElseThrow();
        var fields = fields(Map.of("token", token, "name", "Grace", "passphrase", Api.PASSPHRASE));
        grace = new Actor(bean(Acts.class).setUp(fields).person(), Channel.API);
    }

    @BeforeEach
    void a_relationship_with_a_promise_in_it() {
        var acts = bean(Acts.class);
        var started = acts.start(grace(), fields(Map.of("report.name", "Ada", "zone", "Europe/Berlin")));
        theirs = started.relationship();
        ada = new Actor(started.other(), Channel.API);
        var due = LocalDate.now(ZoneOffset.UTC).plusDays(2).toString();
        acts.create(
                grace(),
                theirs,
                Collection.COMMITMENTS,
                fields(Map.of("promisor", "REPORT", "text", "figures", "dueOn", due)));
    }

    @AfterAll
    static void stop() {
        Objects.requireNonNull(application).close();
    }

    private static void start() {
        application =
                SpringApplication.run(Rapport.class, "--rapport.home=" + scratch.resolve("home"), "--server.port=0");
    }

    private static <T> T bean(Class<T> type) {
        return Objects.requireNonNull(application).getBean(type);
    }

    private static Fields fields(Map<String, String> values) {
        var form = new HashMap<String, String[]>();
        values.forEach((name, value) -> form.put(name, new String[] {value}));
        return Fields.ofForm(form);
    }

    private Actor ada() {
        return Objects.requireNonNull(ada);
    }

    private static Actor grace() {
        return Objects.requireNonNull(grace);
    }

    private static Notebooks notebooks() {
        return bean(Notebooks.class);
    }

    private NotebookId notebookOf(Actor author) {
        return notebooks().openOrFind(author.person(), theirs);
    }

    private Sealed sealed(Actor author, String text) {
        return bean(Vault.class).seal(notebookOf(author).value(), new Words(text));
    }

    private Written write(Actor author, NotebookAct act) {
        var side = author.equals(grace) ? Side.MANAGER : Side.REPORT;
        return notebooks().perform(author, theirs, side, BERLIN, act);
    }

    private Written note(Actor author, EntryId id, String text) {
        return write(author, new TakePrivateNote(id, sealed(author, text), false));
    }

    private EntryId rupture(Actor author) {
        var id = EntryId.random();
        var text = sealed(author, "cut short");
        var day = LocalDate.of(2026, 3, 2);
        write(author, new NotePrivateRupture(id, Side.MANAGER, RuptureKind.SHARP_TONE, text, day, null));
        return id;
    }

    private Optional<Status> statusOf(Actor author, EntryId id) {
        return notebooks().entry(author.person(), theirs, id).map(PrivateEntry::status);
    }

    private List<Object> eventsIn(NotebookId notebook) {
        return bean(Streams.class).read(notebook.toString()).stream()
                .<Object>map(recorded -> recorded.event())
                .toList();
    }

    @RepeatedTest(3)
    void first_acts_at_once_make_one_notebook_and_are_all_recorded() throws Exception {
        var atOnce = 8;
        var start = new CyclicBarrier(atOnce);
        var outcomes = new ArrayList<Future<Long>>();
        try (var threads = Executors.newFixedThreadPool(atOnce)) {
            for (var thread = 0; thread < atOnce; thread++) {
                outcomes.add(threads.submit(() -> {
                    start.await(30, SECONDS);
                    return note(ada(), EntryId.random(), "first").sequence();
                }));
            }
        }
        var sequences = new ArrayList<Long>();
        for (var outcome : outcomes) {
            sequences.add(outcome.get(60, SECONDS));
        }

        assertThat(sequences).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(eventsIn(notebookOf(ada())))
                .hasSize(1 + atOnce)
                .filteredOn(NotebookOpened.class::isInstance)
                .hasSize(1);
        assertThat(bean(JdbcClient.class)
                        .sql("select count(*) from notebook where relationship = ?")
                        .param(theirs.value())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void a_restart_finds_the_notebook_and_makes_views_again_past_it() {
        var id = EntryId.random();
        note(ada(), id, "before the restart");
        var notebook = notebookOf(ada());
        var before = allButNotebooks();
        var sql = bean(JdbcClient.class);
        sql.sql("update view_version set version = 0").update();
        stop();

        start();
        bean(ReadModels.class).makeWhatIsDue((_, _) -> {});

        assertThat(notebookOf(ada())).isEqualTo(notebook);
        assertThat(note(ada(), EntryId.random(), "after it").sequence()).isEqualTo(2);
        assertThat(notebooks().entries(ada().person(), theirs))
                .extracting(entry ->
                        bean(Vault.class).open(notebook.value(), entry.text()).shown())
                .containsExactly("before the restart", "after it");
        assertThat(allButNotebooks()).isEqualTo(before);
        PromiseTables.assertEqualToTheFold(
                bean(JdbcClient.class), bean(Streams.class), List.of(theirs.toString(), notebook.toString()));
    }

    @Test
    void a_view_that_is_stale_for_a_notebook_is_made_again_and_no_longer_stale() {
        note(ada(), EntryId.random(), "something");
        var sql = bean(JdbcClient.class);
        sql.sql("insert into stale_view (view, relationship, since) values ('promises', ?, current_timestamp)")
                .param(notebookOf(ada()).value())
                .update();
        stop();

        start();

        assertThat(bean(JdbcClient.class)
                        .sql("select count(*) from stale_view")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void words_of_a_notebook_open_with_its_own_key_and_no_other() {
        var adas = sealed(ada(), "for nobody else");
        var vault = bean(Vault.class);

        assertThat(vault.open(notebookOf(ada()).value(), adas))
                .isEqualTo(new Opened.Clear(new Words("for nobody else")));
        assertThat(vault.open(theirs.value(), adas)).isEqualTo(new Opened.Erased());
        assertThat(vault.open(notebookOf(grace()).value(), adas)).isEqualTo(new Opened.Erased());
    }

    @Test
    void nothing_outside_the_notebook_changes_by_a_byte_when_it_is_written_into() {
        var before = allButNotebooks();
        var id = rupture(ada());
        note(ada(), EntryId.random(), "a note");
        write(ada(), new Correct(new RewordEntry(id, sealed(ada(), "cut very short"), null)));
        write(ada(), new NoteTrust(sealed(ada(), "4"), sealed(ada(), "3")));
        write(ada(), new CloseEntry(id));

        assertThat(eventsIn(notebookOf(ada()))).hasSize(6);
        assertThat(allButNotebooks()).isEqualTo(before);
    }

    @Test
    void what_is_in_one_notebook_is_not_in_the_others() {
        var id = EntryId.random();
        note(ada(), id, "about Grace");
        note(grace(), EntryId.random(), "about Ada");

        assertThat(notebookOf(grace())).isNotEqualTo(notebookOf(ada()));
        assertThat(statusOf(grace(), id)).isEmpty();
        assertThat(notebooks().entries(grace().person(), theirs)).hasSize(1);
        assertThatExceptionOfType(NotThere.class).isThrownBy(() -> write(grace(), new CloseEntry(id)));
        assertThat(statusOf(ada(), id)).contains(Status.OPEN);
    }

    @Test
    void one_who_never_wrote_has_no_notebook() {
        assertThat(notebooks().find(ada().person(), theirs)).isEmpty();
        assertThat(notebooks().entries(ada().person(), theirs)).isEmpty();
        assertThat(notebooks().trust(ada().person(), theirs)).isEmpty();
        assertThatExceptionOfType(NotThere.class).isThrownBy(() -> write(ada(), new CloseEntry(EntryId.random())));
        assertThat(notebooks().find(ada().person(), theirs)).isEmpty();
    }

    @Test
    void the_same_creation_again_is_one_event_and_one_answer() {
        var id = EntryId.random();
        var first = note(ada(), id, "the same");
        write(ada(), new Correct(new RewordEntry(id, sealed(ada(), "other words since"), null)));

        assertThat(note(ada(), id, "the same")).isEqualTo(first).isEqualTo(new Written(1));
        assertThat(eventsIn(notebookOf(ada()))).hasSize(3);
        assertThatExceptionOfType(RuleBroken.class)
                .isThrownBy(() -> note(ada(), id, "not the same"))
                .satisfies(broken -> assertThat(broken.rule()).isEqualTo("id-taken"));
    }

    @Test
    void what_was_noted_about_trust_is_found() {
        write(ada(), new NoteTrust(sealed(ada(), "1"), sealed(ada(), "2")));
        write(ada(), new NoteTrust(sealed(ada(), "4"), sealed(ada(), "3")));
        note(ada(), EntryId.random(), "something else");

        var latest = notebooks().trust(ada().person(), theirs).getLast();

        assertThat(latest.sequence()).isEqualTo(2);
        assertThat(bean(Vault.class)
                        .open(notebookOf(ada()).value(), latest.event().own())
                        .shown())
                .isEqualTo("4");
    }

    @Test
    void sharing_is_undone_with_the_transaction_that_it_is_a_step_of() {
        var id = rupture(ada());
        var transactions = bean(TransactionOperations.class);

        transactions.executeWithoutResult(transaction -> {
            notebooks().shareWithin(ada(), theirs, Side.REPORT, BERLIN, id);
            transaction.setRollbackOnly();
        });
        assertThat(statusOf(ada(), id)).contains(Status.OPEN);

        transactions.executeWithoutResult(_ -> notebooks().shareWithin(ada(), theirs, Side.REPORT, BERLIN, id));
        assertThat(statusOf(ada(), id)).contains(Status.SHARED);
    }

    /** Every row of every table, the notebooks' own streams and their list left out. */
    private static Map<String, List<String>> allButNotebooks() {
        var tables = bean(JdbcClient.class)
                .sql("select table_name from information_schema.tables"
                        + " where upper(table_schema) in ('PUBLIC', 'RAPPORT')")
                .query((row, _) -> row.getString(1))
                .list();
        var rows = new TreeMap<String, List<String>>();
        for (var table : tables) {
            var name = table.toUpperCase(Locale.ROOT);
            switch (name) {
                // A block is made at each start, whatever was recorded, each process has a name of its own, and what
                // happens by itself may have looked at somebody meanwhile.
                case "NOTEBOOK", "SEAL_BLOCK", "NODE", "TURN", "BRIEF_LOOK" -> {}
                case "ENTRY" -> rows.put(name, rows(table, "stream not in (select id from notebook)"));
                case "DOMAIN_EVENT" ->
                    rows.put(
                            name,
                            rows(table, "aggregate_identifier not in (select cast(id as varchar(36)) from notebook)"));
                default -> rows.put(name, rows(table, "true"));
            }
        }
        assertThat(rows).containsKeys("DOMAIN_EVENT", "RELATIONSHIP", "PROMISE", "PROMISE_STEP", "PERSON");
        assertThat(rows.get("DOMAIN_EVENT")).hasSizeGreaterThanOrEqualTo(2);
        return rows;
    }

    private static List<String> rows(String table, String which) {
        return bean(JdbcClient.class)
                .sql("select * from \"" + table + "\" where " + which)
                .query((row, _) -> {
                    var cells = new ArrayList<String>();
                    for (var column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                        cells.add(
                                row.getObject(column) instanceof byte[] bytes
                                        ? HexFormat.of().formatHex(bytes)
                                        : String.valueOf(row.getObject(column)));
                    }
                    return String.join(" | ", cells);
                })
                .list()
                .stream()
                .sorted()
                .toList();
    }
}
