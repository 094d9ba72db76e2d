package rapport.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nobody is shut out of any page: by what it looks like, by how wide their window is, or by having no mouse. */
class AccessibilityTest extends EveryPage {

    private static final String AXE = script("/axe.min.js");
    private static final int HEIGHT = 800;
    private static final int STOPS = 150;
    private static final List<String> REACHED_BY_KEYBOARD = List.of(
            "sign in",
            "sign in, refused",
            "today",
            "brief",
            "brief, promise refused",
            "strain, named",
            "promises to me",
            "1:1s",
            "history",
            "people",
            "settings",
            "tokens",
            "audit");

    private List<View> views = List.of();

    @BeforeAll
    void there_is_something_of_everything() {
        views = views(house(
                key -> "Something about the " + key + " that one would say, with a reason for it.",
                somebody("Grace"),
                somebody("Ada"),
                somebody("Katherine"),
                somebody("Mary"),
                2));
    }

    private final Map<Who, Seat> seats = new EnumMap<>(Who.class);

    private Page seat(Who who) {
        return seats.computeIfAbsent(who, this::sitDown).window();
    }

    private Seat sitDown(Who who) {
        var seat = nobody(new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE));
        return who == Who.NOBODY ? seat : signIn(seat, person(who));
    }

    private Page at(View view) {
        var page = seat(view.who());
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(1200, HEIGHT);
        page.navigate(chromium.at("localhost") + view.path());
        view.then().accept(page);
        return page;
    }

    @Test
    void every_page_is_looked_at() {
        var looked = new TreeSet<String>();
        views.forEach(view -> looked.add(view.route()));
        assertThat(looked).isEqualTo(routes());
    }

    @Test
    void axe_finds_nothing_on_any_page_at_any_width_in_light_and_dark() {
        seats.clear();
        var found = new ArrayList<String>();
        var runs = 0;
        for (var view : views) {
            var page = at(view);
            page.evaluate(AXE);
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
                for (var width : List.of(320, 400, 1200)) {
                    page.setViewportSize(width, HEIGHT);
                    // Whoever has scrolled finds something under the bar, and scrolls on.
                    page.evaluate("() => window.scrollTo(0, 0)");
                    runs++;
                    for (var sentence : sentences(page, script("axe.js"), Map.of("about", about(scheme, width)))) {
                        found.add(view + ", " + scheme + ", " + width + ": " + sentence);
                    }
                }
            }
        }
        System.out.println(
                "axe: " + views.size() + " pages and states, " + runs + " runs, " + found.size() + " findings");
        assertThat(found).isEmpty();
    }

    // Below 600 px the same parts of a page are shown, only closer together.
    private static String about(ColorScheme scheme, int width) {
        if (scheme == ColorScheme.DARK) {
            return "colours";
        }
        return width == 400 ? "sizes" : "everything";
    }

    @Test
    void every_page_says_what_it_is_in_one_heading_and_moves_nothing() {
        seats.clear();
        var found = new ArrayList<String>();
        for (var view : views) {
            var page = at(view);
            if (page.locator("h1").count() != 1) {
                found.add(view + " has " + page.locator("h1").count() + " main headings");
            }
            if (page.locator("main").count() != 1
                    || page.locator("html[lang=en]").count() != 1
                    || page.title().length() < 10) {
                found.add(view + " lacks its main part, its language or its title");
            }
            for (var sentence : sentences(page, script("still.js"), null)) {
                found.add(view + ": " + sentence);
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void by_keyboard_alone_one_reaches_everything_in_order_and_sees_where_one_is() {
        seats.clear();
        var found = new ArrayList<String>();
        var stops = 0;
        for (var view : views) {
            if (!REACHED_BY_KEYBOARD.contains(view.name())) {
                continue;
            }
            var page = at(view);
            // Where something was refused, one begins at what is to be mended.
            var fromTheTop = page.evaluate("() => document.activeElement === document.body")
                    .equals(true);
            page.evaluate("() => { document.activeElement?.blur(); getSelection().removeAllRanges(); }");
            var before = -1;
            for (var at = 0; at < STOPS; at++) {
                page.keyboard().press("Tab");
                var focus = (Map<?, ?>) page.evaluate(script("focus.js"));
                if (focus == null) {
                    break;
                }
                stops++;
                var what = view + ": " + focus.get("what");
                var place = number(focus, "place");
                if (place < before) {
                    break; // once around
                }
                var within = place == before; // the parts of a date, whose ring the browser draws itself
                before = place;
                if (at == 0 && fromTheTop && !what.contains("Skip to the page")) {
                    found.add(what + " comes before the link that skips to the page");
                }
                for (var duty : List.of("ring", "seen")) {
                    if (!within && !Boolean.TRUE.equals(focus.get(duty))) {
                        found.add(what + " has the focus without " + duty);
                    }
                }
                if (Boolean.TRUE.equals(focus.get("covered"))) {
                    found.add(what + " is covered while it has the focus");
                }
                if (number(focus, "tabindex") > 0) {
                    found.add(what + " is out of its turn");
                }
            }
        }
        System.out.println("keyboard: " + stops + " stops on " + REACHED_BY_KEYBOARD.size() + " pages");
        assertThat(found).isEmpty();
    }

    @Test
    void what_is_said_about_the_connection_never_lies_over_what_has_the_focus() {
        seats.clear();
        var found = new ArrayList<String>();
        for (var width : List.of(360, 1200)) {
            var page = at(views.stream()
                    .filter(view -> view.name().equals("brief"))
                    .findFirst()
                    .orElseThrow());
            page.setViewportSize(width, HEIGHT);
            // Without its id, so that what the page itself finds out about its connection leaves it alone.
            page.evaluate("""
                    () => {
                        const line = document.getElementById('live');
                        line.removeAttribute('id');
                        line.textContent = 'As long as the longest sentence there is. '.repeat(4);
                    }""");
            var before = -1;
            for (var at = 0; at < STOPS; at++) {
                page.keyboard().press("Tab");
                var focus = (Map<?, ?>) page.evaluate(script("focus.js"));
                if (focus == null || number(focus, "place") < before) {
                    break;
                }
                before = number(focus, "place");
                if (Boolean.TRUE.equals(focus.get("covered"))) {
                    found.add(width + ": " + focus.get("what"));
                }
            }
            assertThat(page.locator(".live:not(:empty)").isVisible()).isTrue();
        }
        assertThat(found).isEmpty();
    }

    private static int number(Map<?, ?> facts, String name) {
        return facts.get(name) instanceof Number number ? number.intValue() : -1;
    }

    @Test
    void in_the_colours_of_the_system_the_edges_still_tell_states_apart() throws IOException {
        seats.clear();
        var page = at(views.stream()
                .filter(view -> view.name().equals("brief, unfolded"))
                .findFirst()
                .orElseThrow());
        for (var forced : List.of(ForcedColors.NONE, ForcedColors.ACTIVE)) {
            page.emulateMedia(new EmulateMediaOptions().setForcedColors(forced));
            var shapes = new LinkedHashMap<String, String>();
            for (var state : List.of("broken", "waiting", "due")) {
                var item = page.locator("li.seam--" + state).first();
                item.evaluate("one => one.scrollIntoView({ block: 'start' })");
                var box = Objects.requireNonNull(item.boundingBox());
                var strip = page.screenshot(new Page.ScreenshotOptions().setClip(box.x + 2, box.y + 12, 20, 60));
                shapes.put(state, silhouette(strip));
            }
            assertThat(shapes.values())
                    .as("edges, forced colours %s: %s", forced, shapes)
                    .doesNotHaveDuplicates();
            assertThat(shapes.values()).allMatch(shape -> shape.contains("#"));
        }
    }

    /** The shape in a picture without its colours: whatever is not as the background is. */
    private static String silhouette(byte[] png) throws IOException {
        var picture = ImageIO.read(new ByteArrayInputStream(png));
        var background = picture.getRGB(picture.getWidth() - 1, picture.getHeight() - 1);
        var shape = new StringBuilder();
        for (var y = 0; y < picture.getHeight(); y += 2) {
            for (var x = 0; x < picture.getWidth(); x++) {
                shape.append(differ(picture.getRGB(x, y), background) ? '#' : '.');
            }
            shape.append('\n');
        }
        return shape.toString();
    }

    private static boolean differ(int one, int other) {
        var apart = 0;
        for (var shift = 0; shift <= 16; shift += 8) {
            apart += Math.abs((one >> shift & 255) - (other >> shift & 255));
        }
        return apart > 90;
    }

    @SuppressWarnings("unchecked")
    private static List<String> sentences(Page page, String script, @Nullable Object argument) {
        return (List<String>) page.evaluate(script, argument);
    }
}
