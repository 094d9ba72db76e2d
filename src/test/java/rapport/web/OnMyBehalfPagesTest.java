package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.Api;
import rapport.accounts.MorePeople;
import rapport.doors.Joining;
import rapport.parties.PersonId;
import rapport.web.Browser.Page;

/** What Grace recorded in the name of her report, who then joins and speaks for herself. */
class OnMyBehalfPagesTest extends WebTest {

    @Autowired
    private Joining joining;

    @Autowired
    private JdbcClient sql;

    private PersonId person(String name) {
        return new PersonId(sql.sql("select id from person where name = ?")
                .param(name)
                .query(UUID.class)
                .single());
    }

    private static String onMyBehalf(Page brief) {
        return brief.address() + "/on-my-behalf";
    }

    private Page forAbsent(Page brief, String text, String act, Map<String, String> filled) {
        return browser.submit(open(browser.get(brief.address()), text), formForAbsent(act), filled);
    }

    private Page create(Page brief, String form, Map<String, String> fields) {
        return browser.submit(browser.get(brief.address()), "form#" + form, fields);
    }

    private static String item(Page page, String words) {
        return page.select(".item:has(a:contains(" + words + "))").text();
    }

    private static boolean offers(Page page, String words, String act) {
        return page.html().selectFirst(".item:has(a:contains(" + words + ")) form[action$=/" + act + "]") != null;
    }

    private static Page act(Browser by, Page page, String words, String act, Map<String, String> filled) {
        var action = page.select(".item:has(a:contains(" + words + ")) form[action$=/" + act + "]")
                .attr("action");
        return by.submit(page, "form[action=" + action + "]", filled);
    }

    @Test
    void everything_said_in_their_name_is_shown_and_each_verdict_can_be_stood_by_or_contested() {
        var brief = withReport("Ada Verdict");
        for (var text : new String[] {"The plan", "The budget", "The rota"}) {
            promise(browser.get(brief.address()), "MANAGER", text, today().plusDays(3), Map.of());
        }
        forAbsent(brief, "The plan", "keep", Map.of("delivered", "All of it"));
        forAbsent(brief, "The budget", "release", Map.of());
        var rota = open(browser.get(brief.address()), "The rota");
        act(rota, "propose-date", Map.of("dueOn", today().plusDays(5).toString(), "reason", "Too much"));
        forAbsent(brief, "The rota", "accept-date", Map.of());
        create(brief, "give-feedback", Map.of("kind", "GUIDANCE", "text", "Ask before you decide"));
        forAbsent(brief, "Ask before you decide", "hear", Map.of("landed", "WELL"));
        create(brief, "raise-concern", Map.of("text", "Too many meetings", "onBehalfOf", "true"));
        act(open(browser.get(brief.address()), "Too many meetings"), "answer", Map.of("text", "Fewer"));
        forAbsent(brief, "Too many meetings", "settle", Map.of());
        var strain = new HashMap<String, String>();
        strain.put("kind", "SHARP_TONE");
        strain.put("causedBy", "MANAGER");
        strain.put("text", "I was short with you");
        strain.put("occurredOn", today().toString());
        strain.put("visibility", "SHARED");
        create(brief, "name-rupture", strain);
        forAbsent(brief, "I was short with you", "let-go", Map.of());
        assertThat(browser.get(onMyBehalf(brief)).main())
                .as("in whose name nothing was recorded")
                .contains("Nothing was recorded in your name.");

        var ada = joined("Ada Verdict");
        assertThat(ada.get(brief.address()).main())
                .contains("6 verdicts that were recorded in your name are not verified yet.");
        var page = ada.get(onMyBehalf(brief));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html().select(".item__words").eachText())
                .as("the newest first")
                .containsExactly(
                        "I was short with you",
                        "Too many meetings",
                        "Ask before you decide",
                        "The rota",
                        "The budget",
                        "The plan");
        assertThat(item(page, "The plan"))
                .contains(
                        "You said that it was kept",
                        "All of it",
                        "Recorded by Grace Hopper in your name, before you had joined.",
                        OnMyBehalfPages.UNVERIFIED);
        assertThat(item(page, "Too many meetings")).contains("You raised a concern.", "is settled");
        assertThat(item(page, "The rota")).contains("agreed to in your name, before you had joined");
        for (var open : new String[][] {
            {"The plan", "confirm"},
            {"The plan", "dispute"},
            {"The budget", "release"},
            {"The budget", "dispute"},
            {"The rota", "accept-date"},
            {"The rota", "dispute-date"},
            {"Ask before you decide", "hear"},
            {"Too many meetings", "settle"},
            {"Too many meetings", "reopen"},
            {"I was short with you", "let-go"},
            {"I was short with you", "reopen"}
        }) {
            assertThat(offers(page, open[0], open[1]))
                    .as(open[0] + " " + open[1])
                    .isTrue();
        }

