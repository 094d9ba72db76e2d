package rapport.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Every page that Rapport has, each in the states in which people meet it: empty, filled, refused, and with everything
 * unfolded. Two relationships hold something of every kind and every stage; what it says is for a test to choose.
 */
abstract class EveryPage extends JourneyTest {

    private static final Map<String, String> SCRIPTS = new LinkedHashMap<>();

    /** Who looks. */
    enum Who {
        NOBODY,
        NEWCOMER,
        MANAGER,
        REPORT,
        AUDITOR
    }

    /**
     * A page in a state.
     *
     * @param route the address as the table of all addresses has it, such as {@code /relationships/{r}}
     * @param then what somebody does there before they look
     */
    record View(String name, Who who, String route, String path, Consumer<Page> then) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** What is recorded, and by whom it can be seen. */
    record House(Two full, Two apart, Two ended, Somebody newcomer, Somebody auditor, Map<String, String> ids) {}

    private final Map<Who, Somebody> people = new LinkedHashMap<>();

    /** A text to record; the key says what for. */
    interface Texts {

        String about(String key);
    }

    Somebody person(Who who) {
        return requireNonNull(people.get(who));
    }

    // --- the house ------------------------------------------------------------------------------------------------

    House house(Texts texts, Somebody manager, Somebody report, Somebody absent, Somebody former, int auditor) {
        var newcomer = somebody("Nora");
        var reader = auditor(auditor);
        var beforehand = apart(manager, report);
        onBehalf(texts, beforehand);
        var full = joined(beforehand);
        var ids = everything(texts, full);
        var apart = apart(manager, absent);
        promised(manager, apart, "MANAGER", texts.about("promise"), today(), today().plusDays(2));
        var ended = two(manager, former);
        promised(manager, ended, "REPORT", texts.about("promise"), today(), today().plusDays(2));
        done(manager, ended, "end", Map.of("reason", texts.about("reason"), "endedOn", today().toString()));
        api(reader)
                .post("/api" + full.brief() + "/openings", Map.of("reason", texts.about("opening")))
                .expect(201);
        people.put(Who.NEWCOMER, newcomer);
        people.put(Who.MANAGER, manager);
        people.put(Who.REPORT, report);
        people.put(Who.AUDITOR, reader);
        return new House(full, apart, ended, newcomer, reader, ids);
    }

    private void onBehalf(Texts texts, Two two) {
        var manager = two.manager();
        var kept = promised(manager, two, "MANAGER", texts.about("promise"), today(), today().plusDays(1));
        done(manager, two, "commitments/" + kept + "/keep", Map.of());
        done(manager, two, "commitments/" + kept + "/confirm", Map.of("onBehalfOf", true));
        recorded(manager, two, "concerns", Map.of("text", texts.about("concern"), "onBehalfOf", true));
    }

