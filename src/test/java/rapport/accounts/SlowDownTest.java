package rapport.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import rapport.shared.MovableClock;

/** How long whoever guesses has to wait. Times are put forward, so that it does not matter how quick this machine is. */
class SlowDownTest {

    private static final Duration BLINK = Duration.ofMillis(500);

    private final MovableClock clock = new MovableClock();
    private SlowDown slowDown = new SlowDown(JdbcClient.create(new DriverManagerDataSource()), clock);
    private JdbcClient sql = JdbcClient.create(new DriverManagerDataSource());

    @BeforeEach
    void an_empty_table() {
        var source = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/rapport")
                .load()
                .migrate();
        sql = JdbcClient.create(source);
        slowDown = new SlowDown(sql, clock);
    }

    private void fails(String who, int times) {
        for (int time = 0; time < times; time++) {
            slowDown.failed(who);
        }
    }

    private void assertWaits(String who, long seconds) {
        assertThat(slowDown.waitOf(who))
                .isBetween(Duration.ofSeconds(seconds).minus(BLINK.multipliedBy(2)), Duration.ofSeconds(seconds));
        clock.forward(Duration.ofSeconds(seconds).plus(BLINK));
        assertThat(slowDown.waitOf(who)).isZero();
    }

    @Test
    void people_mistype_so_the_first_five_cost_nothing() {
        fails("ada", 4);
        assertThat(slowDown.waitOf("ada")).isZero();
        slowDown.failed("ada");
        assertThat(slowDown.waitOf("ada")).isPositive();
    }

    @Test
    void each_further_one_waits_twice_as_long_up_to_a_minute() {
        fails("ada", 5);
        for (var seconds : new long[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
            assertWaits("ada", seconds);
            slowDown.failed("ada");
        }
        fails("ada", 200);
        assertWaits("ada", 60);
    }

    @Test
    void one_right_answer_ends_it_and_nobody_elses_counts() {
        fails("ada", 9);
        assertThat(slowDown.waitOf("grace")).isZero();
        slowDown.succeeded("grace");
        assertThat(slowDown.waitOf("ada")).isPositive();
        slowDown.succeeded("ada");
        assertThat(slowDown.waitOf("ada")).isZero();
        fails("ada", 4);
        assertThat(slowDown.waitOf("ada")).isZero();
    }

    @Test
    void after_a_day_it_is_forgotten_and_taken_out_of_the_table() {
        fails("ada", 20);
        clock.forward(Duration.ofDays(1).plusMinutes(1));
        assertThat(slowDown.waitOf("ada")).isZero();
        slowDown.failed("grace");
        assertThat(sql.sql("select count(*) from sign_in_failure")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void the_table_does_not_tell_whom_it_is_about() {
        slowDown.failed("ada@example.org");
        assertThat(sql.sql("select who from sign_in_failure")
                        .query((row, _) -> row.getBytes(1))
                        .single())
                .hasSize(32)
                .isNotEqualTo("ada@example.org".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
