package rapport.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a page costs to load, the first time and after, and that it stands still once it is there. */
class WeightTest extends EveryPage {

    private static final int FIRST = 100_000;
    private static final int AFTER = 15_000;
    private static final double STILL = 0.002;
    private static final Pattern INLINE =
            Pattern.compile("<[^>]+\\sstyle=|<style|<script(?![^>]*\\ssrc=)|\\son\\w+=\"|javascript:");

    private @Nullable House house;
    private @Nullable Two some;
    private @Nullable Two many;

    @BeforeAll
    void there_is_something_of_everything() {
        house = house(
                key -> "Something about the " + key + " that one would say, with a reason for it.",
                somebody("Grace"),
                somebody("Ada"),
                somebody("Katherine"),
                somebody("Mary"),
                1);
        some = two(person(Who.MANAGER), somebody("Jean"));
        many(some, 3);
        many = two(somebody("Barbara"), somebody("Frances"));
        many(many, 50);
    }

    /** What came over the wire, as the browser counts it: heads and bodies as they were sent. */
    private static final class Scales {

        private final CDPSession session;
        private final Map<String, String> addresses = new LinkedHashMap<>();
        private final Map<String, Integer> bytes = new LinkedHashMap<>();

        Scales(Page page) {
            session = page.context().newCDPSession(page);
            session.on(
                    "Network.requestWillBeSent",
                    sent -> addresses.put(
                            sent.get("requestId").getAsString(),
                            sent.getAsJsonObject("request").get("url").getAsString()));
            session.on(
                    "Network.loadingFinished",
                    finished -> bytes.put(
                            finished.get("requestId").getAsString(),
                            finished.get("encodedDataLength").getAsInt()));
            session.send("Network.enable");
        }

        void cache(boolean used) {
            var off = new JsonObject();
            off.addProperty("cacheDisabled", !used);
            session.send("Network.setCacheDisabled", off);
        }

        int weighs(Page page, String address) {
            addresses.clear();
            bytes.clear();
            page.navigate(address);
            page.waitForLoadState(LoadState.LOAD);
            page.evaluate("() => new Promise(done => setTimeout(done, 60))");
            return bytes.values().stream().mapToInt(Integer::intValue).sum();
        }

        /** Whatever came over the wire besides the page itself. */
        List<String> assets() {
            return bytes.entrySet().stream()
                    .filter(one -> one.getValue() > 0)
                    .map(one -> addresses.getOrDefault(one.getKey(), ""))
                    .filter(address -> address.contains("/assets/"))
                    .toList();
        }
    }

    @Test
    void a_page_is_light_at_first_and_lighter_after_and_stands_still() {
        var there = Objects.requireNonNull(house);
        var paths = new LinkedHashMap<String, String>();
        paths.put("today", "/");
        paths.put("brief", there.full().brief());
        paths.put("brief of 12", Objects.requireNonNull(some).brief());
        paths.put("brief of 200", Objects.requireNonNull(many).brief());
        paths.put("promises to me", "/promises-to-me");
        paths.put("promise", there.full().brief() + "/promises/" + there.ids().get("broken MANAGER"));
        paths.put("strain", there.full().brief() + "/entries/" + there.ids().get("rebuilding MANAGER"));
        paths.put("promises", there.full().brief() + "/promises");
        paths.put("1:1s", there.full().brief() + "/one-on-ones");
        paths.put("history", there.full().brief() + "/history");
        paths.put("people", "/people");
        paths.put("settings", "/settings");
        paths.put("passkeys", "/settings/passkeys");
        paths.put("tokens", "/settings/tokens");
        paths.put("calendar", "/settings/calendar");
        paths.put("hints", "/hints");
        paths.put("help", "/help");
        paths.put("capture", "/capture");
        var figures = new ArrayList<String>();
        var troubles = new ArrayList<String>();
        for (var wide : List.of(1200, 400)) {
            var options = new NewContextOptions()
                    .setViewportSize(wide, 800)
                    // What goes by way of it is weighed where nobody looks.
                    .setServiceWorkers(ServiceWorkerPolicy.BLOCK);
            var seat = signIn(nobody(options), person(Who.MANAGER));
            var other = signIn(nobody(options), Objects.requireNonNull(many).manager());
            for (var one : List.of(seat, other)) {
                one.window().context().addInitScript("""
                        window.shifts = 0;
                        window.shifted = [];
                        new PerformanceObserver(list => list.getEntries().forEach(shift => {
                          window.shifts += shift.value;
                          shift.sources.forEach(one => window.shifted.push(one.node?.outerHTML?.slice(0, 80)));
                        }))
                          .observe({ type: 'layout-shift', buffered: true });""");
            }
            var scales = new Scales(seat.window());
            var others = new Scales(other.window());
            for (var path : paths.entrySet()) {
                var at = path.getKey().equals("brief of 200") ? other : seat;
                var by = at == other ? others : scales;
                weigh(path, wide, at.window(), by, figures, troubles);
            }
        }
        System.out.println("weight, first and after, in bytes: " + String.join("; ", figures));
        assertThat(troubles).isEmpty();
    }

    private void weigh(
            Map.Entry<String, String> path,
            int wide,
            Page page,
            Scales scales,
            List<String> figures,
            List<String> troubles) {
        var address = chromium.at("localhost") + path.getValue();
        var name = path.getKey();
        scales.cache(wide != 1200);
        var first = scales.weighs(page, address);
        var shifts = ((Number) page.evaluate("() => window.shifts")).doubleValue();
        if (wide == 1200) {
            scales.cache(true);
            scales.weighs(page, address);
            var after = scales.weighs(page, address);
            figures.add(name + " " + first + ", " + after);
            weigh(name, first, after, scales, troubles);
        }
        shifts = Math.max(shifts, ((Number) page.evaluate("() => window.shifts")).doubleValue());
        if (shifts >= STILL) {
            troubles.add(name + " shifts by " + shifts + " while it loads, " + wide + " wide: "
                    + page.evaluate("() => window.shifted.join(', ')"));
        }
        var answer = Objects.requireNonNull(page.reload());
        var inline = INLINE.matcher(answer.text());
        if (inline.find()) {
            troubles.add(name + " has something inline: " + inline.group());
        }
        var policy = Objects.requireNonNullElse(answer.headerValue("content-security-policy"), "");
        if (!policy.contains("default-src 'none'") || policy.contains("unsafe") || policy.contains("data:")) {
            troubles.add(name + " may load anything: " + policy);
        }
    }

    private static void weigh(String name, int first, int after, Scales scales, List<String> troubles) {
        if (first > FIRST) {
            troubles.add(name + " weighs " + first + " bytes at first");
        }
        if (after > AFTER) {
            troubles.add(name + " weighs " + after + " bytes when it is asked for again");
        }
        if (!scales.assets().isEmpty()) {
            troubles.add(name + " loads again what it has: " + scales.assets());
        }
    }
}