    /** Something of every kind, at every stage that it can be at on one day. */
    private Map<String, String> everything(Texts texts, Two two) {
        var ids = new LinkedHashMap<String, String>();
        var manager = two.manager();
        var report = two.report();
        var today = today();
        var past = today.minusDays(4);
        for (var side : List.of("MANAGER", "REPORT")) {
            var by = side.equals("MANAGER") ? manager : report;
            var other = side.equals("MANAGER") ? report : manager;
            ids.put("broken " + side, promised(by, two, side, texts.about("promise"), today.minusDays(10), past));
            ids.put("due " + side, promised(by, two, side, texts.about("promise"), today, today.plusDays(3)));
            ids.put("in flight " + side, promised(by, two, side, texts.about("promise"), today, today.plusDays(60)));
            var claimed = promised(by, two, side, texts.about("promise"), today, today.plusDays(5));
            ids.put("claimed " + side, claimed);
            done(by, two, "commitments/" + claimed + "/keep", Map.of("delivered", texts.about("delivered")));
            var moved = promised(by, two, side, texts.about("promise"), today, today.plusDays(5));
            ids.put("moved " + side, moved);
            var later = Map.of("dueOn", today.plusDays(20).toString(), "reason", texts.about("reason"));
            done(by, two, "commitments/" + moved + "/propose-date", later);
            var disputed = promised(by, two, side, texts.about("promise"), today.minusDays(8), past);
            ids.put("disputed " + side, disputed);
            done(by, two, "commitments/" + disputed + "/keep", Map.of("keptOn", past.toString()));
            done(other, two, "commitments/" + disputed + "/dispute", Map.of("reason", texts.about("reason")));
            var kept = promised(by, two, side, texts.about("promise"), today.minusDays(8), past);
            ids.put("kept " + side, kept);
            done(by, two, "commitments/" + kept + "/keep", Map.of("keptOn", past.toString()));
            done(other, two, "commitments/" + kept + "/confirm", Map.of());
            var released = promised(by, two, side, texts.about("promise"), today, today.plusDays(5));
            ids.put("released " + side, released);
            done(other, two, "commitments/" + released + "/release", Map.of("reason", texts.about("reason")));

            ids.put("thanks " + side, feedback(by, two, texts, "APPRECIATION"));
            ids.put("guidance " + side, feedback(by, two, texts, "GUIDANCE"));
            var hard = feedback(by, two, texts, "GUIDANCE");
            ids.put("hard " + side, hard);
            done(other, two, "feedback/" + hard + "/hear", Map.of("landed", "HARD", "text", texts.about("landed")));
            ids.put("asked " + side, recorded(by, two, "feedback/requests", Map.of("about", texts.about("request"))));
            ids.put("concern " + side, recorded(by, two, "concerns", Map.of("text", texts.about("concern"))));
            var answered = recorded(by, two, "concerns", Map.of("text", texts.about("concern")));
            ids.put("answered " + side, answered);
            done(other, two, "concerns/" + answered + "/answer", Map.of("text", texts.about("answer")));

            ids.put("private " + side, rupture(by, two, texts, side, "PRIVATE"));
            ids.put("named " + side, rupture(other, two, texts, side, "SHARED"));
            done(
                    other,
                    two,
                    "ruptures/" + ids.get("named " + side) + "/describe-impact",
                    Map.of("text", texts.about("impact")));
            var seenDifferently = rupture(other, two, texts, side, "SHARED");
            ids.put("seen differently " + side, seenDifferently);
            done(by, two, "ruptures/" + seenDifferently + "/dispute", Map.of("text", texts.about("dispute")));
            for (var stage : List.of("offered", "declined", "rebuilding")) {
                var id = rupture(other, two, texts, side, "SHARED");
                ids.put(stage + " " + side, id);
                done(
                        by,
                        two,
                        "ruptures/" + id + "/offer-repair",
                        Map.of(
                                "owned", texts.about("owned"),
                                "change", texts.about("change"),
                                "dueOn", today.plusDays(9).toString()));
                if (stage.equals("declined")) {
                    done(other, two, "ruptures/" + id + "/decline-repair", Map.of("missing", texts.about("missing")));
                } else if (stage.equals("rebuilding")) {
                    done(other, two, "ruptures/" + id + "/accept-repair", Map.of("text", texts.about("accept")));
                }
            }
            var letGo = rupture(other, two, texts, side, "SHARED");
            ids.put("let go " + side, letGo);
            done(other, two, "ruptures/" + letGo + "/let-go", Map.of("reason", texts.about("reason")));
            for (var visibility : List.of("SHARED", "PRIVATE")) {
                ids.put(
                        "topic " + visibility + side,
                        recorded(by, two, "topics", Map.of("text", texts.about("topic"), "visibility", visibility)));
                ids.put(
                        "note " + visibility + side,
                        recorded(
                                by,
                                two,
                                "notes",
                                Map.of("text", texts.about("note"), "visibility", visibility, "flagged", true)));
            }
        }
        var wrong = recorded(manager, two, "topics", Map.of("text", texts.about("topic")));
        ids.put("reworded", wrong);
        done(
                manager,
                two,
                "entries/" + wrong + "/reword",
                Map.of("text", texts.about("topic"), "reason", texts.about("reason")));
        var gone = recorded(manager, two, "topics", Map.of("text", texts.about("topic")));
        ids.put("retracted", gone);
        done(manager, two, "entries/" + gone + "/retract", Map.of("reason", texts.about("reason")));
        done(manager, two, "one-on-ones/hold", Map.of("heldOn", today.toString(), "summary", texts.about("summary")));
        return ids;
    }

