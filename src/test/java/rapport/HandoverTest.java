package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import rapport.Api.Answer;
import rapport.notebooks.Notebooks;
import rapport.parties.RelationshipId;
import rapport.relationships.ErasureBasis;
import rapport.web.Browser;
import rapport.words.Vault;
import tools.jackson.databind.JsonNode;

/** A report, with an old manager and a new one, and something of everything open between them and the old one. */
class HandoverTest extends ServedTest {

    /** What is open, and what the report keeps to themselves. */
    private final class Place {

        private final Somebody old = somebody("Olive");
        private final Somebody report = somebody("Rhea");
        private final Somebody manager = somebody("Nadia");
        private final String from = relationship(old, report);
        private final String onward = relationship(manager, report);
        private final String mark = UUID.randomUUID().toString();
        private final String mine;
        private final String theirs;
        private final String toldByThem;
        private final String concern;
        private final String topic;
        private final String request;
        private final String strain;

        Place() {
            join(report, from);
            join(report, onward);
            mine = promise(report, "REPORT", "mine");
            theirs = promise(report, "MANAGER", "theirs");
            toldByThem = promise(old, "MANAGER", "told");
            concern = record(report, from, "concerns", Map.of("text", "concern " + mark));
            topic = record(old, from, "topics", Map.of("text", "topic " + mark));
            request = record(report, from, "feedback/requests", Map.of("about", "request " + mark));
            strain = record(
                    report,
                    from,
                    "ruptures",
                    Map.of(
                            "causedBy",
                            "MANAGER",
                            "kind",
                            "OTHER",
                            "text",
                            "strain " + mark,
                            "occurredOn",
                            today().toString(),
                            "visibility",
                            "SHARED"));
            record(report, from, "notes", Map.of("text", "private " + mark, "flagged", true));
            record(report, from, "topics", Map.of("text", "private " + mark, "visibility", "PRIVATE"));
        }

        private String promise(Somebody by, String promisor, String text) {
            return record(
                    by,
                    from,
                    "commitments",
                    Map.of(
                            "promisor",
                            promisor,
                            "text",
                            text + " " + mark,
                            "dueOn",
                            today().plusDays(3).toString()));
        }

        /** Everything left behind, to an existing relationship. */
        Map<String, Object> nothing() {
            var all = new LinkedHashMap<String, Object>();
            all.put("to", onward);
            all.put("reason", "reason " + mark);
            all.put("promises", new LinkedHashMap<>(Map.of(mine, "LEFT", theirs, "LEFT", toldByThem, "LEFT")));
            return all;
        }

        Map<String, Object> everything() {
            var all = nothing();
            all.put("promises", Map.of(mine, "CARRIED", theirs, "CARRIED", toldByThem, "RELEASED"));
            all.put("dates", Map.of(mine, today().plusDays(9).toString(), theirs, today().toString()));
            all.put("shown", Map.of(concern, true, topic, true, request, true, strain, true));
            all.put(
                    "texts",
                    Map.of(
                            mine,
                            "I will",
                            theirs,
                            "You will",
                            concern,
                            "I worry",
                            topic,
                            "To talk about",
                            request,
                            "How am I doing",
                            strain,
                            "It was hard"));
            return all;
        }

        Answer hand(Map<String, ?> chosen) {
            return api(report).post("/api/relationships/" + from + "/handover", chosen);
        }

        List<String> events(String relationship) {
            return sql
                    .sql(
                            "select payload_type from domain_event where aggregate_identifier = ? order by sequence_number")
                    .param(relationship)
                    .query(String.class)
                    .list()
                    .stream()
                    .map(name -> String.valueOf(name).replace("rapport.", ""))
                    .toList();
        }

        JsonNode history(Somebody who, String relationship) {
            return api(who).get("/api/relationships/" + relationship + "/history?limit=200")
                    .expect(200)
                    .json()
                    .get("events");
        }
    }

    @Autowired
    private Vault vault;

    @Autowired
    private Notebooks notebooks;

    private Place place;

    @BeforeEach
    void a_new_place() {
        place = new Place();
    }