        var refused = act(ada, page, "The plan", "dispute", Map.of("reason", " "));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.main()).as("the same page").contains("Recorded in your name", "The rota");
        var now = act(ada, page, "The plan", "dispute", Map.of("reason", "Half of it is missing"));
        assertThat(now.address()).as("back to this page").isEqualTo(onMyBehalf(brief));
        assertThat(now.main())
                .contains("The promise is open again.")
                .contains("5 verdicts that were recorded in your name are not verified yet.");
        assertThat(item(now, "The plan")).contains("Open, due").doesNotContain(OnMyBehalfPages.UNVERIFIED);
        now = act(ada, now, "The budget", "dispute", Map.of("reason", "I still need it"));
        now = act(ada, now, "The rota", "dispute-date", Map.of("reason", "Nobody asked me"));
        assertThat(now.main()).contains("the date before it stands again".substring(4));
        assertThat(item(now, "The rota")).doesNotContain("agreed to in your name");
        now = act(ada, now, "Ask before you decide", "hear", Map.of("landed", "HARD"));
        now = act(ada, now, "Too many meetings", "settle", Map.of());
        assertThat(now.main()).contains("1 verdict that was recorded in your name is not verified yet.");
        now = act(ada, now, "I was short with you", "reopen", Map.of("reason", "It still hurts"));
        assertThat(now.main()).doesNotContain("not verified yet");
        assertThat(now.html().select(".item")).as("still to be read").hasSize(6);

        var after = ada.get(brief.address());
        assertThat(after.main())
                .contains("The plan", "The budget", "The rota", "I was short with you", "Landed hard with you")
                .doesNotContain("recorded in your name");
        assertThat(after.html().select(".item__words").eachText()).doesNotContain("Too many meetings");
        assertThat(browser.get(brief.address()).main()).contains("I was short with you", "Your move");
        assertThat(ada.get(brief.address() + "/history").main())
                .contains(
                        "You did not agree that it was kept.",
                        "You did not let the promise go",
                        "You did not agree to the new date",
                        "You did not stand by what was recorded in your name",
                        "before you had joined.");
    }

    @Test
    void a_repair_taken_in_their_name_can_be_given_back_from_its_own_page() {
        var brief = withReport("Ada Repair");
        var strain = Map.of(
                "kind", "SHARP_TONE",
                "causedBy", "MANAGER",
                "text", "I interrupted you",
                "occurredOn", today().toString(),
                "visibility", "SHARED");
        create(brief, "name-rupture", strain);
        act(
                open(browser.get(brief.address()), "I interrupted you"),
                "offer-repair",
                Map.of(
                        "owned",
                        "I cut in",
                        "change",
                        "I wait",
                        "dueOn",
                        today().plusDays(4).toString()));
        forAbsent(brief, "I interrupted you", "accept-repair", Map.of());
        var ada = joined("Ada Repair");
        var page = ada.get(ada.get(brief.address())
                .select(".item__words a:contains(I interrupted you)")
                .attr("href"));
        assertThat(page.main()).contains("You had not joined when this was recorded, so it has not been verified.");
        var reopened = ada.submit(page, formOf(page, "reopen"), Map.of("reason", "Nobody asked me"));
        assertThat(reopened.address()).isEqualTo(page.address());
        assertThat(reopened.main())
                .contains("it is open again", "Nobody asked me", "owns it")
                .doesNotContain("has not been verified");
        assertThat(reopened.has(formOf(page, "reopen"))).isFalse();
    }

    @Test
    void it_is_there_for_programs_too_and_for_nobody_else() {
        var brief = withReport("Ada Program");
        promise(brief, "MANAGER", "The figures", today().plusDays(3), Map.of());
        forAbsent(brief, "The figures", "keep", Map.of());
        joined("Ada Program");
        var person = person("Ada Program");
        var ada = new Api(port, new MorePeople(sql, joining).tokenFor(person));
        var address = "/api" + onMyBehalf(brief);

        var answer = ada.get(address);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("unverified").asInt()).isOne();
        var entry = answer.json().path("entries").path(0);
        assertThat(entry.path("kind").asString()).isEqualTo("COMMITMENT");
        assertThat(entry.path("unverified").asBoolean()).isTrue();
        assertThat(entry.path("acts").findValuesAsString("act")).contains("confirm", "dispute");
        assertThat(entry.path("events")).hasSize(1);
        assertThat(entry.path("events").path(0).path("onBehalfOf").asBoolean()).isTrue();
        var promise = "/api" + brief.address() + "/commitments/"
                + entry.path("entryId").asString();
        assertThat(new Api(port, apiToken)
                        .post(promise + "/dispute", "{\"reason\":\"no\"}")
                        .field("rule"))
                .isEqualTo("only-promisee");
        assertThat(ada.post(promise + "/confirm", "{}").status()).isEqualTo(200);
        assertThat(ada.get(address).json().path("unverified").asInt()).isZero();
        assertThat(ada.post(promise + "/dispute", "{\"reason\":\"no\"}").field("rule"))
                .isEqualTo("not-claimed");
        var stranger = new Api(port, new MorePeople(sql, joining).tokenForSomebodyNew("Edsger"));
        assertThat(stranger.get(address).status()).isEqualTo(404);
        assertThat(new Api(port, null).get(address).status()).isEqualTo(401);
        assertThat(new Browser(port).get(onMyBehalf(brief)).address()).startsWith("/sign-in");
    }

    @Test
    void after_the_end_it_is_read_and_nothing_is_offered() {
        var brief = withReport("Ada Ended");
        promise(brief, "MANAGER", "The slides", today().plusDays(3), Map.of());
        forAbsent(brief, "The slides", "keep", Map.of());
        var ada = joined("Ada Ended");
        var person = person("Ada Ended");
        new Api(port, new MorePeople(sql, joining).tokenFor(person))
                .post("/api" + brief.address() + "/end", "{\"reason\":\"moved on\",\"endedOn\":\"" + today() + "\"}");
        var page = ada.get(onMyBehalf(brief));
        assertThat(page.main()).contains("The slides");
        assertThat(page.has("main form")).isFalse();
    }
}
