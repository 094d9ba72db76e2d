package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A real Chromium for the tests of a class, to be registered as an extension: one browser for the whole run, and for
 * each test windows that share nothing with those of another. After each test it sees to it that no request went to
 * anybody but the server that is tested, and that the browser had nothing to complain about: no error in a script, no
 * breach of the content policy, nothing that could not be loaded.
 *
 * <p>Where there is no Chromium the tests are skipped; with {@code CI=true} in the environment they fail.
 */
public final class Chromium implements BeforeEachCallback, AfterEachCallback {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    /** What pages and scripts ask for on purpose may be refused: whether that is right is for the test to say. */
    private static final Set<String> ASKED_FOR = Set.of("document", "fetch", "xhr");

    static {
        // A busy machine is no fault of the page's: only what never comes is.
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    }

    private final IntSupplier port;
    private final Supplier<String> friend;
    private final List<String> troubles = new ArrayList<>();
    private final List<BrowserContext> others = new ArrayList<>();
    private final Set<BrowserContext> scriptless = new HashSet<>();
    private @Nullable Running running;
    private @Nullable BrowserContext windows;
    private @Nullable Page page;

    /** @param port where the server that is tested listens on this machine, once it does */
    public Chromium(IntSupplier port) {
        this(port, () -> "nobody:");
    }

    /** @param friend another server on this machine that people are meant to go to, as its address begins */
    Chromium(IntSupplier port, Supplier<String> friend) {
        this.port = port;
        this.friend = friend;
    }

    /** The executable on a search path. */
    static Optional<Path> on(@Nullable String searchPath) {
        return Optional.ofNullable(searchPath).stream()
                .flatMap(path -> List.of(path.split(File.pathSeparator)).stream())
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The executable; without one the test that asks is skipped, or fails where a Chromium has to be. */
    static Path required(Optional<Path> found, @Nullable String ci) {
        var missing = "no Chromium on the PATH (" + String.join(", ", NAMES) + "), so pages are not tried in one";
        if (found.isEmpty() && "true".equals(ci)) {
            throw new AssertionError(missing);
        }
        Assumptions.assumeTrue(found.isPresent(), missing);
        return found.orElseThrow();
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        var executable = required(on(System.getenv("PATH")), System.getenv("CI"));
        running = test.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(Running.class, _ -> Running.start(executable), Running.class);
        troubles.clear();
        windows = running.browser().newContext(new NewContextOptions().setLocale("en-GB"));
        // Nobody else is ever reached, however a page may try.
        windows.route(url -> !isOurs(url), Route::abort);
        watch(windows);
        page = windows.newPage();
    }

    /**
     * The windows of somebody else, who shares nothing with the first; closed after the test like those. They keep what
     * they have loaded, as browsers do; requests for somebody else find nobody, and are seen.
     */
    public BrowserContext somebodyElse(NewContextOptions options) {
        var theirs =
                Objects.requireNonNull(running, "no test is running").browser().newContext(options.setLocale("en-GB"));
        others.add(theirs);
        if (Boolean.FALSE.equals(options.javaScriptEnabled)) {
            scriptless.add(theirs);
        }
        watch(theirs);
        return theirs;
    }

    private void watch(BrowserContext windows) {
        windows.onRequest(this::look);
        // Seen where a script asks for it: what the browser says of a connection may come after the test.
        windows.routeWebSocket(url -> !isOurs(url.replaceFirst("^ws", "http")), socket -> {
            troubles.add("a connection to somebody else: " + socket.url());
            socket.close();
        });
        windows.onResponse(this::look);
        windows.onRequestFailed(request -> {
            // What is announced by a link although scripts are switched off is not wanted, and not missed.
            var wanted =
                    !(scriptless.contains(windows) && request.resourceType().equals("script"));
            if (wanted && !isGivenUp(request)) {
                troubles.add("could not be loaded (" + request.failure() + "): " + request.url());
            }
        });
        windows.onConsoleMessage(message -> {
            // What was answered with an error is looked at as a response, where it can be told whether it matters.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                troubles.add("console: " + message.text());
            }
        });
        windows.onWebError(error -> troubles.add("script: " + error.error()));
    }

