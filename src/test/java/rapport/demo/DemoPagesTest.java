package rapport.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.env.MockEnvironment;
import rapport.Visitor;
import rapport.shared.CannotStart;
import rapport.shared.TestHome;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoPagesTest {

    private static final Path THEIRS = TestHome.fresh("not-for-demonstrations");

    private final Shown shown = Shown.now(
            "--rapport.home=" + THEIRS,
            "--rapport.address=https://rapport.example.org",
            "--rapport.hosts=rapport.example.org",
            "--rapport.auditors=Mallory <mallory@example.org>",
            "--rapport.oidc.issuer=https://login.example.org");

    @AfterAll
    void end() {
        shown.close();
    }

    private Visitor somebody() {
        return new Visitor(shown.port());
    }

    private Visitor as(Cast one) {
        var visitor = somebody();
        var entered = visitor.post("/demo/" + one.path(), Map.of("_csrf", Visitor.csrfIn(visitor.get("/demo"))));
        assertThat(entered.status()).isEqualTo(303);
        return visitor;
    }

    @ParameterizedTest
    @EnumSource(Cast.class)
    void one_click_lets_anybody_in_as_anybody(Cast one) {
        var page = somebody().get("/demo");
        assertThat(Jsoup.parse(page.body()).text()).contains(one.person(), one.line());

        var today = as(one).get("/");
        assertThat(today.status()).isEqualTo(200);
        assertThat(Jsoup.parse(today.body()).select(".bar__viewer").text()).isEqualTo(one.person());
    }

    @Test
    void there_is_nobody_else() {
        var visitor = somebody();
        var csrf = Visitor.csrfIn(visitor.get("/demo"));

        assertThat(visitor.post("/demo/mallory", Map.of("_csrf", csrf)).status())
                .isEqualTo(404);
        assertThat(somebody().post("/demo/miriam", Map.of()).status())
                .as("without the token of a form")
                .isEqualTo(403);
    }

    @Test
    void whoever_is_asked_to_sign_in_or_has_signed_out_comes_to_the_entrances() {
        var asked = somebody().get("/sign-in");
        assertThat(asked.status()).isEqualTo(303);
        assertThat(asked.header("Location")).contains("/demo");

        var out = somebody().get("/sign-in?out");
        assertThat(out.header("Location")).contains("/demo?out");
        assertThat(somebody().get("/demo?out").body()).contains("You are signed out.");
    }

    @Test
    void one_is_led_on_to_the_page_that_was_asked_for() {
        var visitor = somebody();
        assertThat(visitor.get("/people").header("Location")).contains("/sign-in");
        var entered = visitor.post("/demo/miriam", Map.of("_csrf", Visitor.csrfIn(visitor.get("/demo"))));

        assertThat(entered.header("Location")).contains("/people");
    }

    @Test
    void each_page_says_that_all_of_it_is_made_up() {
        var miriam = as(Cast.MIRIAM);
        for (var address : new String[] {"/", "/people", "/settings", "/hints", "/style", "/demo", "/nowhere"}) {
            assertThat(Jsoup.parse(miriam.get(address).body())
                            .select(".made-up")
                            .text())
                    .as(address)
                    .startsWith("Demonstration:");
        }
    }

    @Test
    void the_page_of_style_shows_each_seam_and_each_state_of_a_form() {
        var page = Jsoup.parse(as(Cast.MIRIAM).get("/style").body());

        for (var seam : new String[] {"broken", "waiting", "due", "kept", "closed"}) {
            assertThat(page.select(".seam--" + seam)).as(seam).isNotEmpty();
        }
        assertThat(page.select("[aria-invalid=true]")).hasSizeGreaterThan(2);
        assertThat(page.select(".field__hint")).isNotEmpty();
        assertThat(page.select("button[disabled]")).isNotEmpty();
        assertThat(page.select(".hints li")).isNotEmpty();
        assertThat(page.select(".timeline > li")).hasSizeGreaterThan(2);
        assertThat(page.select(".item .acts")).isNotEmpty();
        assertThat(page.select("[style], style, script:not([src])")).isEmpty();
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    }

    @Nested
    class Apart {

        @Test
        void nothing_of_anybody_s_is_looked_at() {
            assertThat(THEIRS).doesNotExist();
            assertThat(shown.setting("rapport.home")).isNotEqualTo(THEIRS.toString());
            assertThat(Path.of(shown.setting("rapport.home")).resolve("master.key"))
                    .doesNotExist();
            assertThat(Path.of(shown.setting("rapport.home")).resolve("rapport.mv.db"))
                    .doesNotExist();
            assertThat(shown.setting("rapport.auditors")).doesNotContain("Mallory");
            assertThat(somebody()
                            .request("GET", "/demo", Map.of("Host", "rapport.example.org"), null, "")
                            .status())
                    .isEqualTo(421);
        }

        @Test
        void another_database_is_refused() {
            refuses("spring.datasource.url", "jdbc:postgresql://localhost/rapport");
        }

        @Test
        void so_is_any_address_that_others_can_reach() {
            refuses("server.address", "0.0.0.0");
            refuses("server.address", "");
        }

        @Test
        void and_a_clock_that_somebody_shifts() {
            refuses("spring.profiles.active", "demo,lab");
        }

        private static void refuses(String setting, String value) {
            var environment = new MockEnvironment().withProperty("server.address", "127.0.0.1");
            environment.setProperty(setting, value);
            environment.setActiveProfiles(
                    setting.equals("spring.profiles.active") ? value.split(",") : new String[] {"demo"});

            org.assertj.core.api.Assertions.assertThatThrownBy(() -> new DemoConfiguration().databases(environment))
                    .isInstanceOf(CannotStart.class);
        }
    }
}