    @Test
    void what_was_chosen_stands_in_the_new_relationship_in_the_words_that_were_chosen() {
        var done = place.hand(place.everything()).expect(200);

        assertThat(done.field("relationship")).isEqualTo(place.onward);
        var open = api(place.manager)
                .get("/api/relationships/" + place.onward + "/history?limit=200")
                .expect(200)
                .text();
        assertThat(open)
                .contains("I will", "You will", "I worry", "To talk about", "How am I doing", "It was hard")
                .doesNotContain(
                        place.mark, place.from, place.old.name(), place.old.id().toString());
        assertThat(place.events(place.onward))
                .containsExactly(
                        "RelationshipStarted",
                        "PartyJoined",
                        "CommitmentMade",
                        "CommitmentMade",
                        "ConcernRaised",
                        "TopicRaised",
                        "FeedbackRequested",
                        "TopicRaised");
    }

    @Test
    void the_new_manager_may_decline_what_another_is_said_to_have_promised() {
        place.hand(place.everything()).expect(200);

        var promise = "";
        for (var event : place.history(place.manager, place.onward)) {
            if (event.toString().contains("You will")) {
                promise = event.get("entryId").asString();
            }
        }
        api(place.manager)
                .post(
                        "/api/relationships/" + place.onward + "/commitments/" + promise + "/decline",
                        Map.of("reason", "Not by me"))
                .expect(200);
    }

    @Test
    void the_old_one_ends_and_its_manager_is_told_counts_and_releases_and_nothing_else() {
        var before = place.events(place.from);

        place.hand(place.everything()).expect(200);

        var after = place.events(place.from);
        assertThat(after.subList(before.size(), after.size()))
                .containsExactly("CommitmentReleased", "ItemsHandedOver", "RelationshipEnded");
        var told = place.history(place.old, place.from);
        assertThat(told.get(1).get("fields").toString()).isEqualTo("{\"carried\":2,\"released\":1,\"left\":0}");
        assertThat(told.get(2).get("entryId").asString()).isEqualTo(place.toldByThem);
        assertThat(told.toString()).doesNotContain(place.manager.name(), place.onward, "I worry", "To talk about");
        assertThat(place.history(place.report, place.from)).hasSizeGreaterThan(told.size());
    }

    @Test
    void somebody_who_is_not_here_yet_is_added_as_a_report_adds_their_manager() {
        var chosen = place.everything();
        chosen.remove("to");
        chosen.put("manager", Map.of("name", "Somebody New"));
        chosen.put("zone", ZONE);

        var onward = place.hand(chosen).expect(200).field("relationship");

        var started = api(place.report)
                .get("/api/relationships/" + onward)
                .expect(200)
                .json();
        assertThat(started.at("/manager/name").asString()).isEqualTo("Somebody New");
        assertThat(started.at("/manager/joined").asBoolean()).isFalse();
        assertThat(place.events(onward))
                .startsWith("RelationshipStarted", "CommitmentMade")
                .hasSize(7);
    }

    // --- rules ----------------------------------------------------------------------------------------------------

    @Test
    void each_open_promise_is_decided_on() {
        var chosen = place.nothing();
        chosen.put("promises", Map.of(place.mine, "LEFT"));

        var refused = place.hand(chosen).expect(422);

        assertThat(refused.json().get("errors").propertyNames())
                .containsExactlyInAnyOrder("promises." + place.theirs, "promises." + place.toldByThem);
        assertNothingHappened();
    }

    private void assertNothingHappened() {
        assertThat(place.events(place.from))
                .doesNotContain("ItemsHandedOver", "RelationshipEnded", "CommitmentReleased");
        assertThat(place.events(place.onward)).hasSize(2);
    }

    @Test
    void what_one_promised_oneself_is_not_ones_own_to_release() {
        var chosen = place.nothing();
        chosen.put("promises", Map.of(place.mine, "RELEASED", place.theirs, "LEFT", place.toldByThem, "LEFT"));

        assertThat(place.hand(chosen).expect(422).json().get("errors").propertyNames())
                .containsExactly("promises." + place.mine);
        assertNothingHappened();
    }

