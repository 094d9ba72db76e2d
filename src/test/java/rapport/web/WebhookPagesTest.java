package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import rapport.Api;
import rapport.web.Browser.Page;
import rapport.webhooks.House;
import rapport.webhooks.OtherSide;
import rapport.webhooks.Webhook;
import rapport.webhooks.Webhooks;

/** Webhooks in the settings and for programs: added, tried, switched, deleted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookPagesTest {

    private static final String SETTINGS = "/settings/webhooks";

    private final House house = new House("--rapport.webhooks.private-addresses=true");
    private final OtherSide other = new OtherSide(OtherSide.status(200));
    private Browser browser = new Browser(house.port());

    @BeforeEach
    void signedIn() {
        browser = new Browser(house.port());
        browser.submit(
                browser.get("/sign-in"),
                "form#sign-in",
                Map.of("name", "Grace Hopper", "passphrase", House.PASSPHRASE));
        house.sql().sql("delete from webhook").update();
        other.saying(OtherSide.status(200));
        other.asked().clear();
    }

    @AfterAll
    void end() {
        other.close();
        house.close();
    }

    private String address() {
        return other.address() + "/services/T0/0123456789abcdefWXYZ";
    }

    private Page add(String name, String format, String url) {
        return browser.submit(
                browser.get(SETTINGS), "form#add-webhook", Map.of("name", name, "format", format, "url", url));
    }

    private Page press(String what) {
        return browser.submit(browser.get(SETTINGS), "form[action$=/" + what + "]", Map.of());
    }

    private String listed() {
        return browser.get(SETTINGS).select("li.item").text();
    }

    @Test
    void one_for_slack_is_added_tried_and_then_on() {
        assertThat(browser.get("/settings").select("a[href=" + SETTINGS + "]").text())
                .isEqualTo("Webhooks");
        assertThat(browser.get(SETTINGS).main()).contains("There is none, so nothing goes anywhere.");

        var page = add("Our <b>channel</b>", "SLACK", address());

        assertThat(page.address()).isEqualTo(SETTINGS);
        assertThat(page.main()).contains("Added.", "Our <b>channel</b>", "Off until a trial has gone through.");
        assertThat(page.body()).doesNotContain("0123456789").contains("127.0.0.1/…WXYZ");
        assertThat(other.asked()).isEmpty();

        page = press("trial");

        assertThat(page.main()).contains("From now on your briefs go there.", "On.", "It went through. (200)");
        assertThat(other.asked().getLast().text()).contains("\"blocks\"", "A trial from Rapport");
        assertThat(press("trial").main()).contains("The trial went through.").doesNotContain("From now on");
        assertThat(browser.get(SETTINGS).has(".notice")).isFalse();
    }

    @Test
    void what_went_wrong_with_a_trial_is_said() {
        add("mine", "TEAMS", address());
        other.saying(OtherSide.status(403));

        var page = press("trial");

        assertThat(page.main()).contains("It refused the message. (403)", "Off until");
        assertThat(page.select(".notice--refused").text()).contains("Last message", "It refused the message.");
    }

    @Test
    void a_secret_is_shown_on_the_page_that_makes_it_and_on_no_other() {
        var page = add("program", "GENERIC", address());
        var secret = page.select(".secret code").text();
        assertThat(secret).startsWith("whsec_");
        assertThat(page.main()).contains("The secret of “program”");
        assertThat(browser.get(SETTINGS).body()).doesNotContain(secret);

        var fresh = press("secret").select(".secret code").text();

        assertThat(fresh).startsWith("whsec_").isNotEqualTo(secret);
        assertThat(browser.get(SETTINGS).has(".secret")).isFalse();
    }

    @Test
    void words_are_sent_only_after_it_was_said_so_and_no_longer_than_that() {
        add("mine", "SLACK", address());
        assertThat(listed()).contains("counts and links only", "Everybody who reads there can read it");

        assertThat(press("with-words").main()).contains("what was written as well");
        assertThat(listed()).contains("with words").doesNotContain("counts and links only");
        press("trial");
        assertThat(other.asked().getLast().text()).contains("What was promised would stand here.");

        press("without-words");
        assertThat(listed()).contains("counts and links only");
        press("trial");
        assertThat(other.asked().getLast().text()).doesNotContain("would stand here");
    }

    @Test
    void is_switched_off_and_deleted() {
        add("mine", "SLACK", address());
        press("trial");

        assertThat(press("off").main()).contains("Nothing more goes there.", "Switched off by you.");
        assertThat(press("remove").main()).contains("Deleted.", "There is none");
    }

    @Test
    void an_address_that_will_not_do_comes_back_as_typed_with_a_sentence() {
        for (var url :
                List.of("hooks.slack.com/services/x", "https://169.254.169.254/latest", "http://8.8.8.8/x", " ")) {
            var page = add("mine", "SLACK", url);

            assertThat(page.status()).as(url).isEqualTo(422);
            assertThat(page.select("#add-webhook-url").attr("aria-invalid")).isEqualTo("true");
            assertThat(page.select("#add-webhook-name").attr("value")).isEqualTo("mine");
        }
        assertThat(house.bean(Webhooks.class).of(house.grace())).isEmpty();
    }

    @Test
    void the_sixth_has_no_form() {
        for (var i = 0; i < 5; i++) {
            add("number " + i, "SLACK", address());
        }
        var page = browser.get(SETTINGS);
        assertThat(page.has("form#add-webhook")).isFalse();
        assertThat(page.main()).contains("there is no room for more");
    }

    @Test
    void that_it_was_switched_off_is_said_on_every_page_until_it_was_seen() {
        add("Our channel", "SLACK", address());
        press("trial");
        var id = house.bean(Webhooks.class).of(house.grace()).getFirst().id();
        other.saying(OtherSide.status(410));
        digestTo(id);

        for (var path : List.of("/", "/people", SETTINGS)) {
            assertThat(browser.get(path).main())
                    .contains("Nothing arrives at “Our channel” any more, so Rapport has switched it off.");
        }
        assertThat(browser.get("/").select(".notice a").attr("href")).isEqualTo(SETTINGS);
        assertThat(listed()).contains("Switched off by Rapport", "closed for good. (410)");

        browser.submit(browser.get("/"), "form[action$=/seen]", Map.of());

        assertThat(browser.get("/").main()).doesNotContain("Our channel");
        assertThat(listed()).contains("Switched off by Rapport");
    }

    private void digestTo(UUID id) {
        var digest = new rapport.reminders.Digest(
                UUID.randomUUID(),
                house.grace(),
                rapport.reminders.Digest.Kind.BRIEF,
                house.clock().instant(),
                java.time.ZoneOffset.UTC,
                "1:1 with Ada",
                List.of());
        house.bean(rapport.reminders.Way.class, "webhookWay").send(id, digest);
    }

    @Test
    void programs_do_the_same() {
        var api = house.api();
        assertThat(api.get("/api/webhooks").expect(200).text()).isEqualTo("{\"webhooks\":[]}");
        var values = new HashMap<>(Map.of("name", "program", "format", "GENERIC", "url", address()));
        var added = api.post("/api/webhooks", values).expect(201);
        assertThat(added.field("secret")).startsWith("whsec_");
        var webhook = "/api/webhooks/" + added.field("id");
        var listed = api.get("/api/webhooks").expect(200);
        assertThat(listed.json().at("/webhooks/0").toString())
                .isEqualTo(
                        "{\"id\":\"" + added.field("id")
                                + "\",\"name\":\"program\",\"format\":\"GENERIC\",\"place\":\"127.0.0.1/…WXYZ\",\"state\":\"NEW\",\"words\":false,\"last\":null}");

        other.saying(OtherSide.status(500));
        var tried = api.post(webhook + "/trial", Map.of()).expect(200).json();
        assertThat(tried.at("/on").asBoolean()).isFalse();
        assertThat(tried.at("/last/result").asString()).isEqualTo("TROUBLE");
        assertThat(tried.at("/last/status").asInt()).isEqualTo(500);
        assertThat(tried.at("/last/sentence").asString()).endsWith(".");
        other.saying(OtherSide.status(200));
        assertThat(api.post(webhook + "/trial").expect(200).json().at("/on").asBoolean())
                .isTrue();

        assertThat(api.post(webhook + "/words", Map.of("words", true))
                        .expect(200)
                        .json()
                        .at("/webhooks/0/words")
                        .asBoolean())
                .isTrue();
        api.post(webhook + "/words", Map.of()).expect(422);
        assertThat(api.post(webhook + "/secret", Map.of()).expect(200).field("secret"))
                .startsWith("whsec_")
                .isNotEqualTo(added.field("secret"));
        assertThat(api.post(webhook + "/off", Map.of()).expect(200).text()).contains("\"OFF\"");
        api.post(webhook + "/seen", Map.of()).expect(200);
        assertThat(api.post(webhook + "/remove", Map.of()).expect(200).text()).isEqualTo("{\"webhooks\":[]}");
        api.post(webhook + "/remove", Map.of()).expect(404);

        values.put("url", "https://127.0.0.1@example.org");
        assertThat(api.post("/api/webhooks", values)
                        .expect(422)
                        .json()
                        .at("/errors/url")
                        .asString())
                .startsWith("This is not an address");
    }

    @Test
    void what_is_somebody_elses_is_not_there() {
        add("mine", "GENERIC", address());
        var id = house.bean(Webhooks.class).of(house.grace()).getFirst().id();
        Api stranger = house.apiOf(house.somebody("Stranger"));

        for (var act : List.of("trial", "off", "seen", "secret", "remove")) {
            var refused = stranger.post("/api/webhooks/" + id + "/" + act, Map.of());
            var nothing = stranger.post("/api/webhooks/" + UUID.randomUUID() + "/" + act, Map.of());
            assertThat(refused).isEqualTo(nothing);
            assertThat(refused.status()).isEqualTo(404);
        }
        assertThat(house.bean(Webhooks.class).of(house.grace()))
                .extracting(Webhook::name)
                .containsExactly("mine");
        assertThat(stranger.get("/api/webhooks").text()).isEqualTo("{\"webhooks\":[]}");
        assertThat(other.asked()).isEmpty();
    }
}
