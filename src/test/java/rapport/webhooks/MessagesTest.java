package rapport.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rapport.parties.PersonId;
import rapport.reminders.Digest;
import rapport.reminders.Digest.Kind;
import rapport.reminders.Digest.Line;
import rapport.reminders.Digest.Section;
import rapport.security.TestAddress;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What other programs are told, to the letter, and what they are not. */
class MessagesTest {

    private static final UUID ID = UUID.fromString("6b1f1c2e-7f0a-4c55-9a83-0a6f2f7f9d11");
    private static final String WORDS = "the figures <for> Friday & more";
    private static final String EVIL =
            "<!channel> <@U123> @here *bold* _it_ [link](https://evil.example) <https://evil.example|x> &amp; {{DATE(2020-01-01T00:00:00Z)}} `code`";

    private final Messages messages = new Messages(TestAddress.of("https://rapport.example.org"));

    private static Digest digest(String title, List<Section> sections) {
        return new Digest(
                ID,
                new PersonId(UUID.randomUUID()),
                Kind.BRIEF,
                Instant.parse("2026-11-30T09:00:00Z"),
                ZoneId.of("Europe/Berlin"),
                title,
                sections);
    }

    private static Digest digest() {
        return digest(
                "1:1 with Tomás on Tuesday 1 December at 10:00",
                List.of(new Section(
                        "1:1 with Tomás, Tuesday at 10:00",
                        "/relationships/r",
                        "1 broken promise, 2 due",
                        List.of(new Line("You broke a promise", WORDS, "/relationships/r/promises/c")))));
    }

    private static Digest evil() {
        return digest(EVIL, List.of(new Section(EVIL, "/r", EVIL, List.of(new Line(EVIL, EVIL, "/r")))));
    }

    private String text(Digest digest, Format format, boolean withWords) {
        return new String(messages.of(digest, format, withWords), StandardCharsets.UTF_8);
    }

