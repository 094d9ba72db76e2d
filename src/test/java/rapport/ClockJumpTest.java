package rapport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import rapport.eventstore.OnPostgres;
import rapport.reminders.Reminders;
import rapport.seals.Checks;
import rapport.seals.Sealer;
import rapport.shared.OneClock;

/** The clock of the machine jumps an hour back while Rapport runs, and later forth again. */
class ClockJumpTest extends ServedTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Autowired
    private OneClock clock;

    @Autowired
    private Sealer sealer;

    @Autowired
    private Checks checks;

    @Autowired
    private Reminders reminders;

    @AfterEach
    void right() {
        clock.follow(Instant::now);
    }

    @Test
    void nothing_wrong_is_recorded_and_nobody_is_locked_out() {
        assumeFalse(OnPostgres.isOn(), "the time is the database's");
        var ada = somebody("Ada");
        var grace = somebody("Grace");
        var relationship = relationship(ada, grace);
        join(grace, relationship);
        var path = "/api/relationships/" + relationship;
        var promise = Map.of(
                "promisor", "REPORT",
                "text", "the figures",
                "dueOn", LocalDate.now(ZoneOffset.UTC).plusDays(7).toString());
        var signedIn = signedIn(ada);
        var first = record(ada, relationship, "commitments", promise);
        sealer.seal();
        var blocks = blocks();

        clock.follow(() -> Instant.now().minus(HOUR));

        assertThat(signedIn.get("/relationships/" + relationship).status()).isEqualTo(200);
        assertThat(signedIn(grace).get("/people").status()).isEqualTo(200);
        // What was promised "later" is there, and is kept now.
        api(grace).post(path + "/commitments/" + first + "/keep", Map.of()).expect(200);
        var second = record(ada, relationship, "commitments", promise);
        var open = api(ada).get(path + "/open-items").expect(200);
        assertThat(kinds(open))
                .contains(Map.entry(first, "AWAITING_VERDICT"), Map.entry(second, "DUE_BY_NEXT"))
                .hasSize(2);
        assertThat(api(ada).get(path + "/history").expect(200).json().get("events"))
                .hasSizeGreaterThanOrEqualTo(4);
        reminders.look();
        sealer.seal();
        assertThat(blocks()).isGreaterThan(blocks);
        assertThat(checks.run((_, _) -> {}).findings()).isEmpty();
        // A few wrong tries, and the right one, as at any other time.
        var visitor = nobody();
        for (var tries = 0; tries < 3; tries++) {
            assertThat(visitor.submit("/sign-in", Map.of("name", ada.name(), "passphrase", "not this one at all"))
                            .status())
                    .isEqualTo(422);
        }
        visitor.signIn(ada.name(), PASSPHRASE);

        clock.follow(Instant::now);

        assertThat(visitor.get("/relationships/" + relationship).status()).isEqualTo(200);
        api(grace).post(path + "/commitments/" + second + "/keep", Map.of()).expect(200);
        sealer.seal();
        assertThat(checks.run((_, _) -> {}).findings()).isEmpty();
        assertThat(sql.sql("select count(*) from stale_view").query(Long.class).single())
                .isZero();
    }

    private static List<Map.Entry<String, String>> kinds(Api.Answer open) {
        var kinds = new ArrayList<Map.Entry<String, String>>();
        open.json()
                .get("items")
                .forEach(item -> kinds.add(Map.entry(
                        item.get("entryId").asString(), item.get("kind").asString())));
        return kinds;
    }

    private long blocks() {
        return sql.sql("select count(*) from seal_block").query(Long.class).single();
    }
}
