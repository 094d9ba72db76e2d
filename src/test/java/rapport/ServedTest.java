package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import rapport.accounts.Accounts;
import rapport.accounts.MorePeople;
import rapport.accounts.PersonDetails;
import rapport.doors.Joining;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.relationships.Relationships;
import rapport.shared.TestHome;

/** A running Rapport, set up by an operator who meets nobody, and as many people as a test asks for. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServedTest {

    protected static final String PASSPHRASE = "a calm and long passphrase";
    protected static final String ZONE = "Europe/Berlin";

    private static final Path HOME = TestHome.fresh("served");
    private static final AtomicInteger PEOPLE = new AtomicInteger();
    private static final List<String> AUDITORS = List.of("Aldo Auditor", "Orla Opener");

    @DynamicPropertySource
    static void home(DynamicPropertyRegistry registry) {
        registry.add("rapport.home", HOME::toString);
        registry.add(
                "rapport.auditors",
                () -> AUDITORS.stream()
                        .map(name -> name + " <" + addressOf(name) + ">")
                        .collect(Collectors.joining(", ")));
    }

    @LocalServerPort
    protected int port;

    @Autowired
    protected Accounts accounts;

    @Autowired
    protected Relationships relationships;

    @Autowired
    protected JdbcClient sql;

    @Autowired
    private Joining joining;

    protected MorePeople people() {
        return new MorePeople(sql, joining);
    }

    /** Somebody who can sign in by their name, and whose programs have a token. */
    public record Somebody(PersonId id, String name, String email, String token) {}

    @BeforeAll
    void the_operator_sets_up() {
        accounts.openSetupToken()
                .ifPresent(token -> accounts.setUp(token, new PersonDetails("Olga Operator", null), PASSPHRASE));
    }

    protected Somebody operator() {
        var id = new PersonId(
                sql.sql("select person from set_up").query(UUID.class).single());
        return new Somebody(id, "Olga Operator", "", people().tokenFor(id));
    }

    /** Somebody new, whose name nobody else has. */
    protected Somebody somebody(String name) {
        var number = PEOPLE.incrementAndGet();
        var people = people();
        var email = name.toLowerCase(Locale.ROOT) + number + "@example.org";
        var id = people.somebodyNew(name + " " + number, email);
        people.accountFor(id, name + " " + number, PASSPHRASE);
        return new Somebody(id, name + " " + number, email, people.tokenFor(id));
    }

    private static String addressOf(String auditor) {
        return auditor.toLowerCase(Locale.ROOT).replace(' ', '.') + "@audit.example";
    }

    /** One of the two whom the operator has named as auditors, and who has proved to be meant. */
    protected Somebody auditor(int which) {
        var name = AUDITORS.get(which);
        var id = new PersonId(sql.sql("select id from person where email_key = ?")
                .param(addressOf(name))
                .query(UUID.class)
                .single());
        if (!accounts.hasAccount(id)) {
            people().accountFor(id, name, PASSPHRASE);
            sql.sql("update person set email_verified_at = current_timestamp where id = ?")
                    .param(id.value())
                    .update();
        }
        return new Somebody(id, name, addressOf(name), people().tokenFor(id));
    }

    protected Visitor nobody() {
        return new Visitor(port);
    }

    protected Visitor signedIn(Somebody somebody) {
        return new Visitor(port).signIn(somebody.name(), PASSPHRASE);
    }

    protected Api api(Somebody somebody) {
        return new Api(port, somebody.token());
    }

    /** A relationship that its manager has started and its report has not joined yet. */
    protected String relationship(Somebody manager, Somebody report) {
        var started = api(manager)
                .post(
                        "/api/relationships",
                        Map.of("report", Map.of("name", report.name(), "email", report.email()), "zone", ZONE));
        assertThat(started.expect(201).field("report")).isEqualTo(report.id().toString());
        return started.field("id");
    }

    protected void join(Somebody report, String relationship) {
        relationships.joinWithin(
                new Actor(report.id(), Channel.WEB), new RelationshipId(UUID.fromString(relationship)), Side.REPORT);
    }

    /** Records something in a relationship, and answers its id. */
    protected String record(Somebody by, String relationship, String collection, Map<String, ?> fields) {
        return api(by).post("/api/relationships/" + relationship + "/" + collection, fields)
                .expect(201)
                .field("id");
    }

    protected static LocalDate today() {
        return LocalDate.now(ZoneId.of(ZONE));
    }

    protected long events() {
        return sql.sql("select count(*) from domain_event").query(Long.class).single();
    }
}
