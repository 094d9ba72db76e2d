package rapport.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import rapport.Rapport;
import rapport.shared.TestHome;
import rapport.web.Chromium;

/** Somebody starts Rapport for the first time, and has the first promise recorded before they lose interest. */
class SettingUpTest {

    /** Fields and clicks, all of them. */
    private static final int PATIENCE = 8;

    private final Path home = TestHome.fresh("first");
    private @Nullable ConfigurableApplicationContext running;

    @RegisterExtension
    final Chromium chromium = new Chromium(() -> Integer.parseInt(Objects.requireNonNull(
            Objects.requireNonNull(running).getEnvironment().getProperty("local.server.port"))));

    @BeforeEach
    void start() {
        running = new SpringApplicationBuilder(Rapport.class).run("--rapport.home=" + home, "--server.port=0");
    }

    @AfterEach
    void stop() {
        Objects.requireNonNull(running).close();
    }

    @ParameterizedTest
    @EnumSource
    void from_the_link_that_is_printed_to_the_first_promise_is_a_matter_of_a_minute(Scripts scripts)
            throws IOException {
        var options = new NewContextOptions().setJavaScriptEnabled(scripts == Scripts.WITH_SCRIPTS);
        var grace = new Seat(chromium.somebodyElse(options).newPage(), chromium.at("localhost"));

        grace.opens("/setup?token="
                        + Files.readString(home.resolve("setup-token")).strip())
                .isAt(Said.SET_UP);
        grace.page()
                .fills(Said.YOUR_NAME, "Grace Hopper")
                .fills(Said.A_PASSPHRASE, "a calm and long passphrase")
                .presses(Said.SET_UP);
        grace.isAt("Rapport is set up").sees("Your recovery code");

        grace.page()
                .under("Add somebody who reports to me")
                .fills("Name", "Ada Lovelace")
                .presses("Add");
        grace.isAt("Ada Lovelace");
        grace.page()
                .under(Said.RECORD_PROMISE)
                .fills("What", "Ask for the travel budget")
                .fills("By when", LocalDate.now().plusDays(2).toString())
                .presses("Record the promise");
        grace.isTold("The promise is recorded.").sees("Ask for the travel budget");

        System.out.println(
                "first promise, " + scripts + ": " + grace.filled() + " fields, " + grace.pressed() + " clicks");
        assertThat(grace.filled() + grace.pressed()).isLessThanOrEqualTo(PATIENCE);
    }
}
