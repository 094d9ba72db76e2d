package rapport.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.doors.AccessLedger;
import rapport.doors.AccessLedger.Announced;
import rapport.doors.AccessLedger.Erased;
import rapport.doors.AccessLedger.Line;
import rapport.doors.AccessLedger.Opened;
import rapport.doors.AccessLedger.Withdrawn;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.relationships.Opening;
import rapport.web.HistoryPage.Day;
import rapport.web.HistoryPage.Quote;
import rapport.web.HistoryPage.Told;
import rapport.words.Vault;

/** Makes the page of who else opened a history. */
@Component
class AccessPages {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private final AccessLedger ledger;
    private final Frames frames;
    private final Vault vault;
    private final Clock clock;

    AccessPages(AccessLedger ledger, Frames frames, Vault vault, Clock clock) {
        this.ledger = ledger;
        this.frames = frames;
        this.vault = vault;
        this.clock = clock;
    }

    AccessPage of(Visit visit, RelationshipId id, @Nullable String before) {
        var part = ledger.of(visit.viewer(), id, before, null);
        var card = part.relationship();
        var pair = Pair.of(card, part.viewer(), frames.namesOf(List.of(card)), card.dayOf(clock.instant()));
        var next = part.next();
        return new AccessPage(
                frames.within(visit, "Who else opened it · " + pair.title(), pair),
                pair.title(),
                pair.address(),
                Addressed.history(id),
                pair.isReader()
                        ? "Nobody but the two has opened this history."
                        : "Nobody but you two has opened this history.",
                days(pair, part.lines()),
                next == null ? null : Addressed.access(id) + "?before=" + next);
    }

    private List<Day> days(Pair pair, List<Line> lines) {
        var readers = frames.namesOfPeople(lines.stream()
                .filter(Opened.class::isInstance)
                .map(line -> ((Opened) line).opening().person())
                .toList());
        Map<LocalDate, List<Told>> days = new LinkedHashMap<>();
        for (var line : lines) {
            days.computeIfAbsent(pair.card().dayOf(line.at()), _ -> new ArrayList<>())
                    .add(told(pair, line, readers));
        }
        return days.entrySet().stream()
                .map(day -> new Day(pair.day(day.getKey()), List.copyOf(day.getValue())))
                .toList();
    }

    private Told told(Pair pair, Line line, Map<PersonId, String> readers) {
        return switch (line) {
            case Opened(var opening) ->
                told(
                        pair,
                        line,
                        opened(pair, opening, readers),
                        List.of(new Quote(
                                "Why",
                                vault.open(pair.card().id().value(), opening.reason())
                                        .shown())));
            case Announced announced ->
                told(
                        pair,
                        line,
                        "Whoever runs this server announced that everything written here is to be erased: "
                                + announced.basis().because() + ".",
                        List.of());
            case Withdrawn _ -> told(pair, line, "Whoever runs this server took that back.", List.of());
            case Erased erased ->
                told(
                        pair,
                        line,
                        "Whoever runs this server erased for ever everything written here: "
                                + erased.basis().because() + ".",
                        List.of());
        };
    }

    private String opened(Pair pair, Opening opening, Map<PersonId, String> readers) {
        var who = readers.getOrDefault(opening.person(), Frames.NAMELESS)
                + switch (opening.role()) {
                    case AUDITOR -> " (auditor)";
                };
        var until = Days.moment(opening.until(), pair.card().zone(), pair.today());
        return who + " opened this history. It "
                + (clock.instant().isBefore(opening.until()) ? "is open to them until " : "was open to them until ")
                + until + ".";
    }

    private static Told told(Pair pair, Line line, String sentence, List<Quote> quotes) {
        return new Told(
                sentence,
                quotes,
                TIME.format(line.at().atZone(pair.card().zone())),
                line.at().toString(),
                List.of(),
                null,
                null);
    }
}