    /** Open items, four at a time. */
    void many(Two two, int times) {
        for (var i = 0; i < times; i++) {
            var about = " number " + i + ", which was agreed on in the corridor and not written down";
            promised(
                    two.manager(),
                    two,
                    "MANAGER",
                    "An answer" + about,
                    today().minusDays(20),
                    today().minusDays(1 + i % 9));
            promised(two.report(), two, "REPORT", "A draft" + about, today(), today().plusDays(i % 7));
            recorded(two.report(), two, "concerns", Map.of("text", "A worry" + about));
            recorded(two.manager(), two, "topics", Map.of("text", "A topic" + about));
        }
    }

    private String feedback(Somebody by, Two two, Texts texts, String kind) {
        return recorded(
                by,
                two,
                "feedback",
                Map.of("kind", kind, "text", texts.about("feedback"), "situation", texts.about("situation")));
    }

    private String rupture(Somebody by, Two two, Texts texts, String causedBy, String visibility) {
        return recorded(
                by,
                two,
                "ruptures",
                Map.of(
                        "causedBy",
                        causedBy,
                        "kind",
                        "SHARP_TONE",
                        "text",
                        texts.about("rupture"),
                        "occurredOn",
                        today().minusDays(1).toString(),
                        "visibility",
                        visibility));
    }

    // --- the pages ------------------------------------------------------------------------------------------------

    /** Nothing is done before looking. */
    static void look(Page page) {}

    /** Opens whatever is folded away, so that everything can be looked at at once; of the stories, the first two. */
    static void unfold(Page page) {
        page.evaluate("""
                () => [...document.querySelectorAll('details')]
                  .filter((fold, at, all) => !('story' in fold.dataset) || all.filter(one => 'story' in one.dataset).indexOf(fold) < 2)
                  .forEach(fold => {
                    fold.removeAttribute('name');
                    fold.open = true;
                  })""");
        page.waitForFunction("""
                () => [...document.querySelectorAll('details[data-story][open]')]
                  .every(fold => fold.querySelector('.timeline'))""");
    }

    private static void askForHelp(Page page) {
        page.keyboard().press("?");
        page.locator("dialog[open]").waitFor();
    }

    /** Writes on the capture line, sees what becomes of it, and goes on by these keys. */
    private static Consumer<Page> typing(String line, String... keys) {
        return page -> {
            page.keyboard().press("/");
            page.waitForResponse(
                    answer -> answer.url().endsWith("/capture/understand"),
                    () -> page.keyboard().type(line));
            page.locator("[data-capture-under] > *").first().waitFor();
            for (var key : keys) {
                page.keyboard().press(key);
            }
            if (keys.length > 0) {
                page.locator("[data-capture-done] button").first().waitFor();
            }
        };
    }

    /** Sends one of the calendar files of the tests, at the page where it is taken. */
    static Consumer<Page> sendingFile(String name) {
        return page -> {
            page.setInputFiles("#calendar-file-file", Path.of("src/test/resources/ics/" + name + ".ics"));
            page.waitForResponse(
                    answer -> answer.request().method().equals("POST"),
                    () -> page.locator("#calendar-file button").click());
            page.waitForLoadState();
            unfold(page);
        };
    }

    /** Chooses what goes along to somebody new, step by step: one of each kind, the rest stays. */
    private static void choosing(Page page) {
        while (page.locator("form#handover").count() > 0) {
            page.evaluate("""
                    () => {
                        const all = selector => [...document.querySelectorAll('#handover ' + selector)];
                        all('[value=LEFT], [value=false]').forEach(choice => { choice.checked = true; });
                        all('[value=CARRIED], [value=true]').slice(0, 1).forEach(choice => { choice.checked = true; });
                        all('[name=to][value=new]').forEach(choice => { choice.checked = true; });
                        all('[name="manager.name"]').forEach(line => { line.value = 'Edsger'; });
                        all('[name=zone]').forEach(line => { line.value = 'Europe/Berlin'; });
                        const later = new Date(Date.now() + 9 * 24 * 3600 * 1000).toISOString().slice(0, 10);
                        all('[type=date]').forEach(day => { day.value = later; });
                        all('textarea').filter(words => words.value === '').forEach(words => { words.value = 'Anew.'; });
                    }""");
            var step = page.locator("form#handover").getAttribute("action");
            sending("form#handover").accept(page);
            page.waitForFunction(
                    "step => document.querySelector('form#handover')?.getAttribute('action') !== step", step);
        }
        assertThat(page.locator("#handover-done")).isVisible();
    }

