package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.Api;
import rapport.accounts.MorePeople;
import rapport.doors.Joining;
import rapport.parties.PersonId;
import rapport.web.Browser.Page;

/** The other one comes in: by a link, once, as somebody new or as themselves. */
class JoiningTest extends WebTest {

    @Autowired
    private JdbcClient sql;

    @Autowired
    private Joining joining;

    private Browser stranger() {
        return new Browser(port);
    }

    private static Map<String, String> as(String name) {
        return Map.of("name", name, "passphrase", PASSPHRASE);
    }

    @Test
    void somebody_new_joins_and_from_then_on_speaks_for_themselves() {
        var brief = withReport("Rosa Joins");
        promise(brief, "MANAGER", "A quiet room", today().plusDays(3), Map.of());
        assertThat(browser.get(brief.address()).body()).contains("onBehalfOf");

        var rosa = stranger();
        var page = rosa.get(invitation("Rosa Joins"));
        assertThat(page.address()).as("the token leaves the address").isEqualTo("/join");
        assertThat(page.main()).contains("Grace Hopper, your manager").doesNotContain("A quiet room");
        var joined = rosa.submit(page, "form#join-new", as("Rosa Joins"));
        assertThat(joined.main()).contains("You have joined");
        assertThat(joined.select(".code").text()).isNotEmpty();

        assertThat(rosa.get(brief.address()).main()).contains("A quiet room");
        assertThat(rosa.get("/").main()).contains("Grace Hopper");
        assertThat(browser.get(brief.address()).body()).doesNotContain("onBehalfOf");
        assertThat(browser.get("/people").main()).contains("Rosa Joins");
        assertThat(browser.get("/people").body()).doesNotContain("Invite Rosa Joins");
        assertThat(browser.get(brief.address() + "/history").main()).contains("Rosa Joins joined");
        assertThat(signIn(stranger(), "rosa joins", PASSPHRASE).address()).isEqualTo("/");
    }

    @Test
    void a_link_works_once() {
        withReport("Once Only");
        var link = invitation("Once Only");
        var first = stranger();
        var second = stranger();
        var page = first.get(link);
        var again = second.get(link);
        first.submit(page, "form#join-new", as("Once Only"));
        var late = second.submit(again, "form#join-new", as("Somebody Else"));
        assertThat(late.status()).isEqualTo(404);
        var dead = stranger().get(link);
        assertThat(dead.status()).isEqualTo(404);
        assertThat(dead.main()).contains("leads nowhere any more");
        assertThat(second.get("/people").address()).isEqualTo("/sign-in");
    }

    @Test
    void a_newer_link_takes_the_place_of_an_older_one() {
        withReport("Two Links");
        var older = invitation("Two Links");
        var newer = invitation("Two Links");
        assertThat(stranger().get(older).status()).isEqualTo(404);
        assertThat(stranger().get(newer).status()).isEqualTo(200);
    }

    @Test
    void a_link_is_over_after_seven_days() {
        withReport("Too Late");
        var link = invitation("Too Late");
        var page = stranger();
        var open = page.get(link);
        sql.sql("update invitation set expires_at = made_at where used_by is null")
                .update();
        assertThat(page.submit(open, "form#join-new", as("Too Late")).status()).isEqualTo(404);
        assertThat(stranger().get(link).status()).isEqualTo(404);
    }

    @Test
    void a_link_that_never_was_answers_the_same_as_one_that_is_over() {
        withReport("Over And Done");
        var link = invitation("Over And Done");
        stranger().submit(stranger().get(link), "form#join-new", as("Over And Done"));
        invitation("Over And Done");
        assertThat(masked(stranger().get("/join?token=never")))
                .isEqualTo(masked(stranger().get(link)));
        assertThat(masked(stranger().get("/join"))).isEqualTo(masked(stranger().get(link)));
    }

    private static String masked(Page page) {
        return page.status() + page.body().replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
    }

    @Test
    void who_signs_in_here_already_joins_as_themselves() {
        withReport("Both Roles");
        var both = joined("Both Roles");
        var hers = both.submit(
                both.get("/people"), "form#start-report", Map.of("report.name", "Her Report", "zone", ZONE));
        assertThat(hers.address()).startsWith("/relationships/");
        // Grace adds her a second time, without knowing that she is here already.
        var brief = withManager("B. Roles");
        var link = invitation("B. Roles");
        both.submit(both.get("/"), "form#sign-out", Map.of());
        var page = both.submit(both.get(link), "form#join-sign-in", Map.of());
        assertThat(page.address()).isEqualTo("/sign-in");
        var back = both.submit(page, "form#sign-in", as("Both Roles"));
        assertThat(back.address()).isEqualTo("/join");
        var joined = both.submit(back, "form[action=/join]", Map.of());
        assertThat(joined.address()).isEqualTo(brief.address());
        assertThat(joined.main()).contains("You have joined");
        assertThat(both.get("/").main()).contains("Grace Hopper").contains("Her Report");
        assertThat(browser.get(brief.address()).main()).contains("Both Roles");
    }

