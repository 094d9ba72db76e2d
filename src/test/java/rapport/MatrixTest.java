package rapport;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import rapport.Wire.Reply;
import rapport.accounts.Token.Scope;
import rapport.accounts.Tokens;
import rapport.corrections.CorrectionActKind;
import rapport.doors.Collection;
import rapport.doors.OneOnOneActKind;
import rapport.notebooks.PrivateActKind;
import rapport.parties.ActKind;
import rapport.parties.PersonId;
import rapport.web.Assets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every address that the running application answers, held for every kind of viewer against the table in
 * {@code matrix.txt}, whose head explains it. What it answers in fact is written to {@code target/matrix.txt}.
 */
class MatrixTest extends ServedTest {

    private static final Path ACTUAL = Path.of("target", "matrix.txt");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(?::([^}]*))?}");
    private static final Pattern MASKED = Pattern.compile("name=\"_csrf\" value=\"[^\"]*\"");
    private static final String NO_ID = "00000000-0000-4000-8000-000000000000";

    @Autowired
    private ServletWebServerApplicationContext application;

    @Autowired
    private Tokens tokens;

    private Table table = new Table(Map.of());

    // --- the table ------------------------------------------------------------------------------------------------

    /** A line: an address, what each viewer is answered, and what is sent. */
    private record Row(String route, List<String> answers, String body) {}

    private record Section(List<String> columns, Map<String, Row> rows) {}

    private record Table(Map<String, Section> sections) {

        Section section(String name) {
            return requireNonNull(sections.get(name), name);
        }

        static Table read() throws IOException {
            var sections = new LinkedHashMap<String, Section>();
            var current = new Section(List.of(), Map.of());
            for (var line : lines()) {
                if (line.startsWith("[")) {
                    var words = line.replaceAll("[\\[\\]|]", " ").strip().split("\\s+");
                    current = new Section(List.of(words).subList(1, words.length), new LinkedHashMap<>());
                    sections.put(words[0], current);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    var cells = (line + " ").split("\\|", -1);
                    var route = cells[0].strip().replaceAll("\\s+", " ");
                    var row = new Row(
                            route, List.of(cells[1].strip().split("\\s+")), cells.length > 2 ? cells[2].strip() : "");
                    assertThat(current.rows().put(route, row))
                            .as("said twice: " + route)
                            .isNull();
                }
            }
            return new Table(sections);
        }

        static List<String> lines() throws IOException {
            try (var in = requireNonNull(MatrixTest.class.getResourceAsStream("/matrix.txt"))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
            }
        }
    }

    // --- the viewers ----------------------------------------------------------------------------------------------

    /** A relationship with something of everything in it. */
    private record Place(String relationship, Map<Collection, String> entries, Map<Collection, String> ofManager) {}

    /**
     * A column.
     *
     * @param name its sign-in, or none
     * @param token its program's, or none
     * @param still where it looks: a relationship that has ended, so that what it may do is refused by a rule and nothing
     *     changes
     * @param live where it looks as well if it may not: one that has not ended
     */
    private record Viewer(String column, String name, String token, Place still, Place live) {}

    private final Map<String, Viewer> pages = new LinkedHashMap<>();
    private final Map<String, Viewer> programs = new LinkedHashMap<>();
    private final Map<String, Visitor> signedIn = new HashMap<>();
    private Somebody manager = new Somebody(PersonId.random(), "", "", "");
    private String operatorName = "";
    private Place elsewhere = new Place("", Map.of(), Map.of());

    @BeforeAll
    void everybody_comes() throws IOException {
        table = Table.read();
        manager = somebody("Manager");
        var operator = operator();
        operatorName = operator.name();
        var report = somebody("Report");
        var absent = somebody("Absent");
        var both = somebody("Both");
        var outsider = somebody("Outsider");
        var other = somebody("Other");
        elsewhere = place(outsider, other, true, false);
        place(both, other, true, false);
        var still = place(manager, report, true, true);
        var live = place(manager, report, true, false);
        var stillAbsent = place(manager, absent, false, true);
        var liveAbsent = place(manager, absent, false, false);
        var stillBoth = place(manager, both, true, true);
        var liveBoth = place(manager, both, true, false);

        viewer(pages, new Viewer("nobody", "", "", still, live));
        viewer(pages, new Viewer("operator", operator.name(), "", still, live));
        viewer(pages, new Viewer("manager", manager.name(), "", still, live));
        viewer(pages, new Viewer("report", report.name(), "", still, live));
        viewer(pages, new Viewer("absent", absent.name(), "", stillAbsent, liveAbsent));
        viewer(pages, new Viewer("both", both.name(), "", stillBoth, liveBoth));
        viewer(pages, new Viewer("outsider", outsider.name(), "", still, live));
        var auditor = auditor(0);
        var opener = auditor(1);
        for (var place : List.of(still, live)) {
            api(opener)
                    .post("/api/relationships/" + place.relationship() + "/openings", Map.of("reason", "words"))
                    .expect(201);
        }
        viewer(pages, new Viewer("auditor", auditor.name(), "", still, live));
        viewer(pages, new Viewer("opened", opener.name(), "", still, live));

        var revoked = tokens.make(UUID.randomUUID(), manager.id(), "revoked", Scope.RECORD);
        tokens.revoke(manager.id(), tokens.used(revoked).orElseThrow().id());
        var reader = tokens.make(UUID.randomUUID(), manager.id(), "reader", Scope.READ);
        viewer(programs, new Viewer("nobody", "", "", still, live));
        viewer(programs, new Viewer("revoked", "", revoked, still, live));
        viewer(programs, new Viewer("reader", "", reader, still, live));
        viewer(programs, new Viewer("operator", "", operator.token(), still, live));
        viewer(programs, new Viewer("manager", "", manager.token(), still, live));
        viewer(programs, new Viewer("report", "", report.token(), still, live));
        viewer(programs, new Viewer("absent", "", absent.token(), stillAbsent, liveAbsent));
        viewer(programs, new Viewer("both", "", both.token(), stillBoth, liveBoth));
        viewer(programs, new Viewer("outsider", "", outsider.token(), still, live));
        viewer(programs, new Viewer("auditor", "", auditor.token(), still, live));
        viewer(programs, new Viewer("opened", "", opener.token(), still, live));
    }

    private static void viewer(Map<String, Viewer> viewers, Viewer viewer) {
        viewers.put(viewer.column(), viewer);
    }

    private Place place(Somebody one, Somebody other, boolean joined, boolean ended) {
        var r = relationship(one, other);
        var entries = new HashMap<Collection, String>();
        var ofManager = new HashMap<Collection, String>();
        var day = today().toString();
        entries.put(
                Collection.COMMITMENTS,
                record(one, r, "commitments", Map.of("promisor", "MANAGER", "text", "words", "dueOn", day)));
        entries.put(Collection.FEEDBACK, record(one, r, "feedback", Map.of("kind", "GUIDANCE", "text", "words")));
        entries.put(Collection.CONCERNS, record(one, r, "concerns", Map.of("text", "words")));
        var rupture = Map.of("causedBy", "MANAGER", "kind", "OTHER", "text", "words", "occurredOn", day);
        entries.put(Collection.RUPTURES, record(one, r, "ruptures", with(rupture, "SHARED")));
        ofManager.put(Collection.RUPTURES, record(one, r, "ruptures", with(rupture, "PRIVATE")));
        for (var collection : List.of(Collection.TOPICS, Collection.NOTES)) {
            var text = Map.of("text", "words");
            entries.put(collection, record(one, r, collection.path(), with(text, "SHARED")));
            ofManager.put(collection, record(one, r, collection.path(), with(text, "PRIVATE")));
        }
        if (joined) {
            join(other, r);
        }
        if (ended) {
            api(one).post("/api/relationships/" + r + "/end", Map.of("reason", "words", "endedOn", day))
                    .expect(200);
        }
        return new Place(r, entries, ofManager);
    }

    private static Map<String, String> with(Map<String, String> fields, String visibility) {
        var all = new HashMap<>(fields);
        all.put("visibility", visibility);
        return all;
    }

    // --- the addresses --------------------------------------------------------------------------------------------

    private Set<String> routes() {
        var routes = new TreeSet<String>();
        for (var mapping : application.getBeansOfType(HandlerMapping.class).values()) {
            switch (mapping) {
                case RequestMappingHandlerMapping methods ->
                    methods.getHandlerMethods().keySet().forEach(info -> {
                        var patterns = requireNonNull(info.getPathPatternsCondition());
                        var taken = info.getMethodsCondition().getMethods();
                        for (var pattern : patterns.getPatternValues()) {
                            for (var method : taken.isEmpty() ? Set.of(RequestMethod.GET) : taken) {
                                routes.addAll(spelledOut(method + " " + pattern));
                            }
                        }
                    });
                case AbstractUrlHandlerMapping urls ->
                    urls.getHandlerMap().forEach((pattern, handler) -> {
                        assertThat(handler).as(pattern).isInstanceOf(ResourceHttpRequestHandler.class);
                        // The fingerprint changes with every style sheet.
                        routes.add("GET " + pattern.replaceFirst("/assets/[0-9a-f]{12}/", "/assets/*/"));
                    });
                case RouterFunctionMapping functions ->
                    assertThat(functions.getRouterFunction()).isNull();
                default -> throw new AssertionError("addresses of an unknown kind: " + mapping);
            }
        }
        table.section("filters").rows().values().stream()
                .flatMap(row -> row.answers().size() < 2
                        ? Stream.empty()
                        : Stream.of(row.answers().get(0) + " " + row.answers().get(1)))
                .forEach(routes::add);
        return routes;
    }

    /** One address for each collection and act that the variables of a pattern stand for. */
    private static List<String> spelledOut(String route) {
        var plain = VARIABLE.matcher(route);
        if (!route.contains("{collection") && !route.contains("{act")) {
            return List.of(plain.replaceAll("{$1}"));
        }
        var routes = new ArrayList<String>();
        var pages = !route.contains(" /api/");
        for (var kind : route.contains("/entries/") ? CorrectionActKind.values() : new CorrectionActKind[0]) {
            routes.add(filled(route, "", kind));
        }
        for (var kind : route.contains("/one-on-ones/") ? OneOnOneActKind.values() : new OneOnOneActKind[0]) {
            routes.add(filled(route, "", kind));
        }
        for (var collection : route.contains("{collection") ? Collection.values() : new Collection[0]) {
            var path = pages ? onPages(collection) : collection.path();
            if (path.contains("/")) {
                continue; // has an address of its own
            }
            if (route.contains("{act")) {
                collection.acts().forEach(act -> routes.add(filled(route, path, act)));
            } else {
                routes.add(filled(route, path, PrivateActKind.CLOSE));
            }
        }
        assertThat(routes).as(route).isNotEmpty();
        return routes;
    }

    private static String filled(String route, String collection, ActKind act) {
        return VARIABLE.matcher(
                        route.replaceAll("\\{collection[^}]*}", collection).replaceAll("\\{act[^}]*}", act.path()))
                .replaceAll("{$1}");
    }

    private static String onPages(Collection collection) {
        return switch (collection) {
            case COMMITMENTS -> "promises";
            case FEEDBACK_REQUESTS -> "feedback-requests";
            case FEEDBACK, CONCERNS, RUPTURES, TOPICS, NOTES -> collection.path();
        };
    }

    private static boolean isForPrograms(String route) {
        return route.contains(" /api/") || route.endsWith(" /api");
    }

    @Test
    void every_address_has_a_row_and_every_row_an_address() {
        var rows = new TreeSet<String>();
        rows.addAll(table.section("pages").rows().keySet());
        rows.addAll(table.section("programs").rows().keySet());

        assertThat(rows).isEqualTo(routes());
        assertThat(rows).hasSizeGreaterThan(100);
        assertThat(table.section("pages").rows().keySet()).noneMatch(MatrixTest::isForPrograms);
        assertThat(table.section("programs").rows().keySet()).allMatch(MatrixTest::isForPrograms);
    }

    @Test
    void every_filter_and_every_servlet_says_which_addresses_it_serves_itself() {
        var names = new TreeSet<String>();
        application.getBeansOfType(FilterChainProxy.class).values().stream()
                .flatMap(proxy -> proxy.getFilterChains().stream())
                .flatMap(chain -> chain.getFilters().stream())
                .forEach(filter -> names.add(filter.getClass().getSimpleName()));
        var server = requireNonNull(application.getServletContext());
        server.getServletRegistrations()
                .forEach((name, servlet) -> names.add(name + String.join("", servlet.getMappings())));
        server.getFilterRegistrations().values().forEach(filter -> names.add(last(filter.getClassName())));

        assertThat(table.section("filters").rows().keySet()).isEqualTo(names);
    }

    private static String last(String className) {
        return className.substring(className.lastIndexOf('.') + 1).replaceFirst("\\$\\d+$", "");
    }

    @Test
    void every_column_has_a_viewer_and_every_viewer_a_column() {
        assertThat(table.section("pages").columns()).containsExactlyElementsOf(pages.keySet());
        assertThat(table.section("programs").columns()).containsExactlyElementsOf(programs.keySet());
    }

    // --- asking ---------------------------------------------------------------------------------------------------

    private Visitor visitor(Viewer viewer) {
        if (!viewer.token().isEmpty()) {
            return Visitor.withToken(port, viewer.token());
        }
        return requireNonNull(signedIn.computeIfAbsent(viewer.column(), _ -> {
            var visitor = nobody();
            return viewer.name().isEmpty() ? visitor : visitor.signIn(viewer.name(), PASSPHRASE);
        }));
    }

    private Reply ask(Row row, Viewer viewer, boolean programs, Map<String, String> variables) {
        var method = row.route().substring(0, row.route().indexOf(' '));
        var path = filledIn(row.route().substring(method.length() + 1), variables)
                .replace("/assets/*/**", Assets.at("base.css"))
                .replace("/assets/**", "/assets/base.css")
                .replace("/**", "/no/such/page");
        var body = filledIn(
                row.body(),
                Map.of(
                        "today", today().toString(),
                        "due", today().plusDays(3).toString(),
                        "operator", operatorName,
                        "passphrase", PASSPHRASE,
                        "new", UUID.randomUUID().toString()));
        if (programs) {
            var asker = viewer.token().isEmpty() ? nobody() : Visitor.withToken(port, viewer.token());
            return body.isEmpty()
                    ? asker.request(method, path, Map.of(), null, "")
                    : asker.request(method, path, Map.of(), "application/json", json(body));
        }
        var changesTheSession = !method.equals("GET") && !path.startsWith("/relationships");
        if (changesTheSession) {
            signedIn.remove(viewer.column());
        }
        var visitor = visitor(viewer);
        try {
            return method.equals("GET") ? visitor.get(path) : visitor.submit(path, form(body));
        } finally {
            if (changesTheSession) {
                signedIn.remove(viewer.column());
            }
        }
    }

    private static String filledIn(String text, Map<String, String> variables) {
        return VARIABLE.matcher(text).replaceAll(found -> requireNonNull(variables.get(found.group(1)), found.group()));
    }

    private Map<String, String> variables(Row row, Place place, boolean ofNothing) {
        var variables = new HashMap<String, String>();
        variables.put("r", ofNothing ? NO_ID : place.relationship());
        if (row.route().contains("{t}")) {
            var token = tokens.used(tokens.make(UUID.randomUUID(), manager.id(), "to revoke", Scope.READ))
                    .orElseThrow();
            variables.put("t", ofNothing ? NO_ID : token.id().toString());
        }
        variables.put("id", NO_ID);
        variables.put("b", NO_ID);
        variables.put("erasure", NO_ID);
        variables.put("secret", NO_ID);
        variables.put("step", "promised-to-you");
        variables.put("token", NO_ID);
        variables.put("sequence", String.valueOf(ofNothing ? 0 : openedAt(place)));
        var entry = ofNothing ? NO_ID : entry(row.route(), place);
        List.of("e", "c").forEach(name -> variables.put(name, entry));
        return variables;
    }

    private long openedAt(Place place) {
        return sql.sql("select coalesce(max(sequence), 0) from opening where relationship = cast(? as uuid)")
                .param(place.relationship())
                .query(Long.class)
                .single();
    }

    private static String entry(String route, Place place) {
        var path = route.replaceAll("^[A-Z]+ (/api)?/relationships/\\{r}/", "").replaceAll("/.*", "");
        var collection = Stream.of(Collection.values())
                .filter(one -> one.path().equals(path) || onPages(one).equals(path))
                .findFirst()
                .orElse(
                        path.equals("entries") && route.startsWith("GET")
                                ? Collection.CONCERNS
                                : Collection.COMMITMENTS);
        var isPrivate = route.endsWith("/share") || route.endsWith("/close");
        return (isPrivate ? place.ofManager() : place.entries()).getOrDefault(collection, NO_ID);
    }

    private static Map<String, String> form(String body) {
        var fields = new LinkedHashMap<String, String>();
        for (var field : body.isEmpty() ? new String[0] : body.split("&")) {
            var at = field.indexOf('=');
            fields.put(field.substring(0, at), field.substring(at + 1));
        }
        return fields;
    }

    private static String json(String body) {
        var json = JsonMapper.shared().createObjectNode();
        form(body).forEach((name, value) -> {
            var dot = name.indexOf('.');
            if (dot < 0) {
                json.put(name, value);
            } else if (json.withObject("/" + name.substring(0, dot)) instanceof ObjectNode nested) {
                nested.put(name.substring(dot + 1), value);
            }
        });
        return json.toString();
    }

    /** An answer in a word, as the table has it. */
    private static String told(Reply reply) {
        if (reply.status() / 100 != 3) {
            return String.valueOf(reply.status());
        }
        var location = reply.header("Location").orElse("").replaceFirst("^http://[^/]*", "");
        return location.equals("/sign-in") ? "sign-in" : "on";
    }

    /** All of an answer but what differs from any one to the next. */
    private static String whole(Reply reply) {
        var head = reply.head().stream()
                .filter(line -> !line.startsWith("Date:") && !line.startsWith("Set-Cookie:"))
                .sorted()
                .collect(Collectors.joining("\n"));
        return head + "\n" + MASKED.matcher(reply.body()).replaceAll("");
    }

    private static boolean isNo(String answer) {
        return Set.of("401", "403", "404", "sign-in").contains(answer);
    }

    @Test
    void pages_answer_each_viewer_as_the_table_says() throws IOException {
        holds("pages", pages);
    }

    @Test
    void programs_are_answered_as_the_table_says() throws IOException {
        holds("programs", programs);
    }

    private void holds(String section, Map<String, Viewer> viewers) throws IOException {
        var wrong = new ArrayList<String>();
        var actual = new TreeMap<String, List<String>>();
        var before = eventsOfPeople();
        var started = 0;
        for (var row : table.section(section).rows().values()) {
            var answers = new ArrayList<String>();
            var column = 0;
            for (var viewer : viewers.values()) {
                var expected = column < row.answers().size() ? row.answers().get(column) : "nothing";
                column++;
                var reply = ask(row, viewer, section.equals("programs"), variables(row, viewer.still(), false));
                var told = told(reply);
                answers.add(told);
                if (!told.equals(expected)) {
                    wrong.add(row.route() + " for " + viewer.column() + ": " + told + " instead of " + expected + "\n"
                            + reply.body().lines().limit(3).collect(Collectors.joining("\n")));
                } else if (isNo(expected)) {
                    wrong.addAll(refusedAlike(section, row, viewer, reply));
                }
            }
            if (row.route().endsWith("/relationships") && row.route().startsWith("POST")) {
                started += (int) answers.stream()
                        .filter(answer -> answer.equals("201") || answer.equals("on"))
                        .count();
            }
            actual.put(row.route(), answers);
        }
        write(section, actual);
        assertThat(wrong).as("see " + ACTUAL).isEmpty();
        assertThat(eventsOfPeople() - before)
                .as("recorded nothing but relationships started")
                .isEqualTo(started);
    }

    // What became overdue is recorded by the server itself, at midnight in some zone or other.
    private long eventsOfPeople() {
        return sql
                .sql("select meta_data from domain_event")
                .query((row, _) -> new String(row.getBytes(1), StandardCharsets.UTF_8))
                .list()
                .stream()
                .filter(about -> !about.contains("\"system\""))
                .count();
    }

    /** What one may not is refused where nothing has ended, too, and just as if it were not there. */
    private List<String> refusedAlike(String section, Row row, Viewer viewer, Reply refused) {
        var wrong = new ArrayList<String>();
        if (row.route().contains("{")) {
            var programs = section.equals("programs");
            var live = whole(ask(row, viewer, programs, variables(row, viewer.live(), false)));
            var nothing = whole(ask(row, viewer, programs, variables(row, viewer.live(), true)));
            if (!whole(refused).equals(nothing) || !live.equals(nothing)) {
                wrong.add(row.route() + " for " + viewer.column() + " is not refused as if it were not there:\n"
                        + whole(refused) + "\n--- live\n" + live + "\n--- not there\n" + nothing);
            }
        }
        return wrong;
    }

    /** An entry of a relationship that is not theirs is not there, for whoever may look at another one. */
    @Test
    void what_belongs_to_another_relationship_is_not_there_for_those_who_may_look_at_this_one() {
        var compared = 0;
        for (var section : List.of("pages", "programs")) {
            var viewer = requireNonNull((section.equals("pages") ? pages : programs).get("manager"));
            for (var row : table.section(section).rows().values()) {
                if (row.route().contains("{e}") || row.route().contains("{c}")) {
                    var theirs = variables(row, elsewhere, false);
                    theirs.put("r", viewer.live().relationship());
                    var nothing = variables(row, elsewhere, true);
                    nothing.put("r", viewer.live().relationship());
                    var programs = section.equals("programs");
                    assertThat(whole(ask(row, viewer, programs, theirs)))
                            .as(row.route())
                            .isEqualTo(whole(ask(row, viewer, programs, nothing)));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(60);
    }

    /** The table as it is in fact, to be read and, if it is right, taken over. */
    private void write(String section, Map<String, List<String>> actual) throws IOException {
        var lines = new ArrayList<String>();
        var inSection = false;
        for (var line : Files.exists(ACTUAL) ? Files.readAllLines(ACTUAL) : Table.lines()) {
            var route = line.contains("|")
                    ? line.substring(0, line.indexOf('|')).strip().replaceAll("\\s+", " ")
                    : "";
            if (line.startsWith("[")) {
                inSection = line.startsWith("[" + section + "]");
            }
            var answers = inSection ? actual.get(route) : null;
            if (answers == null) {
                lines.add(line);
            } else {
                var cells = line.split("\\|", -1);
                cells[1] = answers.stream().map("%-8s"::formatted).collect(Collectors.joining(" ", " ", ""));
                lines.add(String.join("|", cells).stripTrailing());
            }
        }
        Files.createDirectories(requireNonNull(ACTUAL.getParent()));
        Files.write(ACTUAL, lines);
    }
}
