package rapport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapport.commitments.CommitmentEvent;
import rapport.concerns.ConcernEvent;
import rapport.corrections.CorrectionEvent;
import rapport.feedback.FeedbackEvent;
import rapport.meetings.MeetingEvent;
import rapport.notebooks.NotebookEvent;
import rapport.relationships.RelationshipEvent;
import rapport.ruptures.RuptureEvent;
import rapport.trust.TrustEvent;

/** Documents that say what the code says. */
class DocumentsTest {

    private static final Pattern ROW = Pattern.compile("^\\| `rapport\\.(\\w+)` \\|(.*)$", Pattern.MULTILINE);
    private static final Pattern CODE =
            Pattern.compile("new RuleBroken\\(\\s*\"([a-z-]+)\"|notOpen\\(\"|\"(not-open)\"");

    private static final Pattern RULE =
            Pattern.compile("^\\| [^|]+ \\| `([a-z-]+)` \\| ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("void (\\w+)\\(");
    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+\\.\\w+)`");

    @Test
    void docs_events_lists_every_stored_event_and_no_other() throws IOException {
        var names = new TreeSet<String>();
        events().forEach(event -> names.add(event.getSimpleName()));

        assertThat(rows().keySet()).isEqualTo(names);
    }

    @ParameterizedTest
    @MethodSource("events")
    void docs_events_names_every_field_of_an_event(Class<?> event) throws IOException {
        var row = rows().getOrDefault(event.getSimpleName(), "");
        var said = Set.of("relationship", "by", CommitmentEvent.class.isAssignableFrom(event) ? "commitment" : "entry");
        var fields = Arrays.stream(event.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !said.contains(name))
                .toList();

        assertThat(fields).allMatch(field -> row.contains("`" + field + "`"));
    }

    @Test
    void docs_domain_has_a_row_for_every_rule_and_for_no_other() throws IOException {
        var inSources = new TreeSet<String>();
        for (var source : javaBelow("src/main/java")) {
            var matcher = CODE.matcher(Files.readString(source));
            while (matcher.find()) {
                inSources.add(String.valueOf(matcher.group(1) == null ? "not-open" : matcher.group(1)));
            }
        }
        var inTable = new TreeSet<String>();
        ruleRows().forEach(row -> inTable.add(row.group(1)));

        assertThat(inSources).hasSizeGreaterThan(60);
        assertThat(inTable).isEqualTo(inSources);
    }

    private static Set<String> tests() throws IOException {
        var tests = new TreeSet<String>();
        for (var source : javaBelow("src/test/java")) {
            var name = String.valueOf(source.getFileName()).replace(".java", "");
            var matcher = TEST.matcher(Files.readString(source));
            while (matcher.find()) {
                tests.add(name + "." + matcher.group(1));
            }
        }
        return tests;
    }

    @Test
    void docs_security_shows_each_thing_that_holds_by_a_test_that_there_is() throws IOException {
        var tests = tests();
        var threats = Files.readString(Path.of("docs/security.md")).split("(?m)^## (?=Against )");

        assertThat(threats).hasSizeGreaterThan(6);
        for (var threat : Arrays.asList(threats).subList(1, threats.length)) {
            assertThat(threat).contains("What does not hold");
            var rows = threat.lines()
                    .filter(line -> line.startsWith("| ") && !line.startsWith("| what holds"))
                    .toList();
            assertThat(rows).as(threat).isNotEmpty();
            for (var row : rows) {
                var named = NAMED_TEST
                        .matcher(row)
                        .results()
                        .map(one -> one.group(1))
                        .toList();
                assertThat(named).as(row).isNotEmpty();
                assertThat(tests).containsAll(named);
            }
        }
    }

    @Test
    void docs_domain_names_tests_that_there_are() throws IOException {
        var tests = tests();
        for (var row : ruleRows()) {
            for (var cell : List.of(row.group(2), row.group(3))) {
                var named = NAMED_TEST
                        .matcher(cell)
                        .results()
                        .map(one -> one.group(1))
                        .toList();
                assertThat(named).as(row.group()).isNotEmpty();
                assertThat(tests).containsAll(named);
            }
        }
    }

    private static List<Path> javaBelow(String directory) throws IOException {
        try (var files = Files.walk(Path.of(directory))) {
            return files.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }

    private static List<MatchResult> ruleRows() throws IOException {
        return RULE.matcher(Files.readString(Path.of("docs/domain.md")))
                .results()
                .toList();
    }

    private static Map<String, String> rows() throws IOException {
        var rows = new HashMap<String, String>();
        var matcher = ROW.matcher(Files.readString(Path.of("docs/events.md")));
        while (matcher.find()) {
            rows.put(matcher.group(1), matcher.group(2));
        }
        return rows;
    }

    static Stream<Class<?>> events() {
        return Stream.<Class<?>>of(
                        RelationshipEvent.class,
                        CommitmentEvent.class,
                        FeedbackEvent.class,
                        ConcernEvent.class,
                        RuptureEvent.class,
                        MeetingEvent.class,
                        CorrectionEvent.class,
                        NotebookEvent.class,
                        TrustEvent.class)
                .flatMap(DocumentsTest::of);
    }

    private static Stream<Class<?>> of(Class<?> family) {
        return family.isSealed()
                ? Arrays.stream(family.getPermittedSubclasses()).flatMap(DocumentsTest::of)
                : Stream.of(family);
    }
}