    @Test
    void who_made_the_link_cannot_join_by_it() {
        withReport("Not Me");
        var page = browser.get(invitation("Not Me"));
        var refused = browser.submit(page, "form[action=/join]", Map.of());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.main()).contains("nobody meets themselves");
    }

    @Test
    void until_they_join_there_is_nothing_for_them_to_see() {
        var brief = withReport("Not Yet");
        var person = sql.sql("select report from relationship order by started_at desc limit 1")
                .query(UUID.class)
                .single();
        var token = new MorePeople(sql, joining).tokenFor(new PersonId(person));
        var theirs = new Api(port, token);
        assertThat(theirs.get("/api" + brief.address()).status()).isEqualTo(404);
        assertThat(theirs.get("/api/relationships").text()).doesNotContain("Grace Hopper");
        assertThat(theirs.get("/api/today").text()).doesNotContain("Grace Hopper");
        assertThat(theirs.post("/api" + brief.address() + "/concerns", "{\"text\":\"x\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void who_has_shown_that_an_address_is_theirs_joins_without_a_link_and_nobody_else() {
        var brief = browser.submit(
                browser.get("/people"),
                "form#start-report",
                Map.of("report.name", "By Address", "report.email", "by.address@example.org", "zone", ZONE));
        var other = withReport("Has No Address");
        var theirs = joined("Has No Address");
        assertThat(theirs.get("/people").main()).doesNotContain("They wait for you");
        sql.sql("update person set email = 'has@example.org', email_key = 'has@example.org' "
                        + "where name = 'Has No Address'")
                .update();
        var second = browser.submit(
                browser.get("/people"),
                "form#start-manager",
                Map.of("manager.name", "Her Again", "manager.email", "HAS@example.org", "zone", ZONE));
        // An address that was only typed proves nothing.
        var before = theirs.get("/people");
        assertThat(before.main()).doesNotContain("They wait for you");
        assertThat(theirs.post(second.address() + "/join", csrfOf(before)).statusCode())
                .isEqualTo(404);
        // As a sign-in by company account leaves it.
        sql.sql("update person set email_verified_at = current_timestamp where name = 'Has No Address'")
                .update();
        var page = theirs.get("/people");
        assertThat(page.main()).contains("They wait for you").contains("Grace Hopper");
        assertThat(theirs.get(second.address()).status()).isEqualTo(404);
        var form = "form[action=" + second.address() + "/join]";
        var stolen = page.fieldsOf(form);
        assertThat(theirs.post(brief.address() + "/join", stolen).statusCode()).isEqualTo(404);
        assertThat(theirs.submit(page, form, Map.of()).address()).isEqualTo(second.address());
        assertThat(theirs.get(other.address()).status()).isEqualTo(200);
    }

    private static Map<String, String> csrfOf(Page page) {
        return Map.of("_csrf", page.fieldsOf("form#start-report").getOrDefault("_csrf", ""));
    }

    @Test
    void bad_names_and_passphrases_come_back_with_a_sentence() {
        withReport("Bad Input");
        var theirs = stranger();
        var page = theirs.get(invitation("Bad Input"));
        assertThat(page.select("[name=name]").val()).isEqualTo("Bad Input");
        var bad = theirs.submit(page, "form#join-new", Map.of("name", "me@example.org", "passphrase", "short"));
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.main()).contains("looks like an e-mail address").contains("longer passphrase");
        var taken = theirs.submit(bad, "form#join-new", as("GRACE hopper"));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.main()).contains("already signs in by this name");
        assertThat(theirs.submit(taken, "form#join-new", as("Bad Input")).main())
                .contains("You have joined");
    }

    @Test
    void nobody_is_invited_to_what_has_a_second_person_or_has_ended() {
        withReport("Nobody Left");
        var people = browser.get("/people");
        var stale =
                people.html().select(".item--person form[action$=/invitations]").last();
        joined("Nobody Left");
        var action = Objects.requireNonNull(stale).attr("action");
        var csrf = people.fieldsOf("form#start-report").getOrDefault("_csrf", "");
        var refused = browser.post(action, Map.of("_csrf", csrf));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("has already joined");
    }
}
