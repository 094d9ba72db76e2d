package rapport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
    void docs_domain_names_every_rule() throws IOException {
        var rules = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var matcher = CODE.matcher(Files.readString(file));
                while (matcher.find()) {
                    rules.add(String.valueOf(matcher.group(1) == null ? "not-open" : matcher.group(1)));
                }
            }
        }
        var domain = Files.readString(Path.of("docs/domain.md"));

        assertThat(rules).hasSizeGreaterThan(15).allMatch(rule -> domain.contains("`" + rule + "`"));
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