    /** Sends a step on which nothing is chosen, or all of it to be told in no words. */
    private static void choosingWrongly(Page page) {
        page.evaluate("""
                () => {
                    const all = selector => [...document.querySelectorAll('#handover ' + selector)];
                    all('[value=CARRIED], [value=true], [name=to][value=new]')
                            .forEach(choice => { choice.checked = true; });
                    all('textarea, [type=text], [type=date]').forEach(field => { field.value = ''; });
                }""");
        sending("form#handover").accept(page);
    }

    /** Forgets whatever was chosen before, so that everything is missing. */
    private static void choosingAnew(Page page) {
        var look = page.url();
        sending("form#handover-forget").accept(page);
        page.waitForURL(url -> !url.equals(look));
        page.navigate(look);
        assertThat(page.locator("#missing")).isVisible();
    }

    /** Sends a form as it is, empty or not, although the browser would hold it back. */
    static Consumer<Page> sending(String form) {
        return page -> {
            // The page may be made anew in place in between: then one fold stays open of those that take turns, and the
            // form is as strict as before.
            page.evaluate("""
                    selector => {
                        const form = document.querySelector(selector);
                        for (let fold = form.closest('details'); fold; fold = fold.parentElement.closest('details')) {
                            fold.open = true;
                        }
                        addEventListener('click', () => { document.querySelector(selector).noValidate = true; },
                            { capture: true, once: true });
                    }""", form);
            page.waitForResponse(
                    answer -> answer.request().method().equals("POST"),
                    () -> page.locator(form)
                            .locator("button:not([name])")
                            .last()
                            .click());
            page.waitForLoadState();
            unfold(page);
        };
    }

