package rapport.doors;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import rapport.accounts.People;
import rapport.briefing.Brief;
import rapport.briefing.Conversation.Purpose;
import rapport.briefing.OpenItem;
import rapport.briefing.OpenItem.OwedBy;
import rapport.briefing.SinceLast;
import rapport.parties.Side;
import rapport.parties.Visibility;
import rapport.seals.Seals;
import rapport.words.Sealed;
import rapport.words.Vault;

/**
 * A brief as Markdown, to be taken along to where the 1:1 is prepared: the proposed order of conversation, then what
 * happened since the last one. What only the viewer may see is left out, because a text that was copied gets around.
 */
@Component
public class BriefAsMarkdown {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final Pattern SPECIAL = Pattern.compile("([\\\\`*_{}\\[\\]<>#|~])");

    private final Vault vault;
    private final People people;
    private final Seals seals;

    BriefAsMarkdown(Vault vault, People people, Seals seals) {
        this.vault = vault;
        this.people = people;
        this.seals = seals;
    }

    /** The text, its lines ended by a line feed. */
    public String of(Brief brief, SinceLast sinceLast) {
        var parties = brief.relationship().parties();
        var names = people.names(List.of(parties.manager(), parties.report()));
        var text = new StringBuilder();
        text.append("# 1:1 of ")
                .append(plain(names.getOrDefault(parties.manager(), "the manager")))
                .append(" and ")
                .append(plain(names.getOrDefault(parties.report(), "the report")))
                .append("\n\nAs of ")
                .append(DAY.format(brief.openItems().today()))
                .append("\n");
        for (var step : brief.conversation().steps()) {
            var items = step.items().stream()
                    .filter(item -> item.visibility() == Visibility.SHARED)
                    .toList();
            if (!items.isEmpty()) {
                text.append("\n## ").append(heading(step.purpose())).append("\n\n");
                items.forEach(item -> text.append(line(brief, item, names)));
            }
        }
        if (brief.openItems().items().stream().noneMatch(item -> item.visibility() == Visibility.SHARED)) {
            text.append("\nNothing is open.\n");
        }
        add(text, brief, sinceLast, names);
        seals.head()
                .ifPresent(receipt ->
                        text.append("\nReceipt ").append(receipt.text()).append("\n"));
        return text.toString();
    }

    private static String heading(Purpose purpose) {
        return switch (purpose) {
            case MEND -> "To mend";
            case OWN -> "Promised and not kept";
            case LISTEN -> "Worries";
            case LEARN -> "Feedback";
            case AGREE -> "Waits for a word";
            case TALK -> "To talk about";
            case WORK -> "Due by the next 1:1";
        };
    }

    private String line(Brief brief, OpenItem item, Map<?, String> names) {
        var rupture = item.rupture();
        return "- [ ] " + shown(brief, item.text()) + " ("
                + (item.dueOn() == null ? "since " + DAY.format(item.since()) : "due " + day(item.dueOn()))
                + (rupture == null ? "" : "; next: " + rupture.stage().nextStep())
                + "; " + move(brief, item.owedBy(), names) + ")\n";
    }

    private static String day(LocalDate day) {
        return DAY.format(day);
    }

    private static String move(Brief brief, OwedBy owedBy, Map<?, String> names) {
        return switch (owedBy) {
            case BOTH -> "a move for both";
            case MANAGER -> "move: " + name(brief, Side.MANAGER, names);
            case REPORT -> "move: " + name(brief, Side.REPORT, names);
        };
    }

    private static String name(Brief brief, Side side, Map<?, String> names) {
        var name = names.get(brief.relationship().parties().on(side));
        return name == null ? "" : plain(name);
    }

    private void add(StringBuilder text, Brief brief, SinceLast sinceLast, Map<?, String> names) {
        text.append("\n## Since ")
                .append(sinceLast.held() ? "the last 1:1, " : "")
                .append(DAY.format(sinceLast.since()))
                .append("\n\n");
        sinceLast
                .summaries()
                .forEach(summary -> text.append("- What came of it: ")
                        .append(shown(brief, summary))
                        .append("\n"));
        if (sinceLast.lines().isEmpty() && sinceLast.summaries().isEmpty()) {
            text.append("Nothing was recorded.\n");
        }
        for (var line : sinceLast.lines()) {
            text.append("- ")
                    .append(name(brief, line.by(), names))
                    .append(
                            switch (line.kind()) {
                                case PROMISED -> " promised: ";
                                case KEPT -> " kept: ";
                                case RAISED -> " raised: ";
                                case GIVEN -> " said: ";
                            })
                    .append(shown(brief, line.text()))
                    .append("\n");
        }
    }

    private String shown(Brief brief, Sealed words) {
        return plain(vault.open(brief.relationship().id().value(), words).shown());
    }

    // Somebody's words stay words: no markup, no line that begins something new.
    private static String plain(String text) {
        return SPECIAL.matcher(text.replaceAll("\\s+", " ")).replaceAll("\\\\$1");
    }
}
