package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapport.commitments.CommitmentActKind;
import rapport.web.Browser;
import rapport.webhooks.OtherSide;

/**
 * Sends a word that occurs nowhere else through every door, well and badly, with everything logged that can be, and then
 * looks for it in every file, every line printed and every refusal.
 */
class MarkerIT {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    @TempDir
    private Path scratch;

    private final String marker = unique();
    private final String passphrase = unique();
    private final List<String> refusals = new ArrayList<>();
    private final Set<CommitmentActKind> recorded = new HashSet<>();

    private static String unique() {
        return "Marker" + UUID.randomUUID().toString().replace("-", "");
    }

    @Test
    void the_search_finds_a_secret_in_whatever_encoding() {
        var traces = new Traces(marker);
        traces.forms()
                .forEach((name, form) -> assertThat(traces.in(
                                "text", new String(form.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)))
                        .as(name)
                        .isNotEmpty());
        for (var before : List.of("", "x", "xy")) {
            var encoded = java.util.Base64.getEncoder()
                    .encodeToString((before + marker + "more").getBytes(StandardCharsets.UTF_8));
            assertThat(traces.in("text", encoded)).hasSize(1);
        }
        assertThat(traces.in("text", unique())).isEmpty();
    }

    @Test
    void words_and_secrets_leave_no_trace() throws Exception {
        var place = new JarProcess.Place(scratch);
        var log = place.home().resolve("log/rapport.log");
        String setupToken;
        String token;
        String auditorToken;
        String signing;
        String output;
        var found = new ArrayList<String>();
        try (var jar = JarProcess.ready(
                place,
                Map.of("RAPPORT_AUDITORS", "Edsger <edsger@example.org>"),
                "--logging.level.root=TRACE",
                "--logging.level.rapport=TRACE",
                "--rapport.webhooks.private-addresses=true",
                "--logging.file.name=" + log)) {
            setupToken = jar.setupToken();
            var nobody = jar.api();
            refuse(nobody.post("/api/setup", Map.of("token", marker, "name", "Ada", "passphrase", passphrase)), 401);
            refuse(nobody.post("/api/setup", Map.of("token", setupToken, "name", "", "passphrase", passphrase)), 422);
            var done = nobody.post("/api/setup", Map.of("token", setupToken, "name", "Ada", "passphrase", passphrase));
            token = done.expect(201).json().get("token").asString();
            var api = nobody.withToken(token);
            signIn(nobody);
            recordEverywhere(api);
            recordTheWholeLanguage(api);
            sendWhatIsRefused(api);
            recordOnPages(new Browser(jar.port()));
            contestOnceJoined(api, new Browser(jar.port()));
            auditorToken = jar.auditorToken();
            openAsAuditor(new Browser(jar.port()), auditorToken, api);
            signing = tellAnotherProgram(api);

            var words = new Traces(marker);
            for (var refusal : refusals) {
                found.addAll(words.in("an answer", refusal));
            }
            found.addAll(words.below(place.home()));
            jar.stop();
            output = jar.said();
        }
        assertThat(log).isNotEmptyFile();
        assertThat(recorded)
                .as("acts recorded with words or without")
                .containsExactlyInAnyOrder(CommitmentActKind.values());
        for (var secret : List.of(marker, passphrase, token, signing)) {
            found.addAll(new Traces(secret).below(place.home()));
            found.addAll(new Traces(secret).in("output", output));
        }
        // The link that holds it is printed on purpose; it must not be kept.
        found.addAll(new Traces(setupToken).below(place.home()));
        found.addAll(new Traces(auditorToken).below(place.home()));
        assertThat(found).isEmpty();
    }

