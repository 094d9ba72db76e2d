package rapport.exports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import rapport.eventstore.StoredEvents;
import rapport.exports.Reading.Leaf;
import rapport.exports.Sheet.Printed;
import rapport.exports.Sheet.Quoted;
import rapport.parties.Visibility;
import rapport.words.Vault;

/** Prints the history of a copy on a sheet: day by day, the oldest first, in the sentences of the pages. */
final class Story {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private final Subject subject;
    private final StoredEvents events;
    private final Vault vault;
    private final Teller teller;
    private @Nullable LocalDate day;

    Story(Subject subject, StoredEvents events, Vault vault, Teller teller) {
        this.subject = subject;
        this.events = events;
        this.vault = vault;
        this.teller = teller;
    }

    void printOn(Sheet sheet) throws IOException {
        sheet.begin(title(), facts());
        Reading.together(events, subject, leaf -> {
            try {
                print(leaf, sheet);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        sheet.end("End of what was recorded.");
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
        var quotes = told.quotes().stream()
                .map(quote -> new Quoted(
                        quote.label(), vault.open(line.stream(), quote.words()).shown()))
                .toList();
        sheet.event(new Printed(TIME.format(line.at().atZone(card.zone())), told.sentence(), quotes, marks));
    }
}
