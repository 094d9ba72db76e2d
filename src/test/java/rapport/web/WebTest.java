package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import rapport.accounts.Accounts;
import rapport.accounts.PersonDetails;
import rapport.web.Browser.Page;

/** A running Rapport that Grace has set up, with a browser in which she is signed in. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class WebTest {

    static final String PASSPHRASE = "a calm and long passphrase";
    static final String ZONE = "Pacific/Auckland";
    static String apiToken = "";
    private static final Path HOME = newHome();

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    Browser browser = new Browser(0);

    @DynamicPropertySource
    static void home(DynamicPropertyRegistry properties) {
        properties.add("rapport.home", HOME::toString);
    }

    private static Path newHome() {
        try {
            return Files.createTempDirectory("rapport-web");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void signedIn() {
        browser = new Browser(port);
        accounts.openSetupToken().ifPresent(this::setUp);
        var page = signIn(browser, "Grace Hopper", PASSPHRASE);
        assertThat(page.address()).isEqualTo("/");
    }

    private void setUp(String token) {
        apiToken = accounts.setUp(token, new PersonDetails("Grace Hopper", null), PASSPHRASE)
                .token();
    }

    Page signIn(Browser with, String name, String passphrase) {
        return with.submit(with.get("/sign-in"), "form#sign-in", Map.of("name", name, "passphrase", passphrase));
    }

    /** Somebody whom Grace has added, at a browser of their own, after joining by the link that she gave them. */
    Browser joined(String name) {
        var theirs = new Browser(port);
        var page = theirs.get(invitation(name));
        var joined = theirs.submit(page, "form#join-new", Map.of("name", name, "passphrase", PASSPHRASE));
        assertThat(joined.main()).contains("You have joined", "recovery code");
        return theirs;
    }

    /** The address at which somebody whom Grace has added joins. */
    String invitation(String name) {
        var people = browser.get("/people");
        for (var known : people.html().select(".item--person")) {
            if (known.select(".item__words").text().equals(name)) {
                var form = "form#" + known.select("form[action$=/invitations]").attr("id");
                var link = URI.create(
                        browser.submit(people, form, Map.of()).select(".code").text());
                return link.getPath() + "?" + link.getQuery();
            }
        }
        throw new AssertionError("nobody of this name");
    }

    static LocalDate today() {
        return LocalDate.now(ZoneId.of(ZONE));
    }

    /** The brief of a new relationship with somebody who reports to Grace. */
    Page withReport(String name) {
        return browser.submit(browser.get("/people"), "form#start-report", Map.of("report.name", name, "zone", ZONE));
    }

    /** The brief of a new relationship with Grace's manager. */
    Page withManager(String name) {
        return browser.submit(browser.get("/people"), "form#start-manager", Map.of("manager.name", name, "zone", ZONE));
    }

    Page promise(Page brief, String promisor, String text, LocalDate dueOn, Map<String, String> more) {
        var fields = new HashMap<>(more);
        fields.put("promisor", promisor);
        fields.put("text", text);
        fields.put("dueOn", dueOn.toString());
        return browser.submit(brief, "form#make-promise", fields);
    }

    /** A promise that has been overdue for four days. */
    Page overduePromise(Page brief, String promisor, String text) {
        return promise(
                brief,
                promisor,
                text,
                today().minusDays(4),
                Map.of("madeOn", today().minusDays(10).toString()));
    }

    /** The page of the promise that a page links to by its words. */
    Page open(Page page, String text) {
        for (var link : page.html().select(".item__words a")) {
            if (link.text().equals(text)) {
                return browser.get(link.attr("href"));
            }
        }
        throw new AssertionError("no promise of these words at " + page.address() + ":\n" + page.body());
    }

    /** Takes an act through its form on a page. */
    Page act(Page page, String act, Map<String, String> filled) {
        return browser.submit(page, formOf(page, act), filled);
    }

    static String formOf(Page page, String act) {
        return "form[action$=/" + act + "]:not(:has([name=onBehalfOf]))";
    }

    static String formForAbsent(String act) {
        return "form[action$=/" + act + "]:has([name=onBehalfOf])";
    }
}
