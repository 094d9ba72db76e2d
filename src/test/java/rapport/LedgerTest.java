package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import rapport.erasure.Erasures;
import rapport.parties.RelationshipId;
import rapport.relationships.ErasureBasis;

/** Who else opened a history, as the two see it. */
class LedgerTest extends ServedTest {

    @Autowired
    private Erasures erasures;

    private Somebody manager = operatorToBe();
    private Somebody report = operatorToBe();
    private String relationship = "";

    private static Somebody operatorToBe() {
        return new Somebody(rapport.parties.PersonId.random(), "", "", "");
    }

    @BeforeEach
    void two_meet() {
        manager = somebody("Mara");
        report = somebody("Rhea");
        relationship = relationship(manager, report);
        join(report, relationship);
    }

    private String at(String rest) {
        return "/relationships/" + relationship + rest;
    }

    private void opened(int auditor, String reason) {
        api(auditor(auditor))
                .post("/api" + at("/openings"), Map.of("reason", reason))
                .expect(201);
    }

    private List<String> told(Somebody who, String query) {
        var told = new ArrayList<String>();
        api(who).get("/api" + at("/access") + query)
                .expect(200)
                .json()
                .get("accesses")
                .forEach(line ->
                        told.add(line.path("reason").asString(line.get("what").asString())));
        return told;
    }

    @Test
    void at_first_there_is_nobody_and_the_page_says_so() {
        for (var who : List.of(manager, report)) {
            assertThat(told(who, "")).isEmpty();
            assertThat(signedIn(who).get(at("/access")).text()).contains("Nobody but you two has opened this history.");
            assertThat(signedIn(who).get(at("/history")).text()).contains(at("/access"));
        }
    }

    @Test
    void both_see_everybody_who_opened_it_newest_first_with_why_and_until_when() {
        opened(0, "A complaint");
        opened(1, "A question");

        for (var who : List.of(manager, report, auditor(0))) {
            assertThat(told(who, "")).containsExactly("A question", "A complaint");
            var first =
                    api(who).get("/api" + at("/access")).json().get("accesses").get(0);
            assertThat(first.at("/by/name").asString()).isEqualTo("Orla Opener");
            assertThat(first.get("role").asString()).isEqualTo("AUDITOR");
            assertThat(java.time.Instant.parse(first.get("until").asString()))
                    .isEqualTo(
                            java.time.Instant.parse(first.get("at").asString()).plus(java.time.Duration.ofHours(8)));
            assertThat(signedIn(who).get(at("/access")).text())
                    .contains(
                            "Orla Opener (auditor)", "Aldo Auditor (auditor)", "A complaint", "is open to them until");
        }
        assertThat(signedIn(manager).get("/").text()).contains(at("/access"));
    }

    @Test
    void it_can_be_read_in_parts_and_what_comes_meanwhile_moves_nothing() {
        opened(0, "first");
        erasures.announce(new RelationshipId(UUID.fromString(relationship)), ErasureBasis.OTHER);
        erasures.withdraw(new RelationshipId(UUID.fromString(relationship)));
        var newest = api(report).get("/api" + at("/access?limit=2")).expect(200).json();
        assertThat(newest.get("next").asLong()).isEqualTo(1);
        opened(1, "second");

        assertThat(told(report, "?limit=2&before=1")).containsExactly("first");
        assertThat(told(report, "")).containsExactly("second", "ERASURE_WITHDRAWN", "ERASURE_ANNOUNCED", "first");
        assertThat(signedIn(report).get(at("/access?before=1")).text())
                .contains("Aldo Auditor (auditor) opened this history. It")
                .doesNotContain("Orla Opener (auditor) opened this history. It");
        for (var wrong : List.of("before=0", "before=x", "before=-1", "limit=0", "limit=201", "limit=x")) {
            api(report).get("/api" + at("/access?" + wrong)).expect(400);
        }
    }

    @Test
    void it_is_there_for_whoever_may_read_and_for_nobody_else() {
        var stranger = somebody("Stranger");
        for (var who : List.of(stranger, auditor(0), operator())) {
            assertThat(api(who).get("/api" + at("/access")).expect(404).text())
                    .isEqualTo(api(who).get("/api/relationships/" + UUID.randomUUID() + "/access")
                            .text());
        }
        api(manager)
                .post("/api" + at("/end"), Map.of("reason", "done", "endedOn", today().toString()))
                .expect(200);
        opened(0, "after the end");
        for (var who : List.of(manager, report, auditor(0))) {
            assertThat(told(who, "")).containsExactly("after the end");
        }
        api(stranger).get("/api" + at("/access")).expect(404);
    }

    @Test
    void both_see_on_every_page_what_is_to_be_erased_until_each_has_seen_it() {
        erasures.announce(new RelationshipId(UUID.fromString(relationship)), ErasureBasis.BOTH_ASKED);
        for (var who : List.of(manager, report)) {
            var visitor = signedIn(who);
            for (var page : List.of("/", "/people", "/settings", at(""), at("/history"))) {
                assertThat(visitor.get(page).text())
                        .as(page)
                        .contains("both of the two asked for it", "I have seen this");
            }
            var form = java.util.regex.Pattern.compile("/relationships/[^\"]*/erasures/[^\"]*/seen")
                    .matcher(visitor.get("/").text());
            assertThat(form.find()).isTrue();
            assertThat(visitor.submit(form.group(), Map.of()).status()).isEqualTo(303);
            assertThat(visitor.get("/people").text()).doesNotContain("I have seen this");
        }
        assertThat(signedIn(somebody("Stranger")).get("/").text()).doesNotContain("I have seen this");
    }
}
