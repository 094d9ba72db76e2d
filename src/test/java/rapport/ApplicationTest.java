package rapport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.accounts.Accounts;
import rapport.briefing.Briefing;
import rapport.briefing.PromiseTables;
import rapport.doors.Acts;
import rapport.doors.Collection;
import rapport.doors.Fields;
import rapport.eventstore.OpenedHistory;
import rapport.eventstore.Streams;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.relationships.StoredNames;
import rapport.shared.CannotStart;

/** The facts that only the whole application can show, from one start to the next. */
class ApplicationTest {

    @TempDir
    private Path scratch;

    private Path home() {
        return scratch.resolve("home");
    }

    private ConfigurableApplicationContext start() {
        return SpringApplication.run(Rapport.class, "--rapport.home=" + home(), "--server.port=0");
    }

    private static Fields fields(Map<String, String> values) {
        var form = new HashMap<String, String[]>();
        values.forEach((name, value) -> form.put(name, new String[] {value}));
        return Fields.ofForm(form);
    }

    private static Actor setUp(ConfigurableApplicationContext application) {
        var token = application.getBean(Accounts.class).openSetupToken().orElseThrow();
        var fields = fields(Map.of("token", token, "name", "Ada", "passphrase", Api.PASSPHRASE));
        return new Actor(application.getBean(Acts.class).setUp(fields).person(), Channel.API);
    }

    private static RelationshipId relate(ConfigurableApplicationContext application, Actor manager) {
        return application
                .getBean(Acts.class)
                .start(manager, fields(Map.of("report.name", "Grace", "zone", "Europe/Berlin")))
                .relationship();
    }

    private static void promise(ConfigurableApplicationContext application, Actor manager, RelationshipId id) {
        var due = LocalDate.now(ZoneOffset.UTC).plusDays(2).toString();
        application
                .getBean(Acts.class)
                .create(
                        manager,
                        id,
                        Collection.COMMITMENTS,
                        fields(Map.of("promisor", "REPORT", "text", "the figures", "dueOn", due)));
    }

    private static int seen(ConfigurableApplicationContext application, PersonId viewer, RelationshipId id) {
        var briefing = application.getBean(Briefing.class);
        var open = briefing.brief(viewer, id).openItems().items().size();
        assertThat(briefing.promisesTo(viewer)).hasSize(open);
        return open;
    }

    private static long events(JdbcClient sql) {
        return sql.sql("select count(*) from domain_event").query(Long.class).single();
    }

    @Test
    void history_is_kept_on_the_database_and_in_its_transactions() {
        try (var application = start()) {
            var axon = application.getBean(Configuration.class);
            assertThat(axon.getComponent(EventStorageEngine.class)).isInstanceOf(JdbcEventStorageEngine.class);
            assertThat(axon.getComponent(TransactionManager.class)).isInstanceOf(SpringTransactionManager.class);
            assertThat(axon.getComponent(TokenStore.class)).isInstanceOf(JdbcTokenStore.class);
        }
    }

    @Test
    void a_view_that_failed_is_folded_until_the_next_start_makes_it_again() {
        Actor manager;
        RelationshipId id;
        try (var application = start()) {
            manager = setUp(application);
            id = relate(application, manager);
            var sql = application.getBean(JdbcClient.class);
            promise(application, manager, id);
            sql.sql("alter table promise_step rename to promise_step_away").update();
            promise(application, manager, id);
            sql.sql("alter table promise_step_away rename to promise_step").update();
            promise(application, manager, id);
            assertThat(events(sql)).isEqualTo(4);
            assertThat(sql.sql("select count(*) from stale_view")
                            .query(Long.class)
                            .single())
                    .isOne();
            assertThat(sql.sql("select count(*) from promise").query(Long.class).single())
                    .as("left alone until it is made again")
                    .isOne();
            assertThat(seen(application, manager.person(), id)).isEqualTo(3);
        }
        try (var application = start()) {
            var sql = application.getBean(JdbcClient.class);
            PromiseTables.assertEqualToTheFold(sql, application.getBean(Streams.class), List.of(id.toString()));
            assertThat(seen(application, manager.person(), id)).isEqualTo(3);
        }
    }

    @Test
    void what_decides_who_may_look_fails_with_the_act_rather_than_fall_behind() {
        try (var application = start()) {
            var manager = setUp(application);
            var sql = application.getBean(JdbcClient.class);
            sql.sql("alter table relationship add constraint full_up check (zone = 'Nowhere')")
                    .update();
            assertThatThrownBy(() -> relate(application, manager)).isInstanceOf(DataAccessException.class);
            assertThat(events(sql)).isZero();
            assertThat(sql.sql("select count(*) from person where name = 'Grace'")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void an_event_of_an_unknown_name_keeps_it_from_starting_and_nothing_is_changed() {
        try (var application = start()) {
            var manager = setUp(application);
            promise(application, manager, relate(application, manager));
        }
        List<String> before;
        try (var history = OpenedHistory.in(home(), StoredNames.registry())) {
            history.sql()
                    .sql("update domain_event set payload_type = 'rapport.FromTheFuture' where sequence_number = 1")
                    .update();
            // If it got any further it would make this view again.
            history.sql().sql("update view_version set version = 0").update();
            before = dump(history.sql());
        }
        assertThatThrownBy(this::start)
                .hasRootCauseInstanceOf(CannotStart.class)
                .rootCause()
                .hasMessageContaining("rapport.FromTheFuture");
        try (var history = OpenedHistory.in(home(), StoredNames.registry())) {
            assertThat(dump(history.sql())).isEqualTo(before);
        }
    }

    private static List<String> dump(JdbcClient sql) {
        return sql.sql("script").query((row, _) -> row.getString(1)).list();
    }
}