    private void recordEverywhere(Api api) {
        var path = "/api/relationships/" + api.start("Grace");
        var kept = promise(api, path);
        act(api, kept, CommitmentActKind.KEEP, Map.of("delivered", marker, "onBehalfOf", true));
        act(api, kept, CommitmentActKind.DISPUTE, Map.of("reason", marker));
        act(api, kept, CommitmentActKind.KEEP, Map.of("delivered", marker, "onBehalfOf", true));
        act(api, kept, CommitmentActKind.CONFIRM, Map.of());
        var moved = promise(api, path);
        Map<String, ?> later = Map.of("dueOn", day(9), "reason", marker, "onBehalfOf", true);
        act(api, moved, CommitmentActKind.PROPOSE_DATE, later);
        act(api, moved, CommitmentActKind.REFUSE_DATE, Map.of("reason", marker));
        act(api, moved, CommitmentActKind.PROPOSE_DATE, later);
        act(api, moved, CommitmentActKind.ACCEPT_DATE, Map.of());
        var forTheOther = Map.of("reason", marker, "onBehalfOf", true);
        act(api, promise(api, path), CommitmentActKind.MISS, forTheOther);
        act(api, promise(api, path), CommitmentActKind.RELEASE, Map.of("reason", marker));
        act(api, promise(api, path), CommitmentActKind.WITHDRAW, forTheOther);
        act(api, promise(api, path), CommitmentActKind.DECLINE, forTheOther);
        // They can be read, or their absence elsewhere would say nothing.
        assertThat(api.get("/api/promises-to-me").expect(200).text()).contains(marker);
        assertThat(api.get(path + "/open-items").expect(200).text()).contains(marker);
        assertThat(api.get("/api/today").expect(200).text()).contains(marker);
        api.post(path + "/end", Map.of("reason", marker, "endedOn", day(0))).expect(200);
        refuse(api.post(path + "/commitments", Map.of("promisor", "REPORT", "text", marker, "dueOn", day(3))), 409);
    }

    /** Everything that is no promise: every field that takes words, shared and private. */
    private void recordTheWholeLanguage(Api api) {
        var path = "/api/relationships/" + api.start("Edsger");
        var request = created(api, path + "/feedback/requests", Map.of("about", marker, "onBehalfOf", true));
        var feedback = created(
                api,
                path + "/feedback",
                Map.of("kind", "GUIDANCE", "text", marker, "situation", marker, "answers", request));
        did(
                api,
                path + "/feedback/" + feedback + "/hear",
                Map.of("landed", "HARD", "text", marker, "onBehalfOf", true));
        var concern = path + "/concerns/" + created(api, path + "/concerns", Map.of("text", marker));
        did(api, concern + "/hear", Map.of("text", marker, "onBehalfOf", true));
        var promise = Map.of("text", marker, "plan", marker, "dueOn", day(2));
        did(api, concern + "/answer", Map.of("text", marker, "commitment", promise, "onBehalfOf", true));
        did(api, concern + "/reopen", Map.of("reason", marker));
        did(api, concern + "/withdraw", Map.of("reason", marker));
        mend(api, path, feedback);
        for (var visibility : List.of("SHARED", "PRIVATE")) {
            var topic = created(api, path + "/topics", Map.of("text", marker, "visibility", visibility));
            did(api, path + "/entries/" + topic + "/reword", Map.of("text", marker, "reason", marker));
            if (visibility.equals("SHARED")) {
                did(api, path + "/topics/" + topic + "/drop", Map.of("reason", marker));
            }
            var note = Map.of("text", marker, "visibility", visibility, "flagged", true);
            did(api, path + "/entries/" + created(api, path + "/notes", note) + "/retract", Map.of("reason", marker));
            created(api, path + "/notes", note);
        }
        api.send(
                        "PUT",
                        path + "/cadence",
                        "{\"rrule\":\"FREQ=WEEKLY\",\"firstStart\":\"" + day(1)
                                + "T10:00\",\"minutes\":30,\"zone\":\"UTC\"}")
                .expect(200);
        did(api, path + "/one-on-ones/cancel", Map.of("start", day(1) + "T10:00", "reason", marker));
        did(api, path + "/one-on-ones/hold", Map.of("heldOn", day(-1), "summary", marker));
        refuse(
                api.send(
                        "PUT",
                        path + "/cadence",
                        "{\"rrule\":\"" + marker + "\",\"firstStart\":\"" + day(1)
                                + "T10:00\",\"minutes\":30,\"zone\":\"UTC\"}"),
                409);
        refuse(api.send("PUT", path + "/trust", "{\"own\":\"" + marker + "\",\"guessOfOther\":6}"), 422);
        refuse(api.post(path + "/notes", Map.of("text", marker, "visibility", marker)), 422);
        refuse(api.get(path + "/history?before=" + marker), 400);
        refuse(api.get(path + "/history?kind=" + marker), 400);
        // What is not kept is not written down either.
        assertThat(api.post("/api/hints", Map.of("owned", "Sorry, but " + marker, "change", marker))
                        .expect(200)
                        .text())
                .doesNotContain(marker);
        for (var view : List.of("/history", "/history?q=" + marker, "/brief", "/open-items")) {
            assertThat(api.get(path + view).expect(200).text()).contains(marker);
        }
    }

