package rapport.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.doors.HistoryCheck;
import rapport.doors.HistoryCheck.Problem;
import rapport.doors.Question;
import rapport.doors.Timelines;
import rapport.history.Corrected;
import rapport.history.History;
import rapport.history.Kind;
import rapport.history.Line;
import rapport.history.Place;
import rapport.history.Timeline;
import rapport.parties.EntryId;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.parties.Visibility;
import rapport.relationships.RelationshipEvent.HistoryOpened;
import rapport.web.HistoryPage.Day;
import rapport.web.HistoryPage.Quote;
import rapport.web.HistoryPage.Told;
import rapport.web.Input.Choice;
import rapport.words.Vault;

/** Makes the pages of what was recorded, opening its words for the one who looks. */
@Component
class HistoryPages {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final int LONGEST_EXCERPT = 100;

    private final Timelines timelines;
    private final History history;
    private final HistoryCheck check;
    private final Frames frames;
    private final Vault vault;
    private final Clock clock;

    HistoryPages(Timelines timelines, History history, HistoryCheck check, Frames frames, Vault vault, Clock clock) {
        this.timelines = timelines;
        this.history = history;
        this.check = check;
        this.frames = frames;
        this.vault = vault;
        this.clock = clock;
    }

    HistoryPage timeline(Visit visit, RelationshipId id, Question question) {
        var timeline = timelines.answer(visit.viewer(), id, question);
        var pair = pair(timeline);
        var next = timeline.next();
        var before = next == null ? null : next.text();
        var search = given(question.q());
        return new HistoryPage(
                frames.within(visit, "History · " + pair.title(), pair),
                pair.title(),
                pair.address(),
                Addressed.history(id),
                Addressed.access(id),
                visit.csrf(),
                kinds(given(question.kind())),
                sides(pair, given(question.side())),
                search,
                Stream.of(question.q(), question.kind(), question.side())
                        .anyMatch(asked -> !given(asked).isEmpty()),
                days(visit, pair, timeline, null),
                before != null && search.isEmpty() ? older(id, question, before) : null,
                before == null || search.isEmpty() ? Map.of() : olderForm(visit, question, before),
                pair.card().dayOf(pair.card().startedAt()).toString(),
                pair.today().toString(),
                pair.isReader() ? null : Addressed.export(id));
    }

    EntryHistoryPage entry(Visit visit, RelationshipId id, EntryId entry) {
        var timeline = history.entry(visit.viewer(), id, entry);
        var pair = pair(timeline);
        var first = timeline.lines().stream()
                .filter(line -> entry.equals(line.entry()))
                .findFirst()
                .orElse(timeline.lines().getFirst());
        var title = Spoken.capital(Telling.noun(first.kind()));
        return new EntryHistoryPage(
                frames.within(visit, title + " · " + pair.title(), pair),
                pair.title(),
                title,
                pair.address(),
                Addressed.history(id),
                days(visit, pair, timeline, entry));
    }

    private Pair pair(Timeline timeline) {
        var card = timeline.relationship();
        return Pair.of(card, timeline.viewer(), frames.namesOf(List.of(card)), card.dayOf(clock.instant()));
    }

    private static String given(@Nullable String asked) {
        return asked == null ? "" : asked.strip();
    }

    private static List<Choice> kinds(String chosen) {
        var choices = new ArrayList<Choice>();
        choices.add(new Choice("history-kind-all", "", "Everything", chosen.isEmpty()));
        for (var kind : Kind.values()) {
            choices.add(new Choice(
                    "history-kind-" + kind.name(),
                    kind.name(),
                    plural(kind),
                    kind.name().equals(chosen)));
        }
        return List.copyOf(choices);
    }

    private static String plural(Kind kind) {
        return switch (kind) {
            case RELATIONSHIP -> "The relationship itself";
            case COMMITMENT -> "Promises";
            case FEEDBACK -> "Feedback";
            case CONCERN -> "Concerns";
            case RUPTURE -> "Ruptures";
            case ONE_ON_ONE -> "1:1s";
            case TOPIC -> "Topics";
            case NOTE -> "Notes";
            case TRUST -> "Trust";
            case ACCESS -> "Who else read it";
            case CORRECTION -> "Corrections";
        };
    }