    @Test
    void what_goes_along_needs_words_and_a_day_that_is_still_to_come() {
        var chosen = place.everything();
        chosen.put("texts", Map.of(place.mine, " "));
        chosen.put("dates", Map.of(place.mine, today().minusDays(1).toString()));
        chosen.put("shown", Map.of(place.concern, true));

        assertThat(place.hand(chosen).expect(422).json().get("errors").propertyNames())
                .containsExactlyInAnyOrder(
                        "texts." + place.mine,
                        "dates." + place.mine,
                        "texts." + place.theirs,
                        "dates." + place.theirs,
                        "texts." + place.concern);
        assertNothingHappened();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-4000-8000-000000000000", "nobody"})
    void it_leads_to_another_manager_of_ones_own(String to) {
        var chosen = place.nothing();
        var over = relationship(somebody("Before"), place.report);
        join(place.report, over);
        api(place.report)
                .post("/api/relationships/" + over + "/end", Map.of("reason", "over", "endedOn", today().toString()))
                .expect(200);
        for (var wrong : List.of(to, place.from, over, relationship(place.report, somebody("Below")))) {
            chosen.put("to", wrong);
            assertThat(place.hand(chosen).expect(422).json().get("errors").propertyNames())
                    .containsExactly("to");
        }
        assertNothingHappened();
    }

    @Test
    void only_what_is_open_is_offered_and_what_the_other_one_raised_is_there_to_be_talked_about() {
        var path = "/api/relationships/" + place.from;
        var claimed = place.promise(place.old, "MANAGER", "claimed");
        api(place.old)
                .post(path + "/commitments/" + claimed + "/keep", Map.of())
                .expect(200);
        record(
                place.old,
                place.from,
                "notes",
                Map.of("text", "note " + place.mark, "visibility", "SHARED", "flagged", true));
        record(place.old, place.from, "feedback", Map.of("kind", "GUIDANCE", "text", "feedback " + place.mark));
        var theirConcern = record(place.old, place.from, "concerns", Map.of("text", "worry " + place.mark));
        var theirRequest = record(place.old, place.from, "feedback/requests", Map.of("about", "ask " + place.mark));
        var browser = browserOf(place.report);
        var pages = new StringBuilder();
        for (var step : List.of("promised-to-you", "promised-by-you", "concerns", "strains", "topics")) {
            pages.append(browser.get(handover("/" + step)).body());
        }
        assertThat(pages)
                .contains("worry " + place.mark, "ask " + place.mark, "theirs " + place.mark)
                .doesNotContain("claimed " + place.mark, "note " + place.mark, "feedback " + place.mark);
        var chosen = place.nothing();
        chosen.put("shown", Map.of(theirConcern, true, theirRequest, true));
        chosen.put("texts", Map.of(theirConcern, "One thing", theirRequest, "Another"));

        place.hand(chosen).expect(200);

        assertThat(place.events(place.onward)).endsWith("PartyJoined", "TopicRaised", "TopicRaised");
    }

    @Test
    void what_was_erased_is_handed_over_by_nobody() {
        relationships.erase(new RelationshipId(UUID.fromString(place.from)), ErasureBasis.OTHER);

        place.hand(place.nothing()).expect(404);
        assertThat(signedIn(place.report).get(handover("")).status()).isEqualTo(404);
    }

    @Test
    void all_of_it_happens_or_nothing() {
        var chosen = place.everything();
        chosen.put(
                "dates",
                Map.of(
                        place.mine,
                        today().toString(),
                        place.theirs,
                        today().plusYears(9).toString()));
        chosen.remove("to");
        chosen.put("manager", Map.of("name", "Nobody Yet"));
        chosen.put("zone", ZONE);
        var before = events();

        place.hand(chosen).expect(409);

        assertThat(events()).isEqualTo(before);
        assertNothingHappened();
        assertThat(api(place.report).get("/api/relationships").text()).doesNotContain("Nobody Yet");
    }

    @Test
    void nobody_but_the_report_finds_anything_there() {
        var stranger = somebody("Stranger");
        var path = "/relationships/" + place.from + "/handover";
        var none = "/relationships/" + UUID.randomUUID() + "/handover";
        for (var who : List.of(place.old, place.manager, stranger, auditor(0))) {
            var refused = api(who).post("/api" + path, place.nothing()).expect(404);
            assertThat(refused.text())
                    .isEqualTo(api(who).post("/api" + none, place.nothing()).text());
            assertThat(signedIn(who).get(path).status()).isEqualTo(404);
        }
        assertNothingHappened();
    }

    // --- again ----------------------------------------------------------------------------------------------------

    @Test
    void sent_twice_it_is_done_once() {
        var chosen = place.everything();
        chosen.put("id", UUID.randomUUID().toString());
        var first = place.hand(chosen).expect(200);
        var after = events();

        assertThat(place.hand(chosen).expect(200).text()).isEqualTo(first.text());
        chosen.put("id", UUID.randomUUID().toString());
        assertThat(place.hand(chosen).expect(409).field("rule")).isEqualTo("handed-over");
        assertThat(events()).isEqualTo(after);
    }

    @Test
    void sent_at_the_same_moment_it_is_done_once() throws Exception {
        var chosen = place.everything();
        chosen.remove("to");
        chosen.put("manager", Map.of("name", "At Once"));
        chosen.put("zone", ZONE);
        chosen.put("id", UUID.randomUUID().toString());
        Callable<Answer> hand = () -> place.hand(chosen);
        try (var both = Executors.newFixedThreadPool(4)) {
            var answers = new ArrayList<String>();
            for (var answer : both.invokeAll(List.of(hand, hand, hand, hand))) {
                answers.add(answer.get().expect(200).text());
            }
            assertThat(answers).hasSize(4).allMatch(answers.getFirst()::equals);
        }
        assertThat(place.events(place.from).stream().filter("ItemsHandedOver"::equals))
                .hasSize(1);
    }

    @Test
    void after_the_end_things_still_go_along_and_nothing_is_released() {
        api(place.old)
                .post(
                        "/api/relationships/" + place.from + "/end",
                        Map.of("reason", "reorganised", "endedOn", today().toString()))
                .expect(200);
        var chosen = place.everything();
        assertThat(place.hand(chosen).expect(422).json().get("errors").propertyNames())
                .containsExactly("promises." + place.toldByThem);
        chosen.put("promises", Map.of(place.mine, "CARRIED", place.theirs, "CARRIED", place.toldByThem, "LEFT"));

        place.hand(chosen).expect(200);

        assertThat(place.events(place.from)).endsWith("RelationshipEnded", "ItemsHandedOver");
        assertThat(place.events(place.onward)).hasSize(8);
    }

    // --- what stays behind ----------------------------------------------------------------------------------------

    @Test
    void what_was_not_chosen_changes_not_one_byte_of_what_the_new_manager_gets() {
        var other = new Place();
        record(other.old, other.from, "concerns", Map.of("text", "one more"));
        record(other.report, other.from, "topics", Map.of("text", "and another", "visibility", "PRIVATE"));
        var more = other.promise(other.old, "REPORT", "more");
        var chosen = other.nothing();
        chosen.put(
                "promises",
                Map.of(other.mine, "CARRIED", other.theirs, "RELEASED", other.toldByThem, "LEFT", more, "LEFT"));
        chosen.put("texts", Map.of(other.mine, "I will"));
        chosen.put("dates", Map.of(other.mine, today().plusDays(2).toString()));
        other.hand(chosen).expect(200);
        var less = place.nothing();
        less.put("promises", Map.of(place.mine, "CARRIED", place.theirs, "LEFT", place.toldByThem, "LEFT"));
        less.put("texts", Map.of(place.mine, "I will"));
        less.put("dates", Map.of(place.mine, today().plusDays(2).toString()));
        place.hand(less).expect(200);

        assertThat(whatTheNewManagerGets(other)).isEqualTo(whatTheNewManagerGets(place));
    }

    // Who and what it is differs, and when; nothing else may.
    private List<String> whatTheNewManagerGets(Place where) {
        var got = new ArrayList<String>();
        for (var path : List.of(
                "/api/today",
                "/api/promises-to-me",
                "/api/relationships",
                "/api/relationships/" + where.onward,
                "/api/relationships/" + where.onward + "/open-items",
                "/api/relationships/" + where.onward + "/brief",
                "/api/relationships/" + where.onward + "/history",
                "/api/relationships/" + where.onward + "/access")) {
            got.add(api(where.manager)
                    .get(path)
                    .expect(200)
                    .text()
                    .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
                    .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "AT")
                    .replaceAll("(Nadia|Rhea|Olive) \\d+", "$1"));
        }
        return got;
    }