    private void mend(Api api, String path, String feedback) {
        var rupture = created(
                api,
                path + "/ruptures",
                Map.of(
                        "causedBy",
                        "REPORT",
                        "kind",
                        "SHARP_TONE",
                        "text",
                        marker,
                        "occurredOn",
                        day(-2),
                        "about",
                        feedback));
        did(api, path + "/entries/" + rupture + "/reword", Map.of("text", marker, "reason", marker));
        rupture = path + "/ruptures/" + rupture;
        did(api, rupture + "/share", Map.of());
        did(api, rupture + "/describe-impact", Map.of("text", marker));
        did(api, rupture + "/dispute", Map.of("text", marker, "onBehalfOf", true));
        var repair = Map.of("owned", marker, "change", marker, "dueOn", day(5), "onBehalfOf", true);
        did(api, rupture + "/offer-repair", repair);
        did(api, rupture + "/decline-repair", Map.of("missing", marker));
        did(api, rupture + "/offer-repair", repair);
        did(api, rupture + "/accept-repair", Map.of("text", marker));
        did(api, rupture + "/note-change", Map.of("held", true, "text", marker));
        refuse(api.post(rupture + "/note-change", Map.of("held", true, "text", marker)), 409);
        did(api, rupture + "/let-go", Map.of("reason", marker));
    }

    private static String created(Api api, String path, Map<String, ?> body) {
        return api.post(path, body).expect(201).json().get("id").asString();
    }

    private static void did(Api api, String path, Map<String, ?> body) {
        api.post(path, body).expect(200);
    }