    List<View> views(House house) {
        var views = new ArrayList<View>();
        var r = house.full().brief();
        var ids = house.ids();
        views.add(view("sign in", Who.NOBODY, "/sign-in", "/sign-in"));
        views.add(new View("sign in, refused", Who.NOBODY, "/sign-in", "/sign-in", sending("form#sign-in")));
        views.add(view("signed out", Who.NOBODY, "/sign-in", "/sign-in?out"));
        views.add(view("recover", Who.NOBODY, "/recover", "/recover"));
        views.add(new View("recover, refused", Who.NOBODY, "/recover", "/recover", sending("main form")));
        views.add(view("set up, used", Who.NOBODY, "/setup", "/setup?token=used"));
        views.add(view("join, used", Who.NOBODY, "/join", "/join?token=used"));
        views.add(view("auditor, used", Who.NOBODY, "/auditor", "/auditor?token=used"));
        views.add(view("today, empty", Who.NEWCOMER, "/", "/"));
        views.add(view("people, empty", Who.NEWCOMER, "/people", "/people"));
        views.add(view("not there", Who.NEWCOMER, "/**", "/nothing/here"));
        views.add(view("nobody's", Who.NEWCOMER, "/relationships/{r}", r));
        views.add(view("broken", Who.NEWCOMER, "/error", "/error"));

        for (var who : List.of(Who.MANAGER, Who.REPORT)) {
            var as = who == Who.MANAGER ? "" : " as report";
            views.add(view("today" + as, who, "/", "/"));
            views.add(view("brief" + as, who, "/relationships/{r}", r));
            views.add(unfolded(
                    "promise, broken" + as,
                    who,
                    "/relationships/{r}/promises/{c}",
                    r + "/promises/" + ids.get("broken MANAGER")));
            views.add(unfolded(
                    "strain, named" + as,
                    who,
                    "/relationships/{r}/entries/{e}",
                    r + "/entries/" + ids.get("named MANAGER")));
            views.add(unfolded(
                    "strain, rebuilding" + as,
                    who,
                    "/relationships/{r}/entries/{e}",
                    r + "/entries/" + ids.get("rebuilding MANAGER")));
        }
        views.add(unfolded("brief, unfolded", Who.MANAGER, "/relationships/{r}", r));
        views.add(unfolded(
                "brief, nobody joined",
                Who.MANAGER,
                "/relationships/{r}",
                house.apart().brief()));
        views.add(unfolded(
                "brief, ended", Who.MANAGER, "/relationships/{r}", house.ended().brief()));
        views.add(unfolded("brief, of a day", Who.MANAGER, "/relationships/{r}", r + "?asOf=" + today()));
        views.add(view("brief, of no day", Who.MANAGER, "/relationships/{r}", r + "?asOf=never"));
        views.add(
                new View("brief, promise refused", Who.MANAGER, "/relationships/{r}", r, sending("form#make-promise")));
        views.add(
                new View("brief, strain refused", Who.MANAGER, "/relationships/{r}", r, sending("form#name-rupture")));
        for (var stage : List.of("claimed", "moved", "kept")) {
            views.add(unfolded(
                    "promise, " + stage,
                    Who.REPORT,
                    "/relationships/{r}/promises/{c}",
                    r + "/promises/" + ids.get(stage + " MANAGER")));
        }
        for (var entry : List.of(
                "concern MANAGER",
                "answered REPORT",
                "guidance MANAGER",
                "hard REPORT",
                "asked REPORT",
                "private REPORT",
                "offered MANAGER",
                "declined MANAGER",
                "seen differently REPORT",
                "topic SHAREDREPORT",
                "note PRIVATEREPORT",
                "reworded",
                "retracted")) {
            views.add(unfolded(
                    "entry, " + entry.toLowerCase(java.util.Locale.ROOT),
                    Who.REPORT,
                    "/relationships/{r}/entries/{e}",
                    r + "/entries/" + ids.get(entry)));
        }
        views.add(view("promises to me, none", Who.NEWCOMER, "/promises-to-me", "/promises-to-me"));
        views.add(view("promises to me", Who.REPORT, "/promises-to-me", "/promises-to-me"));
        views.add(unfolded("promises to me, unfolded", Who.MANAGER, "/promises-to-me", "/promises-to-me"));
        views.add(unfolded("promises", Who.REPORT, "/relationships/{r}/promises", r + "/promises"));
        views.add(unfolded("1:1s", Who.MANAGER, "/relationships/{r}/one-on-ones", r + "/one-on-ones"));
        views.add(new View(
                "1:1s, refused",
                Who.MANAGER,
                "/relationships/{r}/one-on-ones",
                r + "/one-on-ones",
                sending("form[action$='/cadence']")));
        for (var step : List.of("", "/talked", "/promised", "/next")) {
            var route = "/relationships/{r}/wrap-up" + step;
            views.add(unfolded("wrap up" + step, Who.MANAGER, route, r + "/wrap-up" + step));
            views.add(unfolded("wrap up" + step + " as report", Who.REPORT, route, r + "/wrap-up" + step));
            views.add(unfolded(
                    "wrap up" + step + ", nobody joined",
                    Who.MANAGER,
                    route,
                    house.apart().brief() + "/wrap-up" + step));
        }
        views.add(unfolded(
                "wrap up, ended",
                Who.MANAGER,
                "/relationships/{r}/wrap-up",
                house.ended().brief() + "/wrap-up"));
        views.add(new View(
                "wrap up, promise refused",
                Who.MANAGER,
                "/relationships/{r}/wrap-up/promised",
                r + "/wrap-up/promised",
                sending("form#wrap-up-promise")));
        views.add(new View(
                "wrap up, topic refused",
                Who.REPORT,
                "/relationships/{r}/wrap-up/talked",
                r + "/wrap-up/talked",
                sending("form#wrap-up-topic")));
        views.add(view("from a calendar", Who.MANAGER, "/relationships/{r}/calendar", r + "/calendar"));
        views.add(new View(
                "from a calendar, looked at",
                Who.MANAGER,
                "/relationships/{r}/calendar",
                r + "/calendar",
                sendingFile("two-series")));
        views.add(new View(
                "from a calendar, refused",
                Who.MANAGER,
                "/relationships/{r}/calendar",
                r + "/calendar",
                sendingFile("all-day")));
        views.add(view("taking it along", Who.MANAGER, "/relationships/{r}/export", r + "/export"));
        views.add(unfolded("history", Who.MANAGER, "/relationships/{r}/history", r + "/history"));
        views.add(unfolded(
                "history of one",
                Who.MANAGER,
                "/relationships/{r}/history/{e}",
                r + "/history/" + ids.get("reworded")));
        views.add(view("who else opened it", Who.REPORT, "/relationships/{r}/access", r + "/access"));
        views.add(view(
                "who else opened it, nobody",
                Who.MANAGER,
                "/relationships/{r}/access",
                house.apart().brief() + "/access"));
        views.add(view("another manager", Who.REPORT, "/relationships/{r}/handover", r + "/handover"));
        views.add(new View(
                "another manager, refused",
                Who.REPORT,
                "/relationships/{r}/handover",
                r + "/handover",
                EveryPage::choosingWrongly));
        views.add(view(
                "another manager, one step",
                Who.REPORT,
                "/relationships/{r}/handover/{step}",
                r + "/handover/strains"));
        views.add(new View(
                "another manager, one step, refused",
                Who.REPORT,
                "/relationships/{r}/handover/{step}",
                r + "/handover/promised-to-you",
                EveryPage::choosingWrongly));
        views.add(new View(
                "another manager, not all chosen",
                Who.REPORT,
                "/relationships/{r}/handover/look",
                r + "/handover/look",
                EveryPage::choosingAnew));
        views.add(new View(
                "another manager, looked at",
                Who.REPORT,
                "/relationships/{r}/handover",
                r + "/handover",
                EveryPage::choosing));
        views.add(unfolded("in your name", Who.REPORT, "/relationships/{r}/on-my-behalf", r + "/on-my-behalf"));
        views.add(unfolded("people", Who.MANAGER, "/people", "/people"));
        views.add(new View("people, refused", Who.MANAGER, "/people", "/people", sending("form#start-report")));
        views.add(unfolded("settings", Who.MANAGER, "/settings", "/settings"));
        views.add(new View(
                "settings, refused", Who.MANAGER, "/settings", "/settings", sending("form[action$='/passphrase']")));
        views.add(view("reminders", Who.MANAGER, "/settings/reminders", "/settings/reminders"));
        views.add(new View(
                "reminders, refused",
                Who.MANAGER,
                "/settings/reminders",
                "/settings/reminders",
                sending("form[action$='/reminders']")));
        views.add(unfolded("passkeys", Who.MANAGER, "/settings/passkeys", "/settings/passkeys"));
        views.add(unfolded("tokens", Who.MANAGER, "/settings/tokens", "/settings/tokens"));
        views.add(new View(
                "tokens, refused",
                Who.MANAGER,
                "/settings/tokens",
                "/settings/tokens",
                sending("main section form:has([name=name])")));
        views.add(unfolded("calendar", Who.MANAGER, "/settings/calendar", "/settings/calendar"));
        views.add(new View(
                "calendar, made",
                Who.MANAGER,
                "/settings/calendar",
                "/settings/calendar",
                sending("form#make-calendar-link")));
        views.add(view("email", Who.MANAGER, "/settings/email", "/settings/email"));
        views.add(view("email, a link to confirm", Who.NOBODY, "/email/confirm/{token}", "/email/confirm/used"));
        views.add(view("email, a link to end", Who.NOBODY, "/email/unsubscribe/{token}", "/email/unsubscribe/used"));
        views.add(view("webhooks, none", Who.MANAGER, "/settings/webhooks", "/settings/webhooks"));
        views.add(new View(
                "webhooks, refused",
                Who.MANAGER,
                "/settings/webhooks",
                "/settings/webhooks",
                sending("form#add-webhook")));
        webhooks(person(Who.AUDITOR));
        views.add(unfolded("webhooks", Who.AUDITOR, "/settings/webhooks", "/settings/webhooks"));
        views.add(view("verify", Who.MANAGER, "/verify", "/verify"));
        views.add(new View("verify, refused", Who.MANAGER, "/verify", "/verify", sending("form[action$='/receipts']")));
        views.add(view("hints", Who.MANAGER, "/hints", "/hints"));
        views.add(view("help", Who.MANAGER, "/help", "/help"));
        views.add(new View("help over a brief", Who.MANAGER, "/help", r, EveryPage::askForHelp));
        views.add(view("capture", Who.MANAGER, "/capture", "/capture"));
        views.add(view("capture, nobody", Who.NEWCOMER, "/capture", "/capture"));
        views.add(new View(
                "capture, understood",
                Who.MANAGER,
                "/",
                "/",
                typing("thanks " + house.full().report().name() + ": for the notes")));
        views.add(new View(
                "capture, asked",
                Who.MANAGER,
                "/",
                "/",
                typing("rupture " + house.full().report().name() + ": a sharp word")));
        views.add(new View("capture, not understood", Who.MANAGER, "/", "/", typing("promise of nothing")));
        views.add(new View(
                "capture, recorded",
                Who.MANAGER,
                "/",
                "/",
                typing("thanks " + house.full().report().name() + ": for the notes", "Enter")));
        views.add(view("no answer", Who.NOBODY, "/offline", "/offline"));
        views.add(unfolded("audit", Who.AUDITOR, "/audit", "/audit"));
        views.add(view("brief as auditor", Who.AUDITOR, "/relationships/{r}", r));
        views.add(view("history as auditor", Who.AUDITOR, "/relationships/{r}/history", r + "/history"));
        return views;
    }