    // --- on pages -------------------------------------------------------------------------------------------------

    private Browser browserOf(Somebody somebody) {
        var browser = new Browser(port);
        browser.submit(browser.get("/sign-in"), "#sign-in", Map.of("name", somebody.name(), "passphrase", PASSPHRASE));
        return browser;
    }

    private String handover(String rest) {
        return "/relationships/" + place.from + "/handover" + rest;
    }

    private static Browser.Page next(Browser browser, Browser.Page page, Map<String, String> filled) {
        return browser.submit(page, "form#handover", filled);
    }

    private static Browser.Page back(Browser browser, Browser.Page page, Map<String, String> filled) {
        var all = new LinkedHashMap<>(filled);
        all.put("before", "true");
        return browser.submit(page, "form#handover", all);
    }

    @Test
    void a_report_walks_through_it_on_pages_without_any_script() {
        var browser = browserOf(place.report);
        assertThat(browser.get("/people").body()).contains(handover(""));
        var who = browser.get(handover(""));
        assertThat(who.body())
                .contains("7 things are open between you two", "Step 1 of 7")
                .doesNotContain(place.mark);

        var toMe = next(browser, who, Map.of("to", place.onward));
        assertThat(toMe.address()).isEqualTo(handover("/promised-to-you"));
        assertThat(toMe.body()).contains("2 promises of " + place.old.name() + " to you are open", "Step 2 of 7");
        // Whoever wrote it: one's own words stand there to be changed, those of the other do not.
        assertThat(toMe.select("textarea[name='texts." + place.theirs + "']").text())
                .contains("theirs " + place.mark);
        assertThat(toMe.select("textarea[name='texts." + place.toldByThem + "']")
                        .text())
                .isEmpty();
        assertThat(toMe.body()).doesNotContainPattern("type=\"radio\"[^>]* checked");

        var byMe = next(
                browser, toMe, Map.of("promises." + place.theirs, "RELEASED", "promises." + place.toldByThem, "LEFT"));
        assertThat(byMe.address()).isEqualTo(handover("/promised-by-you"));
        assertThat(byMe.body()).doesNotContain("value=\"RELEASED\"").contains("mine " + place.mark);
        var concerns = next(browser, byMe, Map.of("promises." + place.mine, "CARRIED"));
        assertThat(concerns.address()).isEqualTo(handover("/concerns"));
        assertThat(concerns.select("input[name='shown." + place.concern + "'][checked]")
                        .attr("value"))
                .isEqualTo("false");
        var strains = next(
                browser,
                concerns,
                Map.of("shown." + place.concern, "true", "texts." + place.concern, "In other words"));
        assertThat(strains.address()).isEqualTo(handover("/strains"));
        var topics = next(browser, strains, Map.of());
        assertThat(topics.address()).isEqualTo(handover("/topics"));
        assertThat(topics.body()).doesNotContain("private " + place.mark);
        var looked = next(browser, topics, Map.of());
        assertThat(looked.address()).isEqualTo(handover("/look"));
        assertThat(looked.body())
                .contains("In other words", "mine " + place.mark, place.manager.name() + " sees exactly this")
                .contains("2 of 2 decided", "I have another manager from now on.")
                .doesNotContain("strain " + place.mark, "topic " + place.mark, "request " + place.mark);
        assertThat(looked.select("section[aria-labelledby=seen]").text()).doesNotContain("theirs " + place.mark);
        assertNothingHappened();

        var done = browser.submit(looked, "form#handover-done", Map.of());
        assertThat(done.address()).isEqualTo("/relationships/" + place.onward);
        assertThat(done.body()).contains("In other words");
        assertThat(place.events(place.from)).endsWith("CommitmentReleased", "ItemsHandedOver", "RelationshipEnded");
        assertThat(place.history(place.manager, place.onward).toString())
                .doesNotContain("theirs " + place.mark, "strain " + place.mark, "topic " + place.mark);
        for (var path : List.of("", "/look", "/promised-to-you", "/topics")) {
            assertThat(browser.get(handover(path)).body()).contains("already chosen");
        }
        assertThat(browser.get("/relationships/" + place.from + "/history").body())
                .contains("went along");
        assertThat(drafts()).isZero();
    }