    private JsonNode json(Digest digest, Format format, boolean withWords) {
        return JsonMapper.shared().readTree(messages.of(digest, format, withWords));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void words_go_only_where_they_may(Format format) {
        assertThat(text(digest(), format, false))
                .doesNotContain("figures", "You broke", "/promises/")
                .contains("1 broken promise, 2 due", "https://rapport.example.org/relationships/r");
        assertThat(text(digest(), format, true)).contains("figures", "You broke a promise");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void the_newest_receipt_comes_along_with_words_and_without(Format format) {
        var with = new Digest(
                ID,
                new PersonId(UUID.randomUUID()),
                Kind.BRIEF,
                Instant.parse("2026-11-30T09:00:00Z"),
                ZoneId.of("Europe/Berlin"),
                "1:1 with Tomás",
                digest().sections(),
                "42-K7Q2-M9XD-4T3W");

        for (var words : List.of(true, false)) {
            assertThat(text(with, format, words)).containsOnlyOnce("42-K7Q2-M9XD-4T3W");
            assertThat(text(digest(), format, words)).doesNotContainIgnoringCase("receipt");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"SLACK", "TEAMS"})
    void what_the_title_says_is_not_said_again(Format format) {
        var title = "1:1 with Tomás on Tuesday 1 December at 10:00";
        var one = digest(title, List.of(new Section(title, "/relationships/r", "2 due", List.of())));
        var shown = json(one, format, false).at(format == Format.SLACK ? "/blocks" : "/attachments");

        assertThat(shown.toString()).containsOnlyOnce(title).contains("2 due");
    }

    @Test
    void json_for_a_program_is_as_documented() {
        assertThat(text(digest(), Format.GENERIC, false))
                .isEqualTo("{\"version\":1,\"kind\":\"BRIEF\",\"id\":\"6b1f1c2e-7f0a-4c55-9a83-0a6f2f7f9d11\","
                        + "\"at\":\"2026-11-30T09:00:00Z\",\"zone\":\"Europe/Berlin\","
                        + "\"title\":\"1:1 with Tomás on Tuesday 1 December at 10:00\",\"sections\":[{"
                        + "\"title\":\"1:1 with Tomás, Tuesday at 10:00\",\"counts\":\"1 broken promise, 2 due\","
                        + "\"link\":\"https://rapport.example.org/relationships/r\"}]}");
        assertThat(json(digest(), Format.GENERIC, true)
                        .at("/sections/0/lines/0")
                        .toString())
                .isEqualTo("{\"fact\":\"You broke a promise\",\"words\":\"" + WORDS
                        + "\",\"link\":\"https://rapport.example.org/relationships/r/promises/c\"}");
    }

    @Nested
    class InSlack {

        @Test
        void has_a_text_for_notifications_and_a_link() {
            var message = json(digest(), Format.SLACK, true);

            assertThat(message.at("/text").asString())
                    .isEqualTo(
                            "1:1 with Tomás on Tuesday 1 December at 10:00. 1:1 with Tomás, Tuesday at 10:00: 1 broken promise, 2 due");
            assertThat(message.at("/blocks/0/type").asString()).isEqualTo("header");
            assertThat(message.at("/unfurl_links").asBoolean(true)).isFalse();
            assertThat(marked(message))
                    .containsExactly("<https://rapport.example.org/relationships/r|Open it in Rapport>");
        }

        /** Only there does Slack look for mentions and links. */
        private static List<String> marked(JsonNode message) {
            var found = new ArrayList<String>();
            for (var node : message.findParents("type")) {
                if (node.path("type").asString().equals("mrkdwn")) {
                    assertThat(node.path("verbatim").asBoolean(false)).isTrue();
                    found.add(node.path("text").asString());
                }
            }
            return found;
        }

        @Test
        void nothing_that_anybody_wrote_becomes_a_mention_or_a_link() {
            var message = json(evil(), Format.SLACK, true);

            assertThat(marked(message)).containsExactly("<https://rapport.example.org/r|Open it in Rapport>");
            assertThat(message.at("/text").asString())
                    .doesNotContain("<", ">")
                    .contains("&lt;!channel&gt;", "&amp;amp;");
            // What is not marked up is shown as it is, and so must not be escaped.
            assertThat(message.at("/blocks/0/text/type").asString()).isEqualTo("plain_text");
            assertThat(message.at("/blocks/0/text/emoji").asBoolean(true)).isFalse();
            assertThat(message.at("/blocks/2/elements/0/elements/0/elements/0/text")
                            .asString())
                    .contains("<!channel> <@U123>");
            assertThat(message.findValuesAsString("type"))
                    .containsOnly(
                            "header",
                            "plain_text",
                            "section",
                            "rich_text",
                            "rich_text_list",
                            "rich_text_section",
                            "text",
                            "mrkdwn");
        }
    }

    @Nested
    class InTeams {

        @Test
        void is_a_message_with_a_card() {
            var message = json(digest(), Format.TEAMS, true);

            assertThat(message.at("/type").asString()).isEqualTo("message");
            assertThat(message.at("/attachments/0/contentType").asString())
                    .isEqualTo("application/vnd.microsoft.card.adaptive");
            var card = message.at("/attachments/0/content");
            assertThat(card.at("/type").asString()).isEqualTo("AdaptiveCard");
            assertThat(card.at("/version").asString()).isEqualTo("1.4");
            assertThat(card.findValuesAsString("url")).containsExactly("https://rapport.example.org/relationships/r");
            assertThat(message.findValuesAsString("@type")).isEmpty();
        }

        @Test
        void nothing_that_anybody_wrote_becomes_a_mention_or_a_link() {
            var card = json(evil(), Format.TEAMS, true).at("/attachments/0/content");

            assertThat(card.findValuesAsString("url")).containsExactly("https://rapport.example.org/r");
            // Of all kinds of text, this one alone knows no markup.
            for (var node : card.findParents("text")) {
                assertThat(node.path("type").asString()).isEqualTo("TextRun");
                assertThat(node.path("text").asString()).doesNotContain("{{");
            }
            assertThat(card.findValuesAsString("entities")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void what_was_written_stays_within_the_json_and_turns_nothing_around(Format format) {
        var odd = "\"},{\"x\":\"\\ \u202Eevil\u202C \n\t second";

        var message =
                json(digest(odd, List.of(new Section("", "/r", odd, List.of(new Line(odd, odd, "/r"))))), format, true);

        assertThat(message.isObject()).isTrue();
        if (format != Format.GENERIC) {
            assertThat(message.toString()).doesNotContain("\u202E", "\u202C");
            assertThat(message.toString()).contains("evil second");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SLACK", "TEAMS"})
    void fits_however_much_there_is(Format format) {
        var line = new Line("f".repeat(500), "😀\"".repeat(2_000), "/relationships/r");
        var section =
                new Section("t".repeat(500), "/relationships/r", "c".repeat(5_000), Collections.nCopies(40, line));

        var body = messages.of(digest("T".repeat(900), Collections.nCopies(30, section)), format, true);

        var message = JsonMapper.shared().readTree(body);
        assertThat(body.length).isLessThan(format == Format.TEAMS ? 28_000 : 100_000);
        assertThat(message.toString()).contains("and 20 more");
        if (format == Format.SLACK) {
            assertThat(message.at("/blocks").size()).isBetween(10, 50);
            assertThat(message.at("/blocks/0/text/text").asString()).hasSizeLessThanOrEqualTo(150);
            for (var text : message.findParents("text")) {
                assertThat(text.path("text").asString("").length()).isLessThanOrEqualTo(3_000);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SLACK", "TEAMS"})
    void says_how_much_is_left_out(Format format) {
        var line = new Line("Something is open", "words", "/r");

        assertThat(text(
                        digest("T", List.of(new Section("t", "/r", "11 open", Collections.nCopies(11, line)))),
                        format,
                        true))
                .contains("and 3 more");
        assertThat(text(
                        digest("T", List.of(new Section("t", "/r", "8 open", Collections.nCopies(8, line)))),
                        format,
                        true))
                .doesNotContain("more");
    }
}