    /** One of each kind, one of which was switched off; nothing is sent there. */
    private void webhooks(Somebody somebody) {
        for (var format : List.of("GENERIC", "SLACK", "TEAMS")) {
            webhook(somebody, "Our " + format.toLowerCase(java.util.Locale.ROOT) + " channel", format);
        }
        sql.sql("update webhook set state = 'ON', with_words = true, last_result = 'ARRIVED', last_status = 202,"
                        + " last_at = made_at where person = ? and format = 'TEAMS'")
                .param(somebody.id().value())
                .update();
        sql.sql("update webhook set state = 'STOPPED', unseen = true, last_result = 'NOT_SECURE', last_status = 0,"
                        + " last_at = made_at where person = ? and format = 'SLACK'")
                .param(somebody.id().value())
                .update();
    }

    private void webhook(Somebody somebody, String name, String format) {
        api(somebody)
                .post(
                        "/api/webhooks",
                        Map.of("name", name, "format", format, "url", "https://1.1.1.1/services/0123456789abcdef"))
                .expect(201);
    }

    static View view(String name, Who who, String route, String path) {
        return new View(name, who, route, path, EveryPage::look);
    }

    static View unfolded(String name, Who who, String route, String path) {
        return new View(name, who, route, path, EveryPage::unfold);
    }

    /** The addresses of all pages, from the table that is held against the running application. */
    static Set<String> routes() {
        try (var in = requireNonNull(EveryPage.class.getResourceAsStream("/matrix.txt"))) {
            var routes = new TreeSet<String>();
            var pages = false;
            for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("[")) {
                    pages = line.startsWith("[pages]");
                } else if (pages && line.startsWith("GET ")) {
                    routes.add(line.substring(4, line.indexOf('|')).strip());
                }
            }
            // What is not a page, and the stories, which are parts of the pages that list them.
            routes.removeIf(
                    route -> route.matches("/(assets|webjars)/.*|/calendar/.*|/live|/service-worker.js|.*/story"));
            return Collections.unmodifiableSet(routes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A script for the browser, from the resources of the tests. */
    static String script(String name) {
        return SCRIPTS.computeIfAbsent(name, EveryPage::read);
    }

    private static String read(String name) {
        try (var in = requireNonNull(EveryPage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