    private long drafts() {
        return sql.sql("select count(*) from handover_draft where relationship = ?")
                .param(UUID.fromString(place.from))
                .query(Long.class)
                .single();
    }

    @Test
    void what_was_chosen_on_the_way_is_there_again_whichever_way_one_comes_back() {
        var browser = browserOf(place.report);
        var who = next(
                browser,
                browser.get(handover("")),
                Map.of("to", "new", "manager.name", "Somebody Else", "reason", "why " + place.mark));
        // Half of it, and a day that is none: going back asks for nothing and keeps it.
        var before = back(
                browser,
                who,
                Map.of(
                        "promises." + place.theirs,
                        "CARRIED",
                        "texts." + place.theirs,
                        "half",
                        "dates." + place.theirs,
                        ""));
        assertThat(before.address()).isEqualTo(handover(""));
        assertThat(before.body()).contains("Somebody Else", "why " + place.mark);

        var elsewhere = browserOf(place.report);
        var again = elsewhere.get(handover("/promised-to-you"));
        assertThat(again.select("input[name='promises." + place.theirs + "'][checked]")
                        .attr("value"))
                .isEqualTo("CARRIED");
        assertThat(again.select("textarea[name='texts." + place.theirs + "']").text())
                .isEqualTo("half");
        assertThat(again.select("input[name='dates." + place.theirs + "']").attr("value"))
                .isEmpty();
        assertThat(again.body()).contains("1 of 2 decided");
        assertNothingHappened();

        var forgotten = elsewhere.submit(elsewhere.get(handover("/look")), "form#handover-forget", Map.of());
        assertThat(forgotten.body()).contains("is forgotten").doesNotContain("Somebody Else");
        assertThat(drafts()).isZero();
    }