    // When a page is left, the browser gives up what it was still loading; its icon, loaded beside it, as failed.
    private static boolean isGivenUp(Request request) {
        return "net::ERR_ABORTED".equals(request.failure())
                || ("net::ERR_FAILED".equals(request.failure()) && request.url().endsWith("/icon.svg"));
    }

    private void look(Request request) {
        if (!isOurs(request.url())) {
            troubles.add("a request for somebody else: " + request.url());
        }
    }

    private void look(Response response) {
        var status = response.status();
        if (status >= 500
                || (status >= 400 && !ASKED_FOR.contains(response.request().resourceType()))) {
            troubles.add("answered with " + status + ": " + response.url());
        }
    }

    private boolean isOurs(String url) {
        return url.startsWith(at("localhost") + "/")
                || url.startsWith(at("127.0.0.1") + "/")
                || url.startsWith(friend.get())
                || url.startsWith("data:");
    }

    /** The server that is tested, under one of its names. */
    public String at(String name) {
        return "http://" + name + ":" + port.getAsInt();
    }

    /** The first window of this test. */
    public Page page() {
        return Objects.requireNonNull(page, "no test is running");
    }

    /** One more window, which shares its cookies with the first. */
    public Page newPage() {
        return Objects.requireNonNull(windows, "no test is running").newPage();
    }

    /** The first window, at a page under the name {@code localhost}. */
    public Page open(String path) {
        page().navigate(at("localhost") + path);
        return page();
    }

    /** The first window, at Today, after somebody has signed in there. */
    public Page signIn(String who, String passphrase) {
        signIn(open("/sign-in"), who, passphrase);
        return page();
    }

    /** Signs somebody in at a sign-in page, and waits until they are at Today. */
    public static void signIn(Page atSignIn, String who, String passphrase) {
        atSignIn.getByLabel("Name or e-mail address").fill(who);
        atSignIn.locator("form#sign-in [name=passphrase]").fill(passphrase);
        atSignIn.locator("form#sign-in .form__buttons button").click();
        PlaywrightAssertions.assertThat(atSignIn.locator("h1")).hasText("Today");
    }

    /** What went wrong so far; whoever takes it has expected it, and the test does not fail of it. */
    public List<String> takeTroubles() {
        // Brings in what the browser has said and nobody has listened to yet.
        var all = new ArrayList<>(others);
        all.add(Objects.requireNonNull(windows));
        for (var one : all.stream().flatMap(context -> context.pages().stream()).toList()) {
            try {
                // Where scripts are switched off no timer ever rings.
                one.evaluate(
                        scriptless.contains(one.context()) ? "0" : "() => new Promise(done => setTimeout(done, 0))");
            } catch (PlaywrightException _) {
                // on its way to another page
            }
        }
        var taken = List.copyOf(troubles);
        troubles.clear();
        return taken;
    }

    @Override
    public void afterEach(ExtensionContext test) {
        end();
    }

    /** Closes the windows of this test, and fails if there was trouble that nobody took. */
    void end() {
        var open = windows;
        if (open != null) {
            try {
                assertThat(takeTroubles()).as("troubles in the browser").isEmpty();
            } finally {
                others.forEach(BrowserContext::close);
                others.clear();
                scriptless.clear();
                open.close();
                windows = null;
                page = null;
            }
        }
    }

    /** The one browser of a run, and the driver behind it; JUnit closes it when all tests are over. */
    private record Running(Playwright driver, Browser browser) implements AutoCloseable {

        static Running start(Path executable) {
            var isRoot = "root".equals(System.getProperty("user.name"));
            var driver = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            try {
                // The sandbox does not work for root, and is used for everybody else.
                var browser = driver.chromium()
                        .launch(new LaunchOptions()
                                .setExecutablePath(executable)
                                .setHeadless(true)
                                // What goes past the watch on requests, such as names looked up ahead, finds nobody.
                                .setArgs(
                                        List.of(
                                                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1"))
                                .setChromiumSandbox(!isRoot));
                return new Running(driver, browser);
            } catch (PlaywrightException e) {
                driver.close();
                throw e;
            }
        }

        @Override
        public void close() {
            browser.close();
            driver.close();
        }
    }
}
