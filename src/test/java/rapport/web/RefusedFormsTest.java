package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Forms that cannot be taken, and what a person then sees. */
class RefusedFormsTest extends WebTest {

    private static final String NASTY = "<script>alert(1)</script> \"quoted\" & 'single' </textarea><b>bold</b>";

    @Test
    void what_cannot_be_taken_comes_back_exactly_as_typed() {
        var brief = withReport("Ada");
        var tooLong = NASTY + "x".repeat(4_000);
        var fields = Map.of(
                "promisor", "REPORT", "text", tooLong, "plan", NASTY, "dueOn", "2026-02-30", "onBehalfOf", "true");
        var again = browser.submit(brief, "form#make-promise", fields);
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.select("form#make-promise [name=text]").wholeText()).contains(tooLong);
        assertThat(again.select("form#make-promise [name=plan]").wholeText()).contains(NASTY);
        assertThat(again.select("form#make-promise [name=dueOn]").val()).isEqualTo("2026-02-30");
        assertThat(again.has("form#make-promise [name=onBehalfOf][checked]")).isTrue();
        assertThat(again.has("form#make-promise [name=promisor][value=REPORT][checked]"))
                .isTrue();
        assertThat(again.has("details[open] form#make-promise")).isTrue();
        var text = again.select("form#make-promise [name=text]");
        assertThat(text.attr("aria-invalid")).isEqualTo("true");
        assertThat(again.select("#" + text.attr("aria-describedby")).text()).contains("at most 4,000 fit");
        assertThat(again.html().select("main script, main b")).isEmpty();
        assertThat(browser.get(brief.address()).main()).contains("Nothing is open between you");
    }

    @Test
    void an_act_that_cannot_be_taken_comes_back_where_it_was_sent_from() {
        var brief = promise(withReport("Ada"), "MANAGER", "Talk", today().plusDays(2), Map.of());
        var again =
                browser.submit(brief, formOf(brief, "propose-date"), Map.of("dueOn", "soon", "reason", "the reason"));
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.select("h1").text()).isEqualTo("Ada");
        var form = formOf(again, "propose-date");
        assertThat(again.select(form + " [name=dueOn]").val()).isEqualTo("soon");
        assertThat(again.select(form + " [name=reason]").wholeText()).contains("the reason");
        assertThat(again.has("details[open] > " + form)).isTrue();
        assertThat(again.html().select("details.act[open]")).hasSize(1);
        var mended =
                browser.submit(again, form, Map.of("dueOn", today().plusDays(9).toString()));
        assertThat(mended.status()).isEqualTo(200);
        assertThat(mended.main()).contains("You proposed a new date");
    }

    @Test
    void a_broken_rule_is_told_at_the_form() {
        var brief = promise(withReport("Ada"), "MANAGER", "Talk", today().plusDays(2), Map.of());
        var again = browser.submit(
                brief,
                formOf(brief, "propose-date"),
                Map.of("dueOn", today().plusDays(2).toString(), "reason", "the reason"));
        assertThat(again.status()).isEqualTo(409);
        var form = formOf(again, "propose-date");
        assertThat(again.select(form + " [role=alert]").text()).isEqualTo("This is the date that already stands.");
        assertThat(again.select(form + " [name=reason]").wholeText()).contains("the reason");
    }

    @Test
    void words_are_not_lost_when_the_act_is_no_longer_possible() {
        var brief = promise(withReport("Ada"), "MANAGER", "Talk", today().plusDays(2), Map.of());
        act(brief, "withdraw", Map.of("reason", "first"));
        var late = act(brief, "withdraw", Map.of("reason", "what I typed meanwhile"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.main()).contains("This promise was withdrawn");
        assertThat(late.select(formOf(late, "withdraw") + " [name=reason]").wholeText())
                .contains("what I typed meanwhile");
    }

    @Test
    void a_person_who_cannot_be_added_comes_back_as_typed() {
        var again = browser.submit(
                browser.get("/people"),
                "form#start-manager",
                Map.of("manager.name", "Boss \"B\" & Co", "manager.email", "no address", "zone", "Nowhere/Land"));
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.select("form#start-manager [name=manager.name]").val()).isEqualTo("Boss \"B\" & Co");
        assertThat(again.select("form#start-manager [name=zone]").val()).isEqualTo("Nowhere/Land");
        assertThat(again.select("#start-manager-zone-error").text()).contains("not a time zone");
        assertThat(again.select("form#start-report [name=report.name]").val()).isEmpty();
    }

    @Test
    void what_people_write_is_never_markup() {
        var brief = withReport("<i>Eve</i> \"&'");
        assertThat(brief.select("h1").text()).isEqualTo("<i>Eve</i> \"&'");
        var made = promise(brief, "MANAGER", NASTY, today().plusDays(2), Map.of("plan", NASTY));
        var page = open(made, NASTY);
        assertThat(page.select("h1").wholeText()).isEqualTo(NASTY);
        for (var shown : java.util.List.of(brief, made, page, browser.get("/"), browser.get("/people"))) {
            assertThat(shown.html().select("script:not([src^=/assets/]), main b, main i, nav i"))
                    .isEmpty();
        }
    }

    @Test
    void words_and_names_never_stand_in_an_address() {
        var brief = withReport("Secretname");
        var made = promise(brief, "MANAGER", "Secretwords", today().plusDays(2), Map.of());
        for (var page : java.util.List.of(brief, made, open(made, "Secretwords"))) {
            assertThat(page.address()).doesNotContainIgnoringCase("secret").doesNotContain("?");
            assertThat(page.html().select("[href],[action]").eachAttr("href").toString())
                    .doesNotContain("Secret");
        }
    }

    @Test
    void a_form_without_its_token_changes_nothing() {
        var brief = withReport("Ada");
        var fields = new HashMap<>(brief.fieldsOf("form#make-promise"));
        fields.putAll(Map.of("text", "Slipped in", "dueOn", today().plusDays(2).toString()));
        fields.remove("_csrf");
        assertThat(browser.post(brief.address() + "/promises", fields).statusCode())
                .isEqualTo(403);
        fields.put("_csrf", "made up");
        assertThat(browser.post(brief.address() + "/promises", fields).statusCode())
                .isEqualTo(403);
        assertThat(browser.get(brief.address()).main()).doesNotContain("Slipped in");
    }

    @Test
    void every_form_that_changes_something_carries_its_token() {
        var made = overduePromise(withReport("Ada"), "MANAGER", "Talk");
        for (var page : java.util.List.of(made, open(made, "Talk"), browser.get("/"), browser.get("/people"))) {
            assertThat(page.html().select("form[method=post]"))
                    .isNotEmpty()
                    .allSatisfy(form -> assertThat(page.html()
                                    .select("#" + form.id() + " [name=_csrf], [form=" + form.id() + "][name=_csrf]")
                                    .val())
                            .isNotEmpty());
        }
    }

    @Test
    void a_field_that_the_form_does_not_have_is_refused() {
        var brief = withReport("Ada");
        var fields = new HashMap<>(brief.fieldsOf("form#make-promise"));
        fields.putAll(Map.of("text", "Talk", "dueOn", today().plusDays(2).toString(), "sneaky", "x"));
        var again = browser.follow(browser.post(brief.address() + "/promises", fields));
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.main()).contains("sneaky: This field is not known here.");
    }

    @Test
    void the_way_back_leads_nowhere_else() {
        var brief = promise(withReport("Ada"), "MANAGER", "Talk", today().plusDays(2), Map.of());
        var form = formOf(brief, "keep");
        var fields = brief.fieldsOf(form);
        fields.put("back", "https://example.org/");
        var response = browser.post(brief.select(form).attr("action"), fields);
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().firstValue("Location").orElseThrow()).startsWith(brief.address() + "/promises/");
    }

    @Test
    void what_is_not_there_or_not_ones_own_is_the_same_page() {
        var unknown = browser.get("/relationships/" + UUID.randomUUID());
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.contentType()).startsWith("text/html");
        assertThat(unknown.main()).contains("Not there");
        for (var path : java.util.List.of(
                "/relationships/nonsense",
                "/relationships/" + UUID.randomUUID() + "/promises/" + UUID.randomUUID(),
                "/nope")) {
            var page = browser.get(path);
            assertThat(page.status()).as(path).isEqualTo(404);
            assertThat(page.main()).as(path).isEqualTo(unknown.main());
        }
        var brief = withReport("Ada");
        var fields = brief.fieldsOf("form#make-promise");
        fields.putAll(Map.of("text", "Talk", "dueOn", today().plusDays(2).toString()));
        var post = browser.post("/relationships/" + UUID.randomUUID() + "/promises", fields);
        assertThat(post.statusCode()).isEqualTo(404);
        var act = browser.post(
                brief.address() + "/promises/" + UUID.randomUUID() + "/keep", brief.fieldsOf("form#sign-out"));
        assertThat(act.statusCode()).isEqualTo(404);
        var noAct = browser.post(
                brief.address() + "/promises/" + UUID.randomUUID() + "/destroy", brief.fieldsOf("form#sign-out"));
        assertThat(noAct.statusCode()).isEqualTo(404);
    }
}
