package rapport.webhooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import rapport.reminders.Digest;

/**
 * A digest for Teams, as its workflows take it: a message with an adaptive card. All text stands in runs, which know no
 * markup; links are buttons.
 */
final class TeamsMessage {

    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_WORDS = 300;
    private static final int MOST_SECTIONS = 10;
    private static final int MOST_LINES = 8;
    /** Teams takes 28 KB, what it adds by itself included. */
    private static final int MOST_BYTES = 24_000;

    private TeamsMessage() {}

    static byte[] of(Digest digest, boolean withWords, UnaryOperator<String> links) {
        return Text.within(MOST_BYTES, withWords ? MOST_LINES : 0, lines -> message(card(digest, lines, links)));
    }

    private static Map<String, Object> message(Map<String, Object> card) {
        return Map.of(
                "type",
                "message",
                "attachments",
                List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
    }

    private static Map<String, Object> card(Digest digest, int lines, UnaryOperator<String> links) {
        var body = new ArrayList<Object>();
        body.add(text(digest.title(), Map.of("size", "Medium", "weight", "Bolder")));
        digest.sections().stream().limit(MOST_SECTIONS).forEach(section -> {
            if (!section.title().isEmpty()) {
                body.add(text(section.title(), Map.of("weight", "Bolder")));
            }
            body.add(text(section.counts(), Map.of()));
            section.lines().stream().limit(lines).forEach(line -> {
                var words = Text.line(line.words(), LONGEST_WORDS);
                body.add(text("• " + line.fact() + (words.isEmpty() ? "" : ": " + words), Map.of()));
            });
            var more = lines == 0 ? "" : Text.more(section.lines(), lines);
            if (!more.isEmpty()) {
                body.add(text("• " + more, Map.of()));
            }
            body.add(Map.of(
                    "type",
                    "ActionSet",
                    "actions",
                    List.of(Map.of(
                            "type",
                            "Action.OpenUrl",
                            "title",
                            "Open it in Rapport",
                            "url",
                            links.apply(section.path())))));
        });
        var more = Text.more(digest.sections(), MOST_SECTIONS);
        if (!more.isEmpty()) {
            body.add(text(more, Map.of()));
        }
        if (!digest.receipt().isEmpty()) {
            body.add(text("Receipt " + digest.receipt(), Map.of("size", "Small")));
        }
        return Map.of(
                "$schema",
                "http://adaptivecards.io/schemas/adaptive-card.json",
                "type",
                "AdaptiveCard",
                "version",
                "1.4",
                "body",
                body,
                "msteams",
                Map.of("width", "Full"));
    }

    private static Map<String, Object> text(String text, Map<String, String> look) {
        var run = new java.util.LinkedHashMap<String, Object>(look);
        run.put("type", "TextRun");
        // Cards put a day where {{DATE(…)}} stands; here nobody means that.
        run.put("text", Text.line(text, LONGEST_TEXT).replace("{{", "{ {"));
        return Map.of("type", "RichTextBlock", "inlines", List.of(run));
    }
}