    private static List<Choice> sides(Pair pair, String chosen) {
        var first = pair.viewer().own().orElse(Side.MANAGER);
        return List.of(
                new Choice("history-side-all", "", "Anybody", chosen.isEmpty()),
                side(first, pair.who(first), chosen),
                side(first.other(), pair.who(first.other()), chosen));
    }

    private static Choice side(Side side, String label, String chosen) {
        return new Choice(
                "history-side-" + side.name(), side.name(), label, side.name().equals(chosen));
    }

    // Nothing that anybody wrote: what was searched for never stands in an address.
    private static String older(RelationshipId id, Question question, String before) {
        return Addressed.history(id) + "?before=" + before + parameter("kind", given(question.kind()))
                + parameter("side", given(question.side()));
    }

    // Both have been read as names of ours before they come here.
    private static String parameter(String name, String value) {
        return value.isEmpty() ? "" : "&" + name + "=" + value;
    }

    private static Map<String, String> olderForm(Visit visit, Question question, String before) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("_csrf", visit.csrf());
        fields.put("kind", given(question.kind()));
        fields.put("side", given(question.side()));
        fields.put("q", given(question.q()));
        fields.put("before", before);
        return fields;
    }

    /** @param self the entry whose page this is, which needs no mention there */
    private List<Day> days(Visit visit, Pair pair, Timeline timeline, @Nullable EntryId self) {
        var beginnings = history.beginnings(timeline.lines());
        var corrected = history.corrected(timeline.lines());
        var problems = check.problems(visit.viewer(), pair.card().id());
        var readers = frames.namesOfPeople(timeline.lines().stream()
                .map(Line::event)
                .filter(HistoryOpened.class::isInstance)
                .map(opened -> ((HistoryOpened) opened).person())
                .toList());
        Map<LocalDate, List<Told>> days = new LinkedHashMap<>();
        for (var line : timeline.lines()) {
            days.computeIfAbsent(pair.card().dayOf(line.at()), _ -> new ArrayList<>())
                    .add(told(pair, line, readers, beginnings, corrected, problems, self));
        }
        return days.entrySet().stream()
                .map(day -> new Day(pair.day(day.getKey()), List.copyOf(day.getValue())))
                .toList();
    }

    private Told told(
            Pair pair,
            Line line,
            Map<PersonId, String> readers,
            Map<EntryId, Line> beginnings,
            Corrected corrected,
            List<Problem> problems,
            @Nullable EntryId self) {
        var telling = Telling.of(pair, line, readers);
        var entry = Objects.equals(line.entry(), self) ? null : line.entry();
        var beginning = entry == null || line.beginning() != null ? null : beginnings.get(entry);
        return new Told(
                telling.sentence(),
                telling.quoted().stream()
                        .map(quoted -> new Quote(
                                quoted.label(),
                                vault.open(line.stream(), quoted.words()).shown()))
                        .toList(),
                TIME.format(line.at().atZone(pair.card().zone())),
                line.at().toString(),
                marks(pair, line, corrected, problems),
                beginning == null ? null : excerpt(beginning),
                entry == null ? null : Addressed.history(pair.card().id(), entry),
                Addressed.anchor(place(line)));
    }

    private static Place place(Line line) {
        return new Place(line.visibility(), line.sequence());
    }

    private String excerpt(Line beginning) {
        var text = vault.open(beginning.stream(), Objects.requireNonNull(beginning.beginning()))
                .shown();
        return text.codePointCount(0, text.length()) <= LONGEST_EXCERPT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_EXCERPT)).strip() + "…";
    }

    private static List<String> marks(Pair pair, Line line, Corrected corrected, List<Problem> problems) {
        var marks = new ArrayList<String>();
        problems.stream()
                .filter(problem -> problem.isAt(place(line)))
                .map(Problem::mark)
                .filter(mark -> !mark.isEmpty())
                .forEach(marks::add);
        if (line.visibility() == Visibility.PRIVATE) {
            marks.add("Only you see this.");
        }
        var onBehalf = PromisePages.mark(pair, line.event().by());
        if (onBehalf != null) {
            marks.add(onBehalf);
        }
        if (line.beginning() != null && corrected.reworded().contains(line.entry())) {
            marks.add("Reworded since.");
        }
        if (line.beginning() != null && corrected.retracted().contains(line.entry())) {
            marks.add("Retracted since.");
        }
        return List.copyOf(marks);
    }
}
