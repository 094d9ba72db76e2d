package rapport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.accounts.Accounts;
import rapport.accounts.AuditorLinks;
import rapport.accounts.Auditors;
import rapport.accounts.NamedAuditors;
import rapport.briefing.Briefing;
import rapport.doors.Acts;
import rapport.doors.Fields;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.relationships.Relationships;
import rapport.shared.CannotStart;
import rapport.shared.NotThere;

/** Who is an auditor from one start to the next, and what stays of it. */
class AuditorsTest {

    private static final String EDSGER = "--rapport.auditors=Edsger <edsger@example.org>";

    @TempDir
    private Path scratch;

    private ConfigurableApplicationContext start(String... more) {
        var arguments =
                new java.util.ArrayList<>(List.of("--rapport.home=" + scratch.resolve("home"), "--server.port=0"));
        arguments.addAll(List.of(more));
        return SpringApplication.run(Rapport.class, arguments.toArray(String[]::new));
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

    // By the link, the first time.
    private static Actor edsger(ConfigurableApplicationContext application) {
        var links = application.getBean(AuditorLinks.class);
        application.getBean(NamedAuditors.class).newLinks().forEach(link -> links.use(link.token(), Api.PASSPHRASE));
        var id = application
                .getBean(JdbcClient.class)
                .sql("select id from person where email_key = 'edsger@example.org'")
                .query(UUID.class)
                .single();
        return new Actor(new PersonId(id), Channel.API);
    }

    private static void assertReads(ConfigurableApplicationContext application, RelationshipId id, boolean reads) {
        var person = edsger(application).person();
        if (reads) {
            assertThat(application.getBean(Briefing.class).brief(person, id)).isNotNull();
        } else {
            assertThatExceptionOfType(NotThere.class)
                    .isThrownBy(() -> application.getBean(Briefing.class).brief(person, id));
        }
    }

    @Test
    void who_is_named_no_longer_is_no_auditor_whatever_they_had_opened() {
        Actor ada;
        RelationshipId id;
        try (var application = start(EDSGER)) {
            ada = setUp(application);
            var acts = application.getBean(Acts.class);
            id = acts.start(ada, fields(Map.of("report.name", "Grace", "zone", "Europe/Berlin")))
                    .relationship();
            acts.open(edsger(application), id, fields(Map.of("reason", "a complaint")));
            assertReads(application, id, true);
        }
        try (var application = start()) {
            assertThat(application
                            .getBean(Auditors.class)
                            .include(edsger(application).person()))
                    .isFalse();
            assertReads(application, id, false);
            var relationships = application.getBean(Relationships.class);
            assertThatExceptionOfType(NotThere.class)
                    .isThrownBy(
                            () -> relationships.auditable(edsger(application).person()));
            var again = fields(Map.of("reason", "a complaint"));
            assertThatExceptionOfType(NotThere.class)
                    .isThrownBy(() -> application.getBean(Acts.class).open(edsger(application), id, again));
            assertThat(relationships.unseenOpenings(ada.person())).hasSize(1);
        }
        // Named again, in any case of letters, it is the same person, and the eight hours are not over.
        try (var application = start("--rapport.auditors=Somebody <EDSGER@example.org>")) {
            assertReads(application, id, true);
        }
    }

    @Test
    void what_was_opened_is_made_again_from_the_streams_and_what_was_seen_stays() {
        Actor ada;
        try (var application = start(EDSGER)) {
            ada = setUp(application);
            var acts = application.getBean(Acts.class);
            for (var report : List.of("Grace", "Barbara")) {
                var id = acts.start(ada, fields(Map.of("report.name", report, "zone", "Europe/Berlin")))
                        .relationship();
                var opened = acts.open(edsger(application), id, fields(Map.of("reason", "a complaint")));
                if (report.equals("Grace")) {
                    acts.see(ada, id, opened.sequence(), fields(Map.of()));
                }
            }
            var sql = application.getBean(JdbcClient.class);
            sql.sql("update view_version set version = 0 where view = 'openings'")
                    .update();
            sql.sql("delete from opening").update();
            assertThat(application.getBean(Relationships.class).unseenOpenings(ada.person()))
                    .isEmpty();
        }
        try (var application = start(EDSGER)) {
            var relationships = application.getBean(Relationships.class);
            assertThat(relationships.openTo(edsger(application).person())).hasSize(2);
            assertThat(relationships.unseenOpenings(ada.person())).hasSize(1);
        }
    }

    @Test
    void a_link_of_an_earlier_start_leads_nowhere() {
        String first;
        try (var application = start(EDSGER)) {
            first = application
                    .getBean(NamedAuditors.class)
                    .newLinks()
                    .getFirst()
                    .token();
            assertThat(links(application)).isOne();
        }
        try (var application = start()) {
            assertThat(links(application)).isZero();
            assertThat(application.getBean(NamedAuditors.class).newLinks()).isEmpty();
            assertThat(application
                            .getBean(Acts.class)
                            .choosePassphrase(first, fields(Map.of("passphrase", "long enough"))))
                    .isEmpty();
        }
    }

    private static long links(ConfigurableApplicationContext application) {
        return application
                .getBean(JdbcClient.class)
                .sql("select count(*) from auditor_link")
                .query(Long.class)
                .single();
    }

    @Test
    void an_entry_that_cannot_be_read_keeps_it_from_starting() {
        assertThatThrownBy(() -> start("--rapport.auditors=Edsger"))
                .hasRootCauseInstanceOf(CannotStart.class)
                .rootCause()
                .hasMessageContaining("rapport.auditors")
                .hasMessageContaining("entry 1");
    }
}
