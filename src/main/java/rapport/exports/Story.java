package rapport.exports;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rapport.eventstore.StoredEvents;
import rapport.exports.Reading.Leaf;
import rapport.exports.Reading.Together;
import rapport.exports.Sheet.Printed;
import rapport.exports.Sheet.Quoted;
import rapport.history.Line;
import rapport.parties.EntryId;
import rapport.parties.Visibility;
import rapport.words.Vault;

/** Prints the history of a copy on a sheet: day by day, the oldest first, in the sentences of the pages. */
final class Story {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private static final int LONGEST_EXCERPT = 100;

    private final Subject subject;
    private final Together left;
    private final Vault vault;
    private final Teller teller;
    private final Map<EntryId, String> beginnings = new HashMap<>();
    private int part;
    private @Nullable LocalDate day;

    Story(Subject subject, StoredEvents events, Vault vault, Teller teller) {
        this.subject = subject;
        this.left = Together.of(events, subject);
        this.vault = vault;
        this.teller = teller;
    }

    /** Prints on one sheet what goes there, and the next time what comes after that. */
    void printOn(Sheet sheet) throws IOException {
        part++;
        day = null;
        sheet.begin(title(), facts());
        while (left.hasMore() && !sheet.isFull()) {
            print(left.take(), sheet);
        }
        sheet.end(left.hasMore() ? "It goes on in part " + (part + 1) + "." : "End of what was recorded.");
    }

    /** True if there is something that no sheet holds yet. */
    boolean goesOn() {
        return left.hasMore();
    }

    private String title() {
        return subject.viewerName() + " and " + subject.otherName();
    }

    private List<String> facts() {
        var card = subject.card();
        var facts = new ArrayList<String>();
        facts.add("What was recorded between " + subject.name(card.parties().manager()) + ", who manages, and "
                + subject.name(card.parties().report()) + ", who reports, since "
                + DAY.format(card.dayOf(card.startedAt())) + ".");
        var endedOn = card.endedOn();
        if (endedOn != null) {
            facts.add("It ended on " + DAY.format(endedOn) + ".");
        }
        facts.add("A copy for " + subject.viewerName() + ", who is “you” in it, made on "
                + DAY.format(card.dayOf(subject.madeAt())) + " at "
                + TIME.format(subject.madeAt().atZone(card.zone())) + ". Days and times are those of "
                + card.zone().getId().replace('_', ' ') + ".");
        facts.add("What was reworded or retracted stands here as it was first written, and again as it was put right.");
        if (part > 1) {
            facts.add("This is part " + part + ".");
        }
        return List.copyOf(facts);
    }

    private void print(Leaf leaf, Sheet sheet) throws IOException {
        var line = leaf.line();
        var card = subject.card();
        var today = card.dayOf(line.at());
        if (!today.equals(day)) {
            day = today;
            sheet.day(DAY.format(today));
        }
        var told = teller.tell(card, subject.side(), subject.names(), line);
        var marks = new ArrayList<>(told.marks());
        if (line.visibility() == Visibility.PRIVATE) {
            marks.add("Private: in your own notebook.");
        }
        if (line.beginning() != null && subject.corrected().reworded().contains(line.entry())) {
            marks.add("Reworded since.");
        }
        if (line.beginning() != null && subject.corrected().retracted().contains(line.entry())) {
            marks.add("Retracted since.");
        }
        var quotes = told.quotes().stream()
                .map(quote -> new Quoted(
                        quote.label(), vault.open(line.stream(), quote.words()).shown()))
                .toList();
        sheet.event(
                new Printed(TIME.format(line.at().atZone(card.zone())), about(line), told.sentence(), quotes, marks));
    }

    // The same as the pages do: by its first words, whatever became of them.
    private @Nullable String about(Line line) {
        var entry = line.entry();
        var words = line.beginning();
        if (entry != null && words != null) {
            beginnings.put(entry, excerpt(vault.open(line.stream(), words).shown()));
        }
        return entry == null || words != null ? null : beginnings.get(entry);
    }

    private static String excerpt(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_EXCERPT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_EXCERPT)).strip() + "…";
    }
}
