package rapport.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapport.capture.Intent.Create;
import rapport.capture.Intent.Keep;
import rapport.capture.Reading.Asked;
import rapport.capture.Reading.NotUnderstood;
import rapport.capture.Reading.Understood;

/** Every line of {@code capture/lines.txt} means what stands beside it. */
class LinesTest {

    record Line(String text, String meaning) {

        @Override
        public String toString() {
            return text;
        }
    }

    static Stream<Line> lines() throws IOException {
        try (var in = Objects.requireNonNull(LinesTest.class.getResourceAsStream("/capture/lines.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(line -> line.split("=>", 2))
                            .map(parts -> new Line(parts[0].strip(), parts[1].strip()))
                            .toList()
                            .stream();
        }
    }

    @Test
    void there_are_many_of_them() throws IOException {
        assertThat(lines()).hasSizeGreaterThan(140);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_line_means_what_stands_beside_it(Line line) {
        var text = line.text();
        var around = Crowd.around(null);
        if (text.startsWith("@")) {
            var name = text.substring(1, text.indexOf(' '));
            around = Crowd.around(Crowd.named(name).relationship());
            text = text.substring(text.indexOf(' ') + 1);
        }

        var meaning = told(Understanding.of(text, Answers.NONE, around));

        if (line.meaning().startsWith("no: ")) {
            assertThat(meaning).startsWith(line.meaning());
        } else {
            assertThat(meaning).isEqualTo(line.meaning());
        }
    }

    private static String told(Reading reading) {
        return switch (reading) {
            case Understood understood -> told(understood);
            case NotUnderstood no -> "no: " + no.sentence();
            case Asked asked -> "ask " + asked.about().field() + ": " + told(asked);
        };
    }

    private static String told(Asked asked) {
        return switch (asked.about()) {
            case DAY -> asked.choices().stream().map(Choice::value).collect(Collectors.joining(", "));
            case PROMISE -> String.valueOf(asked.choices().size());
            case WHO, PROMISOR, CAUSED_BY, KIND ->
                asked.choices().stream().map(Choice::label).collect(Collectors.joining(", "));
        };
    }

    private static String told(Understood understood) {
        return switch (understood.intent()) {
            case Keep(var relationship, var promise, var confirming) -> {
                assertThat(relationship).isNotNull();
                assertThat(confirming).isEqualTo(Crowd.promise(promise).claimed());
                yield "kept | " + Crowd.promise(promise).words();
            }
            case Create(var relationship, var form, var fields) -> {
                var other = Crowd.in(relationship);
                var words = fields.getOrDefault("text", fields.getOrDefault("about", ""));
                assertThat(understood.sentence()).contains(other.name()).contains("“" + words + "”");
                yield form.word() + " | " + other.name() + " | "
                        + (form == Form.PROMISE ? promise(understood, other, fields) : words);
            }
        };
    }

    private static String promise(Understood understood, Counterpart other, Map<String, String> fields) {
        var mine = other.own().name().equals(fields.get("promisor"));
        assertThat(fields.containsKey("onBehalfOf")).isEqualTo(!mine && !other.joined());
        assertThat(understood.sentence())
                .startsWith(mine ? "You promise " + other.name() : other.name() + " promised you");
        var timed = understood.notes().stream().anyMatch(note -> note.contains("time of day"));
        return (mine ? "mine" : "theirs") + " | " + fields.get("dueOn") + " | " + fields.get("text")
                + (timed ? " | timed" : "");
    }
}
