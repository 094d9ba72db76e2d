package rapport.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whatever people write, and however much of it: nothing reaches out of the window, is cut off, or covers something else. */
class FittingTest extends EveryPage {

    private static final int LONGEST = 4_000;
    private static final List<Integer> WIDTHS = List.of(320, 400, 900, 1200);

    private static final List<String> TEXTS = List.of(
            "W".repeat(LONGEST),
            filled(
                    "A promise that goes on, with one clause after another, and says in the end what it said at first. "),
            filled(
                    "https://tracker.example.org/projects/the-quiet-room/issues/4711?filter=everything-that-is-open&view="),
            filled("אמרתי שאשוב אליך עם תשובה עד יום חמישי, ולא עשיתי זאת. "),
            filled("وعدتك بأن أتحدث مع الفريق قبل نهاية الأسبوع ولم أفعل. "),
            filled("来週の金曜日までに会議室の件を確認すると約束しましたがまだ何もしていません"),
            filled("👩🏽‍💻 and Straßenbahnhaltestellenüberdachung "),
            "A short one.\n\nIn\nseveral\nlines.");

    private static final List<String> NAMES = List.of(
            sixty("Wilhelmina-Alexandrina-Konstantia-von-Hohenzollern-Sigmaringen"),
            sixty("عبد الرحمن بن محمد بن عبد الله الفهد السبيعي القحطاني الدوسري"),
            sixty("寿限無寿限無五劫の擦り切れ海砂利水魚の水行末雲来末風来末食う寝る処に住む処藪ら柑子の藪柑子パイポパイポパイポのシューリンガ"),
            "W".repeat(60));

    private static String sixty(String name) {
        return name.substring(0, Math.min(60, name.length()));
    }

    private static String filled(String with) {
        return with.repeat(LONGEST / with.length() + 1).substring(0, LONGEST);
    }

    private final Map<Who, Seat> seats = new EnumMap<>(Who.class);

    private Page at(View view) {
        var page = seats.computeIfAbsent(view.who(), this::sitDown).window();
        page.setViewportSize(1200, 800);
        page.navigate(chromium.at("localhost") + view.path());
        view.then().accept(page);
        return page;
    }

    private Seat sitDown(Who who) {
        var seat = nobody(new NewContextOptions());
        return who == Who.NOBODY ? seat : signIn(seat, person(who));
    }

    @Test
    void nothing_overflows_whatever_people_write() {
        seats.clear();
        var number = new AtomicInteger();
        var house = house(
                _ -> TEXTS.get(number.getAndIncrement() % TEXTS.size()),
                somebodyCalled(NAMES.get(0), "a".repeat(50) + "@long.example.org"),
                somebodyCalled(NAMES.get(1), "rtl@long.example.org"),
                somebodyCalled(NAMES.get(2), "cjk@long.example.org"),
                somebodyCalled(NAMES.get(3), "w@long.example.org"),
                3);
        var views = views(house);
        var found = look(views);
        System.out.println(
                "fit: " + views.size() + " pages and states at " + WIDTHS + ", " + found.size() + " findings");
        assertThat(found).isEmpty();
    }

    @Test
    void two_hundred_open_items_stay_on_a_page_that_can_be_used() {
        seats.clear();
        var two = two(somebody("Grace"), somebody("Ada"));
        many(two, 50);
        var found = new ArrayList<String>();
        var seat = signedIn(two.manager(), Scripts.WITH_SCRIPTS);
        for (var path : List.of(
                two.brief(),
                "/",
                "/?whole=true",
                "/promises-to-me",
                two.brief() + "/wrap-up/talked",
                two.brief() + "/wrap-up/talked?whole=true",
                two.brief() + "/wrap-up/promised",
                two.brief() + "/promises",
                two.brief() + "/history")) {
            seat.opens(path);
            found.addAll(troubles(seat.window(), path));
        }
        seat.opens(two.brief() + "?whole=true");
        EveryPage.unfold(seat.window());
        found.addAll(troubles(seat.window(), "unfolded"));
        assertThat(seat.window().locator("li.item").count()).isGreaterThanOrEqualTo(200);
        assertThat(found).isEmpty();
    }

    private List<String> look(List<View> views) {
        var found = new ArrayList<String>();
        for (var view : views) {
            found.addAll(troubles(at(view), view.name()));
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private static List<String> troubles(Page page, String where) {
        var found = new ArrayList<String>();
        for (var width : WIDTHS) {
            page.setViewportSize(width, 800);
            for (var sentence : (List<String>) page.evaluate(script("fit.js"))) {
                found.add(where + ", " + width + ": " + sentence);
            }
        }
        return found;
    }
}
