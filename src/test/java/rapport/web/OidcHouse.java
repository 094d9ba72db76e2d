package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.Rapport;
import rapport.accounts.Accounts;
import rapport.accounts.People;
import rapport.accounts.PersonDetails;
import rapport.parties.PersonId;
import rapport.shared.TestHome;
import rapport.web.Browser.Page;

/** A running Rapport whose team has an identity provider, set up by Grace. */
final class OidcHouse implements AutoCloseable {

    static final String PASSPHRASE = "a calm and long passphrase";
    static final String BUTTON = "form#sign-in-elsewhere";

    final ConfigurableApplicationContext application;
    final URI origin;

    OidcHouse(String issuer, String clientId, String secret, String... more) {
        application = start(issuer, clientId, secret, more);
        origin = URI.create("http://localhost:" + application.getEnvironment().getProperty("local.server.port"));
    }

    private static ConfigurableApplicationContext start(String issuer, String clientId, String secret, String... more) {
        var arguments = new ArrayList<>(List.of(
                "--rapport.home=" + TestHome.fresh("oidc"),
                "--server.port=0",
                "--rapport.oidc.issuer=" + issuer,
                "--rapport.oidc.client-id=" + clientId,
                "--rapport.oidc.client-secret=" + secret,
                "--rapport.oidc.name=Team Login"));
        arguments.addAll(List.of(more));
        return SpringApplication.run(Rapport.class, arguments.toArray(String[]::new));
    }

    OidcHouse setUp() {
        var accounts = application.getBean(Accounts.class);
        accounts.setUp(
                accounts.openSetupToken().orElseThrow(),
                new PersonDetails("Grace Hopper", "grace@navy.example"),
                PASSPHRASE);
        return this;
    }

    String callback() {
        return origin + "/oidc/callback";
    }

    Browser browser() {
        return new Browser(origin);
    }

    PersonId person(String name, String email) {
        return application.getBean(People.class).findOrAdd(new PersonDetails(name, email));
    }

    JdbcClient sql() {
        return application.getBean(JdbcClient.class);
    }

    long people() {
        return sql().sql("select count(*) from person").query(Long.class).single();
    }

    /** Presses the button: the page that leads on to the provider, or why there is none. */
    Page press(Browser browser) {
        return browser.submit(browser.get("/sign-in"), BUTTON, Map.of());
    }

    /** Where the button leads. */
    URI led(Browser browser) {
        var page = press(browser);
        assertThat(page.address()).isEqualTo("/oidc/start");
        return URI.create(page.select("a#onward").attr("href"));
    }

    /** The address, with code and state, to which the provider sends a member back who signs in there. */
    URI returned(Browser browser, TeamProvider provider, String login) {
        return signedInThere(browser, led(browser), provider, login);
    }

    static URI signedInThere(Browser browser, URI led, TeamProvider provider, String login) {
        var form = browser.get(led.toString());
        assertThat(form.address()).isEqualTo("/login");
        var fields = form.fieldsOf("form");
        fields.put("username", login);
        fields.put("password", TeamProvider.PASSPHRASE);
        var response = browser.post(provider.issuer() + "/login", fields);
        while (response.statusCode() / 100 == 3) {
            var location = response.uri().resolve(location(response));
            if (location.getPath().equals("/oidc/callback")) {
                return location;
            }
            response = browser.send(browser.request(location.toString()).GET().build());
        }
        throw new AssertionError("not sent back: " + response.statusCode() + " " + response.body());
    }

    static String location(HttpResponse<?> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }

    /** The whole way, as far as it goes. */
    Page signIn(Browser browser, TeamProvider provider, String login) {
        return browser.get(returned(browser, provider, login).toString());
    }

    static void assertSignedIn(Page page, String name) {
        assertThat(page.address()).isEqualTo("/");
        assertThat(page.select(".bar__viewer").text()).isEqualTo(name);
    }

    /** The person stands in front of the sign-in form again, is told this, and is not signed in. */
    static void assertRefused(Browser browser, Page page, String sentence) {
        assertThat(page.address()).startsWith("/sign-in?oidc=");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.select(".notice").text()).contains(sentence);
        assertThat(browser.get("/").address()).isEqualTo("/sign-in");
    }

    @Override
    public void close() {
        application.close();
    }
}
