package rapport;

import static org.assertj.core.api.Assertions.assertThat;

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
import rapport.Api.Answer;
import rapport.web.Browser;
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
        for (var wrong : List.of(to, place.from, relationship(place.report, somebody("Below")))) {
            chosen.put("to", wrong);
            assertThat(place.hand(chosen).expect(422).json().get("errors").propertyNames())
                    .containsExactly("to");
        }
        assertNothingHappened();
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

    @Test
    void a_report_walks_through_it_on_pages_without_any_script() {
        var browser = new Browser(port);
        browser.submit(
                browser.get("/sign-in"), "#sign-in", Map.of("name", place.report.name(), "passphrase", PASSPHRASE));
        var people = browser.get("/people");
        assertThat(people.body()).contains("/relationships/" + place.from + "/handover");
        var choosing = browser.get("/relationships/" + place.from + "/handover");
        // Whoever wrote it: one's own words stand there to be changed, those of the other do not, and notes are not
        // offered.
        assertThat(choosing.select("textarea[name='texts." + place.mine + "']").text())
                .contains("mine " + place.mark);
        assertThat(choosing.select("textarea[name='texts." + place.toldByThem + "']")
                        .text())
                .isEmpty();
        assertThat(choosing.body()).doesNotContain("private " + place.mark);
        assertThat(choosing.body())
                .doesNotContain("name=\"promises." + place.mine + "\" value=\"RELEASED\"")
                .doesNotContainPattern("type=\"radio\"[^>]* checked");

        var refused = browser.submit(choosing, "form#handover", Map.of("to", place.onward));
        assertThat(refused.status()).isEqualTo(422);
        var looked = browser.submit(
                refused,
                "form#handover",
                Map.of(
                        "promises." + place.mine, "CARRIED",
                        "promises." + place.theirs, "RELEASED",
                        "promises." + place.toldByThem, "LEFT",
                        "shown." + place.concern, "true",
                        "texts." + place.concern, "In other words"));
        assertThat(looked.status()).isEqualTo(200);
        assertThat(looked.body()).contains("In other words", "mine " + place.mark, place.manager.name());
        assertNothingHappened();

        var again = browser.submit(looked, "form#handover-change", Map.of());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.select("input[name='promises." + place.theirs + "'][checked]")
                        .attr("value"))
                .isEqualTo("RELEASED");
        looked = browser.submit(again, "form#handover", Map.of());
        var done = browser.submit(looked, "form#handover-done", Map.of());
        assertThat(done.address()).isEqualTo("/relationships/" + place.onward);
        assertThat(done.body()).contains("In other words");
        assertThat(place.events(place.from)).endsWith("CommitmentReleased", "ItemsHandedOver", "RelationshipEnded");
        assertThat(browser.get("/relationships/" + place.from + "/handover").body())
                .contains("already chosen");
        assertThat(browser.get("/relationships/" + place.from + "/history").body())
                .contains("went along");
    }
}