    @Test
    void what_is_wrong_is_said_at_its_place_and_nothing_goes_on() {
        var browser = browserOf(place.report);
        var refused = next(browser, browser.get(handover("")), Map.of());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Choose who your new manager is.")
                .doesNotContain("handover-manager-name-error");
        refused = next(browser, browser.get(handover("")), Map.of("to", "new"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("handover-manager-name-error");

        refused = next(
                browser,
                browser.get(handover("/promised-to-you")),
                Map.of(
                        "promises." + place.theirs,
                        "CARRIED",
                        "texts." + place.theirs,
                        " ",
                        "dates." + place.theirs,
                        today().minusDays(1).toString()));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains(
                        "handover-texts-" + place.theirs + "-error",
                        "handover-dates-" + place.theirs + "-error",
                        "This day has passed",
                        "look at what is marked");
        assertThat(refused.body()).contains("handover-promises-" + place.toldByThem + "-error");

        var looked = browser.get(handover("/look"));
        assertThat(looked.body())
                .contains("Not everything is chosen yet", handover("/promised-to-you"), handover("/promised-by-you"))
                .doesNotContain("id=\"handover-done\"");
        assertThat(looked.select("section[aria-labelledby=missing]").text()).doesNotContain("Topics");
        assertNothingHappened();
    }

    @Test
    void forty_things_are_never_on_one_page() {
        for (var i = 0; i < 37; i++) {
            record(place.report, place.from, "concerns", Map.of("text", "more " + i));
        }
        var browser = browserOf(place.report);
        var page = next(browser, browser.get(handover("")), Map.of("to", place.onward));
        var seen = 0;
        var pages = 0;
        while (!page.address().equals(handover("/look"))) {
            var chosen = new LinkedHashMap<String, String>();
            var asked = page.select("form#handover").select("fieldset");
            assertThat(asked).hasSizeBetween(1, 6);
            seen += asked.size();
            pages++;
            page.select("form#handover")
                    .select("input[value=LEFT]")
                    .forEach(left -> chosen.put(left.attr("name"), "LEFT"));
            page = next(browser, page, chosen);
            assertThat(page.status()).isEqualTo(200);
        }
        assertThat(seen).isEqualTo(44);
        assertThat(pages).isEqualTo(11);
        assertThat(page.body()).contains("Nothing from here.", "38 of 38 decided");
    }

    @Test
    void what_was_settled_on_the_way_is_not_asked_for_any_more_and_what_is_new_is() {
        var browser = browserOf(place.report);
        next(browser, browser.get(handover("")), Map.of("to", place.onward));
        next(browser, browser.get(handover("/promised-by-you")), Map.of("promises." + place.mine, "CARRIED"));
        next(
                browser,
                browser.get(handover("/promised-to-you")),
                Map.of("promises." + place.theirs, "LEFT", "promises." + place.toldByThem, "LEFT"));
        var looked = browser.get(handover("/look"));
        assertThat(looked.body()).contains("handover-done");

        var more = place.promise(place.old, "REPORT", "more");
        api(place.report)
                .post(
                        "/api/relationships/" + place.from + "/commitments/" + place.mine + "/withdraw",
                        Map.of("reason", "not any more"))
                .expect(200);
        var refused = browser.submit(looked, "form#handover-done", Map.of());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("has changed since you looked at it", "Not everything is chosen yet");
        assertNothingHappened();

        next(browser, browser.get(handover("/promised-by-you")), Map.of("promises." + more, "LEFT"));
        var again = browser.get(handover("/look"));
        assertThat(again.body()).contains("Nothing from here.").doesNotContain("mine " + place.mark);
        assertThat(browser.submit(again, "form#handover-done", Map.of()).address())
                .isEqualTo("/relationships/" + place.onward);
    }

    @Test
    void what_was_looked_at_is_what_is_done_whatever_another_window_keeps_meanwhile() {
        var browser = browserOf(place.report);
        next(browser, browser.get(handover("")), Map.of("to", place.onward));
        next(browser, browser.get(handover("/promised-by-you")), Map.of("promises." + place.mine, "LEFT"));
        next(
                browser,
                browser.get(handover("/promised-to-you")),
                Map.of("promises." + place.theirs, "LEFT", "promises." + place.toldByThem, "LEFT"));
        var looked = browser.get(handover("/look"));
        next(browser, browser.get(handover("/concerns")), Map.of("shown." + place.concern, "true"));

        browser.submit(looked, "form#handover-done", Map.of());

        assertThat(place.events(place.from)).endsWith("ItemsHandedOver", "RelationshipEnded");
        assertThat(place.events(place.onward)).containsExactly("RelationshipStarted", "PartyJoined");
    }

    @Test
    void what_is_chosen_on_the_way_is_the_reports_alone_and_nowhere_in_clear() {
        var browser = browserOf(place.report);
        next(browser, browser.get(handover("")), Map.of("to", "new", "manager.name", "Secretname"));
        next(
                browser,
                browser.get(handover("/concerns")),
                Map.of("shown." + place.concern, "true", "texts." + place.concern, "Secretword"));
        var kept = sql.sql("select sealed from handover_draft where relationship = ?")
                .param(UUID.fromString(place.from))
                .query(byte[].class)
                .list();
        assertThat(kept).hasSize(2);
        for (var bytes : kept) {
            assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("Secret", "shown");
        }
        for (var who : List.of(place.old, place.manager)) {
            var visitor = signedIn(who);
            for (var path : List.of("", "/promised-to-you", "/look", "/nowhere")) {
                assertThat(visitor.get(handover(path)).status()).isEqualTo(404);
            }
            for (var path : List.of("/promised-to-you", "/forget")) {
                assertThat(visitor.submit(handover(path), Map.of("reason", "x")).status())
                        .isEqualTo(404);
            }
            assertThat(visitor.get("/relationships/" + place.from).body()).doesNotContain("Secret");
        }
        assertThat(signedIn(place.report).get(handover("/nowhere")).status()).isEqualTo(404);
        assertThat(browser.get(handover("/concerns")).body()).contains("Secretword");
        var relationship = new RelationshipId(UUID.fromString(place.from));
        vault.destroyKeyOf(
                notebooks.find(place.report.id(), relationship).orElseThrow().value());
        assertThat(browser.get(handover("/concerns")).body()).doesNotContain("Secretword");
    }

    @Test
    void nothing_that_nobody_asks_for_is_kept() {
        var visitor = signedIn(place.report);
        visitor.submit(
                handover("/concerns"),
                Map.of("anything", "x", "shown." + UUID.randomUUID(), "true", "promises." + place.strain, "LEFT"));
        assertThat(drafts()).isZero();
    }
}