    /** The same words through the other door: made, acted on, refused and shown again as they were typed. */
    private void recordOnPages(Browser browser) {
        browser.submit(browser.get("/sign-in"), "#sign-in", Map.of("name", "Ada", "passphrase", passphrase));
        var page = browser.submit(
                browser.get("/people"), "#start-report", Map.of("report.name", "Barbara", "zone", "Europe/Berlin"));
        var brief = page.address();
        page = browser.submit(
                page, "#make-promise", Map.of("promisor", "REPORT", "text", marker, "plan", marker, "dueOn", day(2)));
        page = browser.get(page.select("ol.items a").attr("href"));
        assertThat(page.body()).contains(marker);
        page = browser.submit(page, "form[action$=/propose-date]", Map.of("dueOn", day(9), "reason", marker));
        page = browser.submit(page, "form[action$=/refuse-date]", Map.of("reason", marker));
        page = browser.submit(page, "form[action$=/keep]", Map.of("delivered", marker));
        assertThat(page.body()).contains(marker);
        var refused = browser.submit(
                browser.get(brief), "#make-promise", Map.of("promisor", "REPORT", "text", marker, "dueOn", "never"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains(marker);
        assertThat(browser.get("/").status()).isEqualTo(200);
        page = browser.submit(browser.get(brief), "#name-rupture", Map.of("text", marker));
        page = browser.submit(page, "form[action$=/share]", Map.of());
        page = browser.submit(page, "#raise-concern", Map.of("text", marker));
        assertThat(page.body()).contains(marker);
        var hinted = browser.submit(
                page,
                "form[action$=/offer-repair]",
                Map.of("owned", "Sorry if " + marker, "change", marker, "hints", "true"));
        assertThat(hinted.body()).contains(marker, "Nothing is recorded yet");
        var history = browser.get(brief + "/history");
        assertThat(browser.submit(history, "#history-search", Map.of("q", marker))
                        .body())
                .contains(marker);
    }

    /** What was said in somebody's name is contested by them, in words of their own, once they have joined. */
    private void contestOnceJoined(Api api, Browser browser) {
        var relationship = "/relationships/" + api.start("Joan");
        var path = "/api" + relationship;
        var inTheirName = Map.of("onBehalfOf", true);
        Map<String, ?> mine = Map.of("promisor", "MANAGER", "text", marker, "dueOn", day(3));
        var moved = path + "/commitments/" + created(api, path + "/commitments", mine);
        did(api, moved + "/propose-date", Map.of("dueOn", day(9), "reason", marker));
        did(api, moved + "/accept-date", inTheirName);
        did(api, path + "/commitments/" + created(api, path + "/commitments", mine) + "/release", inTheirName);
        var strain = Map.of(
                "causedBy", "MANAGER", "kind", "OTHER", "text", marker, "occurredOn", day(0), "visibility", "SHARED");
        did(api, path + "/ruptures/" + created(api, path + "/ruptures", strain) + "/let-go", inTheirName);
        var invited = api.post(path + "/invitations").expect(201);
        var joining = browser.get("/join?token=" + invited.json().get("token").asString());
        assertThat(browser.submit(joining, "#join-new", Map.of("name", "Joan", "passphrase", passphrase))
                        .status())
                .isEqualTo(200);
        for (var act : List.of("dispute-date", "dispute", "reopen")) {
            var page = browser.get(relationship + "/on-my-behalf");
            assertThat(browser.submit(page, "form[action$=/" + act + "]", Map.of("reason", marker))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(browser.get(relationship + "/history").body()).contains(marker);
        recorded.add(CommitmentActKind.DISPUTE_DATE);
    }

    /** An auditor's reason is as secret as what it lets them read; both of the two are shown it. */
    private void openAsAuditor(Browser browser, String auditorToken, Api api) {
        var page = browser.submit(
                browser.get("/auditor?token=" + auditorToken), "#auditor", Map.of("passphrase", passphrase));
        assertThat(page.status()).isEqualTo(200);
        page = browser.submit(browser.get("/audit"), "form[action$=/openings]", Map.of("reason", marker));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains(marker);
        assertThat(api.get("/api/today").expect(200).json().get("accesses").toString())
                .contains(marker);
    }

    /** Where another program is reached is as secret as what signs the messages to it; both come back with no refusal. */
    private String tellAnotherProgram(Api api) {
        try (var other = new OtherSide(OtherSide.status(200))) {
            var address = other.address() + "/" + marker;
            var added = api.post("/api/webhooks", Map.of("name", "ours", "format", "GENERIC", "url", address))
                    .expect(201)
                    .json();
            var webhook = "/api/webhooks/" + added.get("id").asString();
            api.post(webhook + "/words", Map.of("words", true)).expect(200);
            api.post(webhook + "/trial", Map.of()).expect(200);
            assertThat(other.asked().getFirst().head()).contains(marker);
            other.saying(OtherSide.status(302, "Location: " + address));
            refusals.add(api.post(webhook + "/trial", Map.of()).expect(200).text());
            for (var wrong :
                    List.of("ftp://" + marker, "https://" + marker + "@127.0.0.1", "https://" + marker + ".invalid")) {
                refuse(api.post("/api/webhooks", Map.of("name", "ours", "format", "SLACK", "url", wrong)), 422);
            }
            refusals.add(
                    api.get("/api/webhooks").expect(200).text().replace(marker.substring(marker.length() - 4), ""));
            return added.get("secret").asString().replaceFirst("whsec_", "").replaceFirst("=+$", "");
        }
    }

    private static String day(int fromToday) {
        return LocalDate.now(ZoneOffset.UTC).plusDays(fromToday).toString();
    }

    private String promise(Api api, String path) {
        var made = api.post(
                path + "/commitments", Map.of("promisor", "REPORT", "text", marker, "plan", marker, "dueOn", day(3)));
        return path + "/commitments/" + made.expect(201).json().get("id").asString();
    }

    private void act(Api api, String promise, CommitmentActKind kind, Map<String, ?> body) {
        api.post(promise + "/" + kind.path(), body).expect(200);
        recorded.add(kind);
    }

    private void refuse(Api.Answer answer, int status) {
        refusals.add(answer.expect(status).text());
    }

    private void sendWhatIsRefused(Api api) throws IOException {
        var path = "/api/relationships/" + api.start("Linus");
        var commitments = path + "/commitments";
        refuse(api.post(commitments, Map.of("promisor", "REPORT", "text", marker.repeat(200), "dueOn", day(3))), 422);
        refuse(api.post(commitments, Map.of("promisor", marker, "text", marker + '\u0000', "dueOn", marker)), 422);
        refuse(api.post(commitments, Map.of("my " + marker, marker, "text", marker, "id", marker)), 422);
        refuse(api.post(commitments, Map.of("text", Map.of("my " + marker, List.of(marker)))), 422);
        for (var broken : List.of(
                "{\"text\": \"" + marker,
                "{\"text\": " + marker + "}",
                "[\"" + marker + "\"]",
                "{\"" + marker + "\": 1, \"" + marker + "\": 2}",
                "{\"text\": \"\\u12" + marker + "\"}",
                "{} " + marker)) {
            refuse(api.send("POST", commitments, broken), 400);
        }
        refuse(api.sent("POST", commitments, "text/plain", marker), 415);
        refuse(api.sent("POST", commitments, "application/x-www-form-urlencoded", "text=" + marker), 415);
        refuse(api.send("POST", commitments, "{\"text\":\"" + marker.repeat(20_000) + "\"}"), 413);
        refuse(api.post(path + "/end", Map.of("reason", marker, "endedOn", day(3))), 409);
        refuse(api.post(commitments + "/" + UUID.randomUUID() + "/keep", Map.of("delivered", marker)), 404);
        refuse(api.withToken(marker).get("/api/me"), 401);
        refuse(api.withToken(marker).post(commitments, Map.of("text", marker)), 401);
        for (var method : List.of("PUT", "PATCH", "DELETE")) {
            refuse(api.send(method, commitments, "{\"text\":\"" + marker + "\"}"), 405);
        }
        var body = "{\"text\":\"" + marker + "\"}";
        var rest = "\r\nAuthorization: Bearer " + api.token() + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\nConnection: close\r\n\r\n" + body;
        refusals.add(api.raw("POST " + commitments + " HTTP/1.1\r\nHost: elsewhere.example" + rest));
        refusals.add(
                api.raw("POST " + commitments + " HTTP/1.1\r\nHost: localhost\r\nOrigin: http://" + marker + rest));
        refusals.add(api.raw("POST " + commitments + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: " + marker
                + "\r\nCookie: rapport=" + marker + rest));
        refusals.add(api.raw("POST " + commitments
                + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + marker));
        refusals.add(api.raw("POST " + commitments + " HTTP/1.1\r\nHost: localhost\r\nBad " + marker + ": x" + rest));
        refusals.add(api.raw("POST /" + marker + "{} HTTP/1.1\r\nHost: localhost" + rest));
        refusals.add(api.raw("POST /%zz" + marker + " HTTP/1.1\r\nHost: localhost" + rest));
        refusals.add(api.raw(marker + " / HTTP/1.1\r\nHost: localhost" + rest));
        refusals.add(api.raw("GET / " + marker + "\r\nHost: localhost" + rest));
        refusals.add(api.raw(marker));
        // Asked for by what was written, as a search would be.
        refuse(api.get("/api/relationships/" + marker), 404);
        refuse(api.get(path + "/open-items?asOf=" + marker), 400);
        refuse(api.get("/api/nowhere/" + marker + "?q=" + marker), 404);
        assertThat(refusals).hasSizeGreaterThan(35);
    }

    /** Passphrases right and wrong, with and without what a form of ours would send along. */
    private void signIn(Api nobody) throws IOException {
        var form = "application/x-www-form-urlencoded";
        for (var secret : List.of(marker, passphrase)) {
            var fields = "name=Ada&passphrase=" + secret;
            refusals.add(nobody.sent("POST", "/sign-in", form, fields).text());
            refusals.add(nobody.sent("POST", "/sign-in?" + fields, form, "").text());
            refusals.add(nobody.sent("POST", "/setup", form, "token=" + secret + "&" + fields)
                    .text());
            signInAsABrowser(nobody, fields);
        }
    }

    private void signInAsABrowser(Api nobody, String fields) {
        var page = nobody.raw("GET /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        var csrf = CSRF.matcher(page);
        var cookie = Pattern.compile("(?i)set-cookie: ([^;]+)").matcher(page);
        if (csrf.find() && cookie.find()) {
            var body = fields + "&_csrf=" + csrf.group(1);
            refusals.add(nobody.raw("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie.group(1)
                    + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                    + "\r\nConnection: close\r\n\r\n" + body));
        }
    }
}
