package rapport;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.cli.CommandLineUse.rapport;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import rapport.accounts.Accounts;
import rapport.cli.Heard;
import rapport.shared.TestHome;

/** While nothing runs, only whoever has the files can change them; so nothing is left unsealed when it is told to stop. */
class PlannedStopTest {

    @Test
    void what_was_recorded_before_a_planned_stop_is_sealed_by_it() {
        var home = TestHome.fresh("planned-stop");
        var running = new Heard();
        try (var served = SpringApplication.run(
                Rapport.class, "--rapport.home=" + home, "--server.port=0", "--rapport.seals.every=P1D")) {
            var port = Integer.parseInt(String.valueOf(served.getEnvironment().getProperty("local.server.port")));
            new Api(port, null)
                    .setUp(served.getBean(Accounts.class).openSetupToken().orElseThrow())
                    .start("Grace");
            assertThat(rapport(home, running, "verify")).as(running.text()).isZero();
        }
        assertThat(running.text()).contains("0 sealed events in 1 block were").contains("not sealed yet");

        var stopped = new Heard();
        assertThat(rapport(home, stopped, "verify")).as(stopped.text()).isZero();
        assertThat(stopped.text()).contains("sealed event in 2 blocks").doesNotContain("not sealed yet");
    }
}
