package rapport.demo;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import rapport.briefing.Briefing;
import rapport.briefing.OpenItem;
import rapport.parties.RelationshipId;
import rapport.relationships.Relationships;

/**
 * Takes the pictures of the README out of a demonstration, in the system's Chromium: {@code ./mvnw -Ppictures test}. No
 * test, and run on purpose only. The day is always the same, so that a picture changes when the pages do.
 */
class TakePictures {

    private static final Path PICTURES = Path.of("docs", "pictures");
    private static final Instant TUESDAY_MORNING = Instant.parse("2026-11-17T08:10:00Z");
    private static final int COLOURS = 48;
    private static final int LARGEST = 150 * 1024;

    private static final int WIDE = 1200;
    /** Beside an editor: without the second pane. */
    private static final int MIDDLE = 860;

    private static final int NARROW = 390;

    @Test
    void take() throws IOException {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        Files.createDirectories(PICTURES);
        try (var shown = Shown.on(TUESDAY_MORNING);
                var driver = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                var browser = driver.chromium()
                        .launch(new LaunchOptions()
                                .setExecutablePath(chromium())
                                .setChromiumSandbox(!"root".equals(System.getProperty("user.name"))))) {
            take(shown, browser);
        }
    }

    private static void take(Shown shown, Browser browser) throws IOException {
        var brief = "/relationships/" + between(shown, Cast.MIRIAM, Cast.TOMAS);
        var withKwame = between(shown, Cast.ZOE, Cast.KWAME);
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            var name = scheme.name().toLowerCase(java.util.Locale.ROOT);
            try (var window = window(browser, scheme, WIDE, 760)) {
                var page = as(Cast.MIRIAM, shown, window);
                go(page, shown, brief);
                keep(page, "brief-" + name);
            }
            try (var window = window(browser, scheme, NARROW, 780)) {
                var page = as(Cast.MIRIAM, shown, window);
                go(page, shown, brief);
                keep(page, "brief-narrow-" + name);
            }
        }
        try (var window = window(browser, ColorScheme.LIGHT, WIDE, 760)) {
            var page = as(Cast.MIRIAM, shown, window);
            go(page, shown, "/");
            keep(page, "today");
            var line = page.locator("#capture-text").first();
            if (line.count() > 0) {
                line.click();
                line.pressSequentially("promise Tomás: talk to Henrik about on-call pay by friday");
                page.waitForTimeout(1_200);
                keep(page, "capture");
            }
        }
        try (var window = window(browser, ColorScheme.LIGHT, WIDE, 760)) {
            var page = as(Cast.TOMAS, shown, window);
            var promises = page.locator("a[href='/promises-to-me'], a[href='/promises']")
                    .first();
            if (promises.count() > 0) {
                go(page, shown, promises.getAttribute("href"));
                keep(page, "promises-to-me");
            }
        }
        try (var window = window(browser, ColorScheme.LIGHT, MIDDLE, 900)) {
            var page = as(Cast.ZOE, shown, window);
            // That somebody has read along is another story.
            page.locator("form[action$='/seen'] button").first().click();
            page.waitForLoadState();
            go(page, shown, "/relationships/" + withKwame + "/entries/" + named(shown, withKwame));
            page.locator("details.act:has(form[action$='/offer-repair']) > summary")
                    .first()
                    .click();
            var owned = page.locator("textarea[name=owned]").first();
            if (owned.isVisible()) {
                owned.fill("I am sorry if my mail sounded short, but mistakes were made in the rush of that week.");
                page.waitForTimeout(1_200);
            }
            keep(page, "repair");
        }
    }

    private static RelationshipId between(Shown shown, Cast manager, Cast report) {
        var demonstration = shown.bean(Demonstration.class);
        return shown.bean(Relationships.class).of(demonstration.person(manager)).stream()
                .filter(card -> card.parties().report().equals(demonstration.person(report)))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** The moment with which nothing has been done yet. */
    private static UUID named(Shown shown, RelationshipId relationship) {
        var zoe = shown.bean(Demonstration.class).person(Cast.ZOE);
        return shown.bean(Briefing.class).brief(zoe, relationship).openItems().items().stream()
                .filter(item -> item.rupture() != null && item.rupture().stage() == OpenItem.Stage.NAMED)
                .findFirst()
                .orElseThrow()
                .entryId();
    }

    private static BrowserContext window(Browser browser, ColorScheme scheme, int width, int height) {
        return browser.newContext(new NewContextOptions()
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin")
                .setDeviceScaleFactor(2)
                .setViewportSize(width, height));
    }

    private static Page as(Cast one, Shown shown, BrowserContext window) {
        var page = window.newPage();
        go(page, shown, "/demo");
        page.locator("form#enter-" + one.path() + " button").click();
        page.waitForURL(address(shown, "/"));
        return page;
    }

    private static void go(Page page, Shown shown, String path) {
        page.navigate(address(shown, path));
        page.evaluate("() => document.fonts.ready");
    }

    private static String address(Shown shown, String path) {
        return "http://localhost:" + shown.port() + path;
    }

    private static Path chromium() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(directory -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no Chromium on the PATH"));
    }

    // --- making files small -----------------------------------------------------------------------------------------

    private static void keep(Page page, String name) throws IOException {
        var png = small(page.screenshot(
                new ScreenshotOptions().setAnimations(com.microsoft.playwright.options.ScreenshotAnimations.DISABLED)));
        if (png.length > LARGEST) {
            throw new IllegalStateException(name + " is too large: " + png.length);
        }
        Files.write(PICTURES.resolve(name + ".png"), png);
    }

    /** The same with at most so many colours, the most frequent ones; pages have few, and no photographs. */
    private static byte[] small(byte[] screenshot) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(screenshot));
        var counts = new HashMap<Integer, Integer>();
        for (var y = 0; y < image.getHeight(); y++) {
            for (var x = 0; x < image.getWidth(); x++) {
                counts.merge(image.getRGB(x, y) & 0xffffff, 1, Integer::sum);
            }
        }
        var palette = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(COLOURS)
                .map(Map.Entry::getKey)
                .toList();
        return written(indexed(image, new ArrayList<>(palette)));
    }

    private static BufferedImage indexed(BufferedImage image, List<Integer> palette) {
        var red = new byte[palette.size()];
        var green = new byte[palette.size()];
        var blue = new byte[palette.size()];
        for (var i = 0; i < palette.size(); i++) {
            var colour = new Color(palette.get(i));
            red[i] = (byte) colour.getRed();
            green[i] = (byte) colour.getGreen();
            blue[i] = (byte) colour.getBlue();
        }
        var model = new IndexColorModel(8, palette.size(), red, green, blue);
        var result = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        var nearest = new HashMap<Integer, Integer>();
        for (var y = 0; y < image.getHeight(); y++) {
            for (var x = 0; x < image.getWidth(); x++) {
                var index = nearest.computeIfAbsent(image.getRGB(x, y) & 0xffffff, colour -> nearest(colour, palette));
                result.getRaster().setSample(x, y, 0, index);
            }
        }
        return result;
    }

    private static int nearest(int colour, List<Integer> palette) {
        var best = 0;
        var least = Integer.MAX_VALUE;
        for (var i = 0; i < palette.size(); i++) {
            var distance = distance(colour, palette.get(i));
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private static int distance(int one, int other) {
        var red = (one >> 16 & 0xff) - (other >> 16 & 0xff);
        var green = (one >> 8 & 0xff) - (other >> 8 & 0xff);
        var blue = (one & 0xff) - (other & 0xff);
        return red * red + green * green + blue * blue;
    }

    private static byte[] written(BufferedImage image) throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            var parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(javax.imageio.ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(0);
            writer.setOutput(stream);
            writer.write(null, new javax.imageio.IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
