package rapport.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nobody is shut out of any page: by what it looks like, by how wide their window is, or by having no mouse. */
class AccessibilityTest extends EveryPage {

    private static final String AXE = script("/axe.min.js");
    private static final int HEIGHT = 800;

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
                    runs++;
                    for (var sentence : sentences(page, script("axe.js"), Map.of("colours", scheme == ColorScheme.DARK))) {
                        found.add(view + ", " + scheme + ", " + width + ": " + sentence);
                    }
                }
            }
        }
        System.out.println("axe: " + views.size() + " pages and states, " + runs + " runs, " + found.size() + " findings");
        assertThat(found).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static List<String> sentences(Page page, String script, Object argument) {
        return (List<String>) page.evaluate(script, argument);
    }
}
