package rapport.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import rapport.Api;
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
import rapport.shared.MovableClock;
import rapport.shared.TestHome;
import rapport.web.Chromium;

/**
 * A running Rapport with as many people as a journey asks for, each at a browser of their own. All journeys share one; what
 * is not the journey itself is recorded beforehand, as by a program. Days can pass within a journey.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Import(JourneyTest.DaysThatPass.class)
abstract class JourneyTest {

    static final String PASSPHRASE = "a calm and long passphrase";
    static final String ZONE = "Europe/Berlin";

    private static final Path HOME = TestHome.fresh("journeys");
    private static final AtomicInteger PEOPLE = new AtomicInteger();
    private static final List<String> AUDITORS =
            List.of("Aldo Auditor", "Orla Opener", "Edsger Examiner", "Barbara Bookkeeper");

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("rapport.home", HOME::toString);
        registry.add(
                "rapport.auditors",
                () -> AUDITORS.stream()
                        .map(name -> name + " <" + addressOf(name) + ">")
                        .collect(Collectors.joining(", ")));
    }

    static class DaysThatPass {

        @Bean
        @Primary
        MovableClock movable() {
            return new MovableClock();
        }
    }

    @LocalServerPort
    int port;

    @RegisterExtension
    final Chromium chromium = new Chromium(() -> port);

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient sql;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Relationships relationships;

    @Autowired
    private Joining joining;

    /** Somebody who can sign in by their name, and whose programs have a token. */
    record Somebody(PersonId id, String name, String email, String token) {}

    @BeforeAll
    void the_operator_sets_up() {
        accounts.openSetupToken()
                .ifPresent(token -> accounts.setUp(token, new PersonDetails("Olga Operator", null), PASSPHRASE));
    }

    /** One clock serves all that runs in this process, and the others want the time that it is. */
    @AfterEach
    void back_to_today() {
        clock.reset();
    }

    // --- people ---------------------------------------------------------------------------------------------------

    /** Somebody new; the number behind the name makes it theirs alone. */
    Somebody somebody(String name) {
        var number = PEOPLE.incrementAndGet();
        return somebodyCalled(name + " " + number, "somebody" + number + "@example.org");
    }

    Somebody somebodyCalled(String name, String email) {
        var people = new MorePeople(sql, joining);
        var id = people.somebodyNew(name, email);
        people.accountFor(id, name, PASSPHRASE);
        return new Somebody(id, name, email, people.tokenFor(id));
    }

    private static String addressOf(String auditor) {
        return auditor.toLowerCase(Locale.ROOT).replace(' ', '.') + "@audit.example";
    }

    /** One of those whom the operator has named as auditors, and who has proved to be meant. */
    Somebody auditor(int which) {
        var name = AUDITORS.get(which);
        var people = new MorePeople(sql, joining);
        var id = new PersonId(sql.sql("select id from person where email_key = ?")
                .param(addressOf(name))
                .query(UUID.class)
                .single());
        if (!accounts.hasAccount(id)) {
            people.accountFor(id, name, PASSPHRASE);
            sql.sql("update person set email_verified_at = current_timestamp where id = ?")
                    .param(id.value())
                    .update();
        }
        return new Somebody(id, name, addressOf(name), people.tokenFor(id));
    }

    // --- what was recorded before -----------------------------------------------------------------------------------

    /** A manager and a report whom a journey is about. */
    record Two(Somebody manager, Somebody report, String relationship) {

        /** Where the brief of the two is. */
        String brief() {
            return "/relationships/" + relationship;
        }
    }

    /** Grace manages Ada, who has joined. */
    Two two() {
        return two(somebody("Grace"), somebody("Ada"));
    }

    Two two(Somebody manager, Somebody report) {
        return joined(apart(manager, report));
    }

    /** The report joins. */
    Two joined(Two two) {
        var report = new Actor(two.report().id(), Channel.WEB);
        relationships.joinWithin(report, new RelationshipId(UUID.fromString(two.relationship())), Side.REPORT);
        return two;
    }

    /** The report has not joined. */
    Two apart(Somebody manager, Somebody report) {
        var started = api(manager)
                .post(
                        "/api/relationships",
                        Map.of("report", Map.of("name", report.name(), "email", report.email()), "zone", ZONE));
        return new Two(manager, report, started.expect(201).field("id"));
    }

    Api api(Somebody somebody) {
        return new Api(port, somebody.token());
    }

    /** Records something between the two, and answers its id. */
    String recorded(Somebody by, Two two, String collection, Map<String, ?> fields) {
        return api(by).post("/api" + two.brief() + "/" + collection, fields)
                .expect(201)
                .field("id");
    }

    /** Something that was said to be done in the meantime. */
    void done(Somebody by, Two two, String what, Map<String, ?> fields) {
        assertThat(api(by).post("/api" + two.brief() + "/" + what, fields).status())
                .as(what)
                .isEqualTo(200);
    }

    /** A promise, as it would have been recorded when it was made. */
    String promised(Somebody by, Two two, String promisor, String text, LocalDate madeOn, LocalDate dueOn) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("promisor", promisor);
        fields.put("text", text);
        fields.put("dueOn", dueOn.toString());
        if (madeOn.isBefore(today())) {
            fields.put("madeOn", madeOn.toString());
        }
        return recorded(by, two, "commitments", fields);
    }

    LocalDate today() {
        return LocalDate.ofInstant(((Clock) clock).instant(), ZoneId.of(ZONE));
    }

    // --- browsers -------------------------------------------------------------------------------------------------

    /** A browser in which nobody is signed in. */
    Seat nobody(Scripts scripts) {
        return nobody(new NewContextOptions().setJavaScriptEnabled(scripts == Scripts.WITH_SCRIPTS));
    }

    Seat nobody(NewContextOptions options) {
        // Pages that are refused come as such to the page, and not by way of a worker in the background.
        options.setServiceWorkers(ServiceWorkerPolicy.BLOCK);
        return new Seat(chromium.somebodyElse(options).newPage(), chromium.at("localhost"));
    }

    /** Somebody comes, and signs in. */
    Seat signedIn(Somebody somebody, Scripts scripts) {
        return signIn(nobody(scripts), somebody);
    }

    Seat signIn(Seat seat, Somebody somebody) {
        return signIn(seat.opens("/sign-in"), somebody.name(), PASSPHRASE);
    }

    static Seat signIn(Seat atSignIn, String name, String passphrase) {
        atSignIn.page()
                .fills(Said.NAME_OR_ADDRESS, name)
                .fills(Said.PASSPHRASE, passphrase)
                .presses(Said.SIGN_IN);
        return atSignIn.sees(Said.TODAY);
    }
}
