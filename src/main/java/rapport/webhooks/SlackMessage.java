package rapport.webhooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import rapport.reminders.Digest;
import rapport.reminders.Digest.Line;
import rapport.reminders.Digest.Section;

/**
 * A digest for a Slack channel. Whatever somebody wrote stands in parts that Slack shows as they are; only our own links
 * stand in its markup.
 */
final class SlackMessage {

    private static final int LONGEST_HEADER = 150;
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_WORDS = 300;
    /** Of the 50 blocks that a message may have, four for each section and three more. */
    private static final int MOST_SECTIONS = 10;

    private static final int MOST_LINES = 8;
    private static final int MOST_BYTES = 60_000;

    private SlackMessage() {}

    static byte[] of(Digest digest, boolean withWords, UnaryOperator<String> links) {
        return Text.within(MOST_BYTES, withWords ? MOST_LINES : 0, lines -> message(digest, lines, withWords, links));
    }

    private static Map<String, Object> message(
            Digest digest, int lines, boolean withWords, UnaryOperator<String> links) {
        var blocks = new ArrayList<Object>();
        blocks.add(Map.of("type", "header", "text", plain(digest.title(), LONGEST_HEADER)));
        digest.sections().stream().limit(MOST_SECTIONS).forEach(section -> {
            blocks.add(Map.of("type", "section", "text", plain(heading(section), LONGEST_TEXT)));
            var shown = section.lines().stream().limit(lines).toList();
            if (withWords && !shown.isEmpty()) {
                blocks.add(list(shown, Text.more(section.lines(), shown.size())));
            }
            blocks.add(link(links.apply(section.path())));
        });
        var more = Text.more(digest.sections(), MOST_SECTIONS);
        if (!more.isEmpty()) {
            blocks.add(Map.of("type", "section", "text", plain(more, LONGEST_TEXT)));
        }
        if (!digest.receipt().isEmpty()) {
            blocks.add(Map.of(
                    "type", "context", "elements", List.of(plain("Receipt " + digest.receipt(), LONGEST_HEADER))));
        }
        return Map.of("text", fallback(digest), "blocks", blocks, "unfurl_links", false, "unfurl_media", false);
    }

    private static String heading(Section section) {
        return section.title().isEmpty() ? section.counts() : section.title() + ": " + section.counts();
    }

    /** What a notification shows. Slack reads it as markup, so nothing in it may be any. */
    private static String fallback(Digest digest) {
        var sections = digest.sections().stream()
                .limit(MOST_SECTIONS)
                .map(SlackMessage::heading)
                .collect(Collectors.joining("; "));
        return escaped(Text.line(digest.title() + ". " + sections, LONGEST_TEXT));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static Map<String, Object> plain(String text, int most) {
        var line = Text.line(text, most);
        return Map.of("type", "plain_text", "text", line.isEmpty() ? "-" : line, "emoji", false);
    }

    private static Map<String, Object> list(List<Line> lines, String more) {
        var items = new ArrayList<Object>();
        for (var line : lines) {
            var words = Text.line(line.words(), LONGEST_WORDS);
            items.add(item(Text.line(line.fact(), LONGEST_WORDS) + (words.isEmpty() ? "" : ": " + words)));
        }
        if (!more.isEmpty()) {
            items.add(item(more));
        }
        return Map.of(
                "type",
                "rich_text",
                "elements",
                List.of(Map.of("type", "rich_text_list", "style", "bullet", "elements", items)));
    }

    private static Map<String, Object> item(String text) {
        return Map.of("type", "rich_text_section", "elements", List.of(Map.of("type", "text", "text", text)));
    }

    private static Map<String, Object> link(String address) {
        return Map.of(
                "type",
                "section",
                "text",
                Map.of("type", "mrkdwn", "text", "<" + escaped(address) + "|Open it in Rapport>", "verbatim", true));
    }
}
