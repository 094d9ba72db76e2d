package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.axonframework.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import rapport.Api.Answer;
import rapport.accounts.Accounts;
import rapport.accounts.AuditorLinks;
import rapport.accounts.MorePeople;
import rapport.accounts.NamedAuditors;
import rapport.doors.Acts;
import rapport.doors.Collection;
import rapport.doors.Fields;
import rapport.doors.Joining;
import rapport.exports.PartyExport;
import rapport.exports.Unzipped;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.seals.Sealer;
import rapport.seals.Seals;
import rapport.web.Browser;
import tools.jackson.databind.json.JsonMapper;

/**
 * The same story told twice, to two applications that know nothing of each other: once one party also keeps a notebook,
 * once not. Whatever the other party can ask for, or an auditor, is the same, byte for byte, until something is shared.
 */
class PrivacyTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final String ZONE = "Europe/Berlin";
    private static final Pattern CSRF =
            Pattern.compile("(name=\"_csrf\"[^>]*value=|name=\"csrf\"[^>]*content=)\"[^\"]+\"");

    /** By which start of the application a page was made; how often its viewer was told of something follows, and counts. */
    private static final Pattern START = Pattern.compile("(name=\"rapport-version\" content=\")[0-9a-f]{8}-");

    /** The id that a form holds ready for what it will create. */
    private static final Pattern NEW_ID =
            Pattern.compile("(type=\"hidden\" name=\"[a-z.]*id\" value=)\"[0-9a-f-]{36}\"");

    /** The ids of one's own tokens on the page where they are revoked. */
    private static final Pattern TOKEN_ID = Pattern.compile("(/settings/tokens/|revoke-)[0-9a-f-]{36}");

    /** The ids that events get by chance, and the hashes over files that hold them. */
    private static final Pattern EVENT_ID = Pattern.compile("(\"sequence\":\\d+,\"id\":\"|\"sha256\" : \")[0-9a-f-]+");

    /** The hash in a receipt is another one on each server, and with each block; the number must be the same. */
    private static final Pattern RECEIPT =
            Pattern.compile("(?<![-\\w])([0-9]{1,7})-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}(?![-\\w])");

    private static final Pattern OFFER = Pattern.compile("\"repair\":\"([0-9a-f-]{36})\"");

    private static final String RELATIONSHIP = id(1);
    private static final String PROMISE = id(11);
    private static final String OTHER_PROMISE = id(12);
    private static final String FEEDBACK = id(13);
    private static final String REQUEST = id(14);
    private static final String CONCERN = id(15);
    private static final String TOPIC = id(16);
    private static final String NOTE = id(17);
    private static final String RUPTURE = id(18);

    private static final String OWN_NOTE = id(21);
    private static final String OWN_TOPIC = id(22);
    private static final String ABOUT_THE_PROMISE = id(23);
    private static final String ABOUT_THE_FEEDBACK = id(24);
    private static final String OF_THE_SAME_KIND = id(25);
    private static final String OWN_CLOSED = id(26);
    private static final List<String> PRIVATE =
            List.of(OWN_NOTE, OWN_TOPIC, ABOUT_THE_PROMISE, ABOUT_THE_FEEDBACK, OF_THE_SAME_KIND, OWN_CLOSED);

    @TempDir
    private Path scratch;

    private Instant now = MONDAY;

    private static String id(int number) {
        return new UUID(4, number).toString();
    }

    /** Axon asks one clock of all applications in this process, and the others want the time that it is. */
    @AfterEach
    void back_to_today() {
        GenericEventMessage.clock = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    }

    /** A clock that stands still until the story moves on. */
    private final class StandingClock extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(instant(), zone);
        }
    }

    /**
     * One application with the two in it.
     *
     * @param author the one who may keep a notebook
     * @param other the one who must not learn of it
     * @param pages the other's browser; null for one without an account
     * @param auditor one who must learn of no notebook at all
     * @param auditorsPages the auditor's browser
     * @param answered what came back from every act of the story, in order
     */
    private record World(
            ConfigurableApplicationContext application,
            Side side,
            Api author,
            Api other,
            @Nullable Browser pages,
            Api auditor,
            Browser auditorsPages,
            Map<String, String> names,
            List<String> answered)
            implements AutoCloseable {

        @Override
        public void close() {
            application.close();
        }

        String same(String answer) {
            var text = NEW_ID.matcher(CSRF.matcher(answer).replaceAll("_csrf")).replaceAll("$1NEW");
            text = START.matcher(text).replaceAll("$1START-");
            text = TOKEN_ID.matcher(text).replaceAll("$1TOKEN");
            text = RECEIPT.matcher(text).replaceAll("$1-MARK");
            for (var name : names.entrySet()) {
                text = text.replace(name.getKey(), name.getValue());
            }
            return text;
        }

        Answer record(Api who, String method, String path, Object... fields) {
            var answer = who.send(who.request("/api/relationships/" + RELATIONSHIP + path)
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(json(fields))));
            assertThat(answer.status()).as(path + " " + answer.text()).isIn(200, 201);
            return answer;
        }

        void story(Api who, String path, Object... fields) {
            answered.add(same(record(who, "POST", path, fields).text()));
        }

        String causedBy() {
            return side.other().name();
        }
    }

    private static String json(Object... namesAndValues) {
        var fields = new LinkedHashMap<String, Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return JsonMapper.shared().writeValueAsString(fields);
    }

    private World world(String home, Side side) {
        now = MONDAY;
        var application = new SpringApplication(Rapport.class);
        application.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean("standingClock", Clock.class, StandingClock::new, bean -> bean.setPrimary(true)));
        var running = application.run(
                "--rapport.home=" + scratch.resolve(home + side),
                "--server.port=0",
                "--rapport.auditors=Edsger <edsger@example.org>");
        var port = Integer.parseInt(String.valueOf(running.getEnvironment().getProperty("local.server.port")));
        var token = running.getBean(Accounts.class).openSetupToken().orElseThrow();
        var done = running.getBean(Acts.class)
                .setUp(Fields.ofJson(json("token", token, "name", "Grace", "passphrase", Api.PASSPHRASE)
                        .getBytes(StandardCharsets.UTF_8)));
        var grace = new Api(port, done.token());
        var started = grace.post(
                "/api/relationships", Map.of("id", RELATIONSHIP, "report", Map.of("name", "Ada"), "zone", ZONE));
        var adaId = started.expect(201).field("report");
        var invitation = grace.post("/api/relationships/" + RELATIONSHIP + "/invitations")
                .expect(201)
                .field("token");
        var ada = grace.withToken(new MorePeople(running.getBean(JdbcClient.class), running.getBean(Joining.class))
                .tokenForOneWhoJoins(new PersonId(UUID.fromString(adaId)), invitation));
        var names = new HashMap<String, String>();
        names.put(done.person().toString(), "GRACE");
        names.put(adaId, "ADA");
        names.put(":" + port, ":PORT");
        var auditor = running.getBean(AuditorLinks.class)
                .use(running.getBean(NamedAuditors.class).newLinks().getFirst().token(), Api.PASSPHRASE)
                .orElseThrow()
                .person();
        names.put(auditor.toString(), "EDSGER");
        var adaWrites = side == Side.REPORT;
        return new World(
                running,
                side,
                adaWrites ? ada : grace,
                adaWrites ? grace : ada,
                adaWrites ? signedIn(port, "Grace") : null,
                grace.withToken(new MorePeople(running.getBean(JdbcClient.class), running.getBean(Joining.class))
                        .tokenFor(auditor)),
                signedIn(port, "Edsger"),
                names,
                new ArrayList<>());
    }

    private static Browser signedIn(int port, String name) {
        var browser = new Browser(port);
        var page =
                browser.submit(browser.get("/sign-in"), "#sign-in", Map.of("name", name, "passphrase", Api.PASSPHRASE));
        assertThat(page.address()).isEqualTo("/");
        return browser;
    }

    private static void aSealIsMade(World world) {
        var seals = world.application().getBean(Seals.class);
        var before = seals.head().orElseThrow();
        assertThat(world.application().getBean(Sealer.class).seal()).isTrue();
        // Whether or not anything was recorded, there is one block more, and another mark.
        assertThat(seals.head().orElseThrow().block()).isEqualTo(before.block() + 1);
        assertThat(seals.head().orElseThrow().mark()).isNotEqualTo(before.mark());
    }

    /** Everything that both know of, and in between, if there is a notebook, what only one does. */
    private void tell(World world, boolean notebook) {
        var author = world.author();
        var other = world.other();
        var causing = world.causedBy();
        world.record(
                other,
                "PUT",
                "/cadence",
                "rrule",
                "FREQ=WEEKLY",
                "firstStart",
                "2026-03-09T10:00",
                "minutes",
                30,
                "zone",
                ZONE);
        world.story(
                other,
                "/commitments",
                "id",
                PROMISE,
                "promisor",
                causing,
                "text",
                "the figures",
                "dueOn",
                "2026-03-20");
        world.story(
                author,
                "/commitments",
                "id",
                OTHER_PROMISE,
                "promisor",
                world.side().name(),
                "text",
                "the slides",
                "dueOn",
                "2026-03-21");
        world.story(other, "/feedback", "id", FEEDBACK, "kind", "GUIDANCE", "text", "speak slower");
        if (notebook) {
            world.record(author, "POST", "/notes", "id", OWN_NOTE, "text", "a note to myself", "flagged", true);
            world.record(author, "POST", "/topics", "id", OWN_TOPIC, "text", "leaving", "visibility", "PRIVATE");
            world.record(author, "POST", "/notes", "id", OWN_CLOSED, "text", "done with");
            privateRupture(world, OF_THE_SAME_KIND, "SHARP_TONE", null);
        }
        aSealIsMade(world);
        now = now.plus(Duration.ofDays(1));
        world.story(other, "/commitments/" + PROMISE + "/miss", "reason", "too much to do");
        world.story(author, "/feedback/" + FEEDBACK + "/hear", "landed", "HARD");
        if (notebook) {
            privateRupture(world, ABOUT_THE_PROMISE, "BROKEN_PROMISE", PROMISE);
            privateRupture(world, ABOUT_THE_FEEDBACK, "FEEDBACK_LANDED_HARD", FEEDBACK);
            world.record(author, "POST", "/entries/" + ABOUT_THE_FEEDBACK + "/reword", "text", "it stung");
            world.record(author, "POST", "/notes/" + OWN_CLOSED + "/close");
            world.record(author, "PUT", "/trust", "own", 2, "guessOfOther", 4);
        }
        aSealIsMade(world);
        now = now.plus(Duration.ofDays(1));
        world.story(author, "/feedback/requests", "id", REQUEST, "about", "my talk");
        world.story(author, "/concerns", "id", CONCERN, "text", "the deadline");
        world.story(other, "/topics", "id", TOPIC, "text", "holidays");
        world.story(other, "/notes", "id", NOTE, "text", "agreed", "visibility", "SHARED", "flagged", true);
        world.story(
                author,
                "/ruptures",
                "id",
                RUPTURE,
                "causedBy",
                causing,
                "kind",
                "SHARP_TONE",
                "text",
                "a sharp word",
                "occurredOn",
                "2026-03-04",
                "visibility",
                "SHARED");
        world.story(author, "/ruptures/" + RUPTURE + "/describe-impact", "text", "I kept quiet");
        world.story(
                other,
                "/ruptures/" + RUPTURE + "/offer-repair",
                "owned",
                "I snapped",
                "change",
                "I ask first",
                "dueOn",
                "2026-03-15");
        world.story(author, "/ruptures/" + RUPTURE + "/accept-repair");
        world.story(other, "/one-on-ones/hold", "heldOn", "2026-03-04");
        author.get("/api/promises-to-me").json().at("/promises").forEach(promise -> {
            if (promise.at("/text").asString().equals("I ask first")) {
                world.names().put(promise.at("/id").asString(), "THE-CHANGE");
            }
        });
        var history =
                author.get("/api/relationships/" + RELATIONSHIP + "/history").text();
        OFFER.matcher(history).results().forEach(offer -> world.names().put(offer.group(1), "THE-OFFER"));
        aSealIsMade(world);
        now = now.plus(Duration.ofDays(1));
        if (notebook) {
            privateRupture(world, id(27), "SHARP_TONE", null);
            world.record(author, "POST", "/entries/" + id(27) + "/retract", "reason", "not so bad");
        }
        world.story(author, "/ruptures/" + RUPTURE + "/note-change", "held", true);
        world.story(world.auditor(), "/openings", "reason", "a complaint");
        // Once, so that what the other's pages count is the same however often they are looked at.
        world.answered().add(checked(world));
    }

    private static void privateRupture(World world, String id, String kind, @Nullable String about) {
        var fields = new ArrayList<Object>(List.of(
                "id",
                id,
                "causedBy",
                world.causedBy(),
                "kind",
                kind,
                "text",
                "what only I know",
                "occurredOn",
                "2026-03-02"));
        if (about != null) {
            fields.addAll(List.of("about", about));
        }
        world.record(world.author(), "POST", "/ruptures", fields.toArray());
    }

    /** What the other gets under every address that there is to look at, whatever it is asked with. */
    private Map<String, String> seenByTheOther(World world) {
        var seen = new TreeMap<String, String>();
        var calendar = world.other().post("/api/calendar", "{}");
        for (var address : addresses(world.application())) {
            if (address.startsWith("/api/")) {
                var answer = world.other().get(address);
                assertThat(answer.status()).as(address).isLessThan(500);
                seen.put(address, answer.status() + " " + answer.contentType() + "\n" + world.same(answer.text()));
            } else if (world.pages() != null) {
                var page = world.pages().get(address);
                assertThat(page.status()).as(address).isLessThan(500);
                seen.put(address, page.status() + " " + page.contentType() + "\n" + world.same(page.body()));
            }
            seen.put("auditor: " + address, seenByTheAuditor(world, address));
        }
        takenAlong(world).forEach((name, text) -> seen.put("copy: " + name, text));
        var file = world.other().get(URI.create(calendar.field("link")).getPath());
        seen.put("calendar", file.text().replace("\r\n ", "").replaceAll("localhost:[0-9]+", "HOST"));
        assertThat(seen.values().stream().filter(answer -> answer.startsWith("200 ")))
                .as("addresses at which there was something to see")
                .hasSizeGreaterThan(60);
        assertThat(seen.get("auditor: " + openItems())).startsWith("200 ").contains("a sharp word");
        assertThat(seen.get("auditor: /relationships/" + RELATIONSHIP + "/history"))
                .startsWith("200 ")
                .contains("a sharp word");
        return seen;
    }

    /** The other has everything checked, with a receipt of their own making, and waits for what comes of it. */
    private static String checked(World world) {
        var answer = world.other().post("/api/verify", "{\"receipts\":\"1-0000-0000-0000\"}");
        for (var again = 0;
                again < 500 && answer.expect(200).json().at("/running").isNumber();
                again++) {
            LockSupport.parkNanos(20_000_000);
            answer = world.other().get("/api/verify");
        }
        assertThat(answer.json().at("/holds").asBoolean()).isTrue();
        assertThat(answer.json().at("/notSealedYet").asLong()).isPositive();
        return world.same(answer.text());
    }

    /** Every file of the copy that the other may take along; the one for print down to its bytes. */
    private static Map<String, String> takenAlong(World world) {
        var other = new PersonId(UUID.fromString(world.other().get("/api/me").field("person")));
        var out = new ByteArrayOutputStream();
        try {
            world.application()
                    .getBean(PartyExport.class)
                    .of(other, new RelationshipId(UUID.fromString(RELATIONSHIP)))
                    .writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var copy = Unzipped.of(out.toByteArray());
        var files = new TreeMap<String, String>();
        files.put("all", copy.folder() + copy.files().keySet());
        for (var file : copy.files().keySet()) {
            // Proofs and signatures are hashes over sealed bytes; SealsTest and its neighbours see to what they tell.
            if (file.startsWith("proofs/")) {
                files.put(file, String.valueOf(copy.text(file).lines().count()));
                continue;
            }
            if (file.startsWith("manifest.")) {
                files.put(
                        file,
                        world.same(copy.text(file).split("\"publicKey\"", 2)[0].replaceAll("^[A-Za-z0-9+/=]+$", "")));
                continue;
            }
            files.put(
                    file,
                    file.endsWith(".pdf")
                            ? HexFormat.of().formatHex(copy.bytes(file))
                            : EVENT_ID.matcher(world.same(copy.text(file))).replaceAll("$1OF-AN-EVENT"));
        }
        assertThat(files.get("events.jsonl")).contains("a sharp word");
        return files;
    }

    private static String seenByTheAuditor(World world, String address) {
        if (address.startsWith("/api/")) {
            var answer = world.auditor().get(address);
            assertThat(answer.status()).as(address).isLessThan(500);
            return answer.status() + " " + answer.contentType() + "\n" + world.same(answer.text());
        }
        var page = world.auditorsPages().get(address);
        assertThat(page.status()).as(address).isLessThan(500);
        return page.status() + " " + page.contentType() + "\n" + world.same(page.body());
    }

    private static TreeSet<String> addresses(ConfigurableApplicationContext application) {
        var addresses = new TreeSet<String>();
        application
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .filter(mapping -> mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .map(RequestMappingInfo::getPatternValues)
                .forEach(patterns -> patterns.forEach(pattern -> addTo(addresses, pattern)));
        return addresses;
    }

    private static void addTo(TreeSet<String> addresses, String pattern) {
        var here = pattern.replaceFirst("\\{r(:[^}]*)?}", RELATIONSHIP);
        var ids = new ArrayList<>(List.of(PROMISE, OTHER_PROMISE, FEEDBACK, REQUEST, CONCERN, TOPIC, NOTE, RUPTURE));
        ids.addAll(PRIVATE);
        ids.add(id(99));
        for (var id : here.contains("{") ? ids : List.of("")) {
            var address = here.replaceAll("\\{\\w+(:[^}]*)?}", id);
            addresses.add(address);
            if (here.contains(RELATIONSHIP)) {
                for (var day = 2; day < 6; day++) {
                    addresses.add(address + "?asOf=2026-03-0" + day + "T08:30:00Z");
                }
                addresses.add(address + "?asOf=2026-03-04");
            }
        }
    }

    private static void probing_finds_nothing(World world) {
        for (var collection : Collection.values()) {
            for (var act : collection.acts()) {
                for (var id : PRIVATE) {
                    assertSameAsUnknown(world, "/" + collection.path() + "/%s/" + act.path(), id);
                }
            }
        }
        for (var id : PRIVATE) {
            assertSameAsUnknown(world, "/entries/%s/reword", id);
            assertSameAsUnknown(world, "/entries/%s/retract", id);
        }
    }

    private static void assertSameAsUnknown(World world, String path, String id) {
        for (var body : List.of("{}", "{\"text\":\"x\",\"reason\":\"y\"}", "{\"onBehalfOf\":true}")) {
            var at = "/api/relationships/" + RELATIONSHIP;
            var unknown = world.other().post(at + path.formatted(id(99)), body);
            var probed = world.other().post(at + path.formatted(id), body);
            assertThat(probed.status() + probed.contentType() + probed.text())
                    .as(path + body)
                    .isEqualTo(unknown.status() + unknown.contentType() + unknown.text());
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void a_notebook_changes_nothing_for_the_other_until_something_is_shared(Side author) {
        Map<String, String> without;
        List<String> answered;
        List<String> together;
        Map<String, String> withItsId;
        try (var world = world("without", author)) {
            tell(world, false);
            without = seenByTheOther(world);
            together = shownTogether(world);
            useTheIdOfAPrivateNote(world);
            answered = List.copyOf(world.answered());
            withItsId = seenByTheOther(world);
        }
        assertThat(without).hasSizeGreaterThan(10);
        assertThat(without.toString()).contains("the figures").contains("a sharp word");
        try (var world = world("with", author)) {
            tell(world, true);
            assertSame(seenByTheOther(world), without);
            assertThat(shownTogether(world)).isEqualTo(together);
            probing_finds_nothing(world);
            assertSame(seenByTheOther(world), without);
            useTheIdOfAPrivateNote(world);
            assertThat(world.answered()).isEqualTo(answered);
            assertSame(seenByTheOther(world), withItsId);
            // It would be seen if it were there.
            assertThat(world.author().get(openItems()).text()).contains(ABOUT_THE_FEEDBACK);

            world.record(world.author(), "POST", "/ruptures/" + ABOUT_THE_FEEDBACK + "/share");

            var shared = seenByTheOther(world);
            assertThat(shared.get(openItems())).contains(ABOUT_THE_FEEDBACK).contains("it stung");
            assertThat(shared.get("auditor: " + openItems())).contains("it stung");
            assertThat(shared.get(openItems() + "?asOf=2026-03-05T08:30:00Z"))
                    .isEqualTo(without.get(openItems() + "?asOf=2026-03-05T08:30:00Z"));
            assertThat(shared.toString()).doesNotContain("a note to myself").doesNotContain("what only I know");
            assertThat(shared.get(openItems())).doesNotContain(ABOUT_THE_PROMISE);
        }
    }

    /** What the one who keeps a notebook shows the other on their own screen when the two end a 1:1. */
    private static List<String> shownTogether(World world) {
        if (world.pages() != null) {
            return List.of();
        }
        var port = String.valueOf(world.application().getEnvironment().getProperty("local.server.port"));
        var browser = signedIn(Integer.parseInt(port), "Grace");
        var shown = new ArrayList<String>();
        for (var step : List.of("", "/talked", "/promised", "/next")) {
            var page = browser.get("/relationships/" + RELATIONSHIP + "/wrap-up" + step);
            assertThat(page.status()).as(step).isEqualTo(200);
            shown.add(world.same(page.body()).replaceAll("name=\"rapport-version\" content=\"[^\"]+\"", "version"));
        }
        assertThat(shown.toString()).contains("holidays").contains("the figures");
        return shown;
    }

    private static String openItems() {
        return "/api/relationships/" + RELATIONSHIP + "/open-items";
    }

    private static void useTheIdOfAPrivateNote(World world) {
        world.story(world.other(), "/concerns", "id", OWN_TOPIC, "text", "the same id by chance");
        world.story(world.other(), "/concerns", "id", OWN_TOPIC, "text", "the same id by chance");
    }

    /** Address by address, so that a difference is told with where it is. */
    private static void assertSame(Map<String, String> seen, Map<String, String> expected) {
        assertThat(seen.keySet()).isEqualTo(expected.keySet());
        expected.forEach((address, answer) -> assertThat(seen.get(address))
                .as("%s %s", HttpMethod.GET, address)
                .isEqualTo(answer));
    }
}
