package rapport.web;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import rapport.briefing.Briefing;
import rapport.doors.Acts;
import rapport.doors.OneOnOneActKind;
import rapport.meetings.Cadence;
import rapport.meetings.Meetings;
import rapport.meetings.OneOnOne;
import rapport.parties.RelationshipId;
import rapport.parties.Viewer;
import rapport.relationships.Relationships;
import rapport.shared.NotThere;

/** Makes the page of a relationship's 1:1s. */
@Component
class OneOnOnePages {

    static final String CADENCE = "set-cadence";
    static final String TRUST = "note-trust";

    private static final int SHOWN = 8;
    private static final int DAYS_BACK = 2;
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private final Briefing briefing;
    private final Acts acts;
    private final Relationships relationships;
    private final Frames frames;
    private final Clock clock;

    OneOnOnePages(Briefing briefing, Acts acts, Relationships relationships, Frames frames, Clock clock) {
        this.briefing = briefing;
        this.acts = acts;
        this.relationships = relationships;
        this.frames = frames;
        this.clock = clock;
    }

    /** How often two people meet, as the form offers it. */
    enum Repeats {
        WEEKLY("Every week"),
        TWO_WEEKS("Every two weeks"),
        MONTHLY("Every month, on the same weekday of it"),
        ONCE("Once");

        private final String words;

        Repeats(String words) {
            this.words = words;
        }

        /** The rule that repeats like this from a first day on. */
        String from(LocalDate firstDay) {
            return switch (this) {
                case WEEKLY -> Cadence.weeklyOn(firstDay.getDayOfWeek());
                case TWO_WEEKS -> Cadence.everyTwoWeeksOn(firstDay.getDayOfWeek());
                case MONTHLY -> Cadence.monthlyLike(firstDay);
                case ONCE -> Cadence.once();
            };
        }
    }

    static String key(OneOnOneActKind kind) {
        return "one-on-one-" + kind.path();
    }

    OneOnOnePage of(Visit visit, RelationshipId id) {
        var card = relationships.find(visit.viewer(), id);
        var own = card.parties().sideOf(visit.viewer()).orElseThrow(NotThere::new);
        var names = frames.namesOf(List.of(card));
        var pair = Pair.of(card, new Viewer.Party(own), names, card.dayOf(clock.instant()));
        var meetings = briefing.planned(visit.viewer(), id);
        var upcoming = meetings.upcoming(pair.today(), card.zone(), SHOWN);
        return new OneOnOnePage(
                frames.within(visit, "1:1s · " + pair.other(), pair),
                pair.other(),
                pair.address(),
                cadence(pair, meetings),
                card.hasEnded() ? "" : InARowInWords.of(pair, meetings.inARow(pair.today(), card.zone())),
                upcoming.stream().map(one -> said(pair, one)).toList(),
                forms(pair, meetings, upcoming, visit),
                card.hasEnded() ? null : Addressed.wrapUp(id, WrapUpStep.TOOK_PLACE),
                PeoplePages.ZONES,
                trust(visit, pair),
                trustForms(pair, visit));
    }

    // --- when -----------------------------------------------------------------------------------------------------

    private static String cadence(Pair pair, Meetings meetings) {
        return meetings.cadence()
                .map(cadence -> repeats(pair, cadence) + " at " + TIME.format(cadence.firstStart()) + ", for "
                        + cadence.minutes() + " minutes, in the time of "
                        + cadence.zone().getId().replace('_', ' ') + ".")
                .orElse("It is not recorded yet when you and " + pair.other() + " meet.");
    }

    // A week's rule means the weekday of its first start where it names none.
    private static boolean isSame(String one, String other) {
        return one.equals(other)
                || (one.startsWith("FREQ=WEEKLY")
                        && one.replaceFirst(";BYDAY=[A-Z]{2}$", "").equals(other));
    }

    private static String repeats(Pair pair, Cadence cadence) {
        var first = cadence.firstDay();
        var day = first.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        var from = (first.isAfter(pair.today()) ? ", from " : ", since ") + pair.day(first) + ",";
        for (var repeats : Repeats.values()) {
            if (isSame(repeats.from(first), cadence.rrule())) {
                return switch (repeats) {
                    case WEEKLY -> "Every " + day + from;
                    case TWO_WEEKS -> "Every second " + day + from;
                    case MONTHLY -> "Every month on the " + which(first) + " " + day + from;
                    case ONCE -> "Once, on " + pair.day(first) + ",";
                };
            }
        }
        return "By the rule " + cadence.rrule() + from;
    }

    private static String which(LocalDate day) {
        var number = (day.getDayOfMonth() - 1) / DayOfWeek.values().length + 1;
        return number == 5 ? "last" : Spoken.ordinal(number);
    }

    private static String said(Pair pair, OneOnOne one) {
        var start = one.start();
        return pair.day(start.toLocalDate()) + ", " + TIME.format(start) + ", "
                + Days.distance(one.dayIn(pair.card().zone()), pair.today());
    }

    private static ActsView forms(Pair pair, Meetings meetings, List<OneOnOne> upcoming, Visit visit) {
        var forms = new ArrayList<FormView>();
        var ended = pair.card().hasEnded();
        if (!ended || visit.attempt().isOf(CADENCE)) {
            forms.add(cadenceForm(pair, meetings, visit, Back.ENTRY));
        }
        for (var kind : OneOnOneActKind.values()) {
            var needsOne = kind != OneOnOneActKind.HOLD;
            var offered = !ended && !(needsOne && upcoming.isEmpty());
            if (offered || visit.attempt().isOf(key(kind))) {
                forms.add(form(pair, meetings, upcoming, kind, visit));
            }
        }
        return new ActsView("one-on-ones", List.copyOf(forms), List.of(), "", false);
    }

    /** The form that says when the two meet from a day on. */
    static FormView cadenceForm(Pair pair, Meetings meetings, Visit visit, Back back) {
        var card = pair.card();
        var before = meetings.cadence();
        var choices = new LinkedHashMap<String, String>();
        Stream.of(Repeats.values()).forEach(repeats -> choices.put(repeats.name(), repeats.words));
        return new FormBuilder(CADENCE, Addressed.cadence(card.id()), visit)
                .hidden("back", back.word())
                .choice("repeats", "How often", choices)
                .date("firstDay", "First on", "")
                .time(
                        "time",
                        "At",
                        TIME.format(before.map(cadence -> cadence.firstStart().toLocalTime())
                                .orElse(LocalTime.of(10, 0))))
                .number(
                        "minutes",
                        "Minutes",
                        before.map(cadence -> Integer.toString(cadence.minutes()))
                                .orElse("30"))
                .zone(
                        "zone",
                        "Time zone",
                        before.map(Cadence::zone).orElse(card.zone()).getId(),
                        "The 1:1 stays at that hour there when the clocks change.")
                .build(
                        before.isPresent() ? "Meet at another time from a day on" : "Say when you meet",
                        "Record it",
                        before.isEmpty());
    }

    private static FormView form(
            Pair pair, Meetings meetings, List<OneOnOne> upcoming, OneOnOneActKind kind, Visit visit) {
        var form = new FormBuilder(key(kind), Addressed.oneOnOnes(pair.card().id(), kind), visit);
        return switch (kind) {
            case MOVE ->
                form.select("from", "Which one", starts(pair, upcoming), first(upcoming))
                        .moment("to", "To when")
                        .build("Move one", "Move it", false);
            case CANCEL ->
                form.select("start", "Which one", starts(pair, upcoming), first(upcoming))
                        .optionalWords("reason", "Why, if you like")
                        .build("Call one off", "Call it off", false);
            case HOLD -> {
                var recent = meetings.upcoming(
                        pair.today().minusDays(DAYS_BACK), pair.card().zone(), SHOWN);
                form.date("heldOn", "It took place on", pair.today().toString());
                if (!recent.isEmpty()) {
                    var which = new LinkedHashMap<String, String>();
                    which.put("", "None that was planned");
                    which.putAll(starts(pair, recent));
                    form.select("start", "Which one it was", which, heldToday(pair, recent));
                }
                yield form.optionalWords("summary", "What came of it, if you like")
                        .build("Record that one took place", "Record it", false);
            }
        };
    }

    static Map<String, String> starts(Pair pair, List<OneOnOne> ones) {
        var starts = new LinkedHashMap<String, String>();
        ones.forEach(one -> starts.put(value(one.start()), said(pair, one)));
        return starts;
    }

    private static String heldToday(Pair pair, List<OneOnOne> recent) {
        return recent.stream()
                .filter(one -> !one.dayIn(pair.card().zone()).isAfter(pair.today()))
                .map(one -> value(one.start()))
                .reduce("", (_, later) -> later);
    }

    private static String first(List<OneOnOne> ones) {
        return ones.isEmpty() ? "" : value(ones.getFirst().start());
    }

    static String value(LocalDateTime start) {
        return start.toLocalDate() + "T" + TIME.format(start);
    }

    // --- trust ----------------------------------------------------------------------------------------------------

    private String trust(Visit visit, Pair pair) {
        var name = pair.other();
        return visit.actor() == null
                ? ""
                : acts.comparedTrust(visit.actor(), pair.card().id())
                        .map(compared -> switch (compared) {
                            case HIGHER -> name + " trusts you more than you guessed.";
                            case LOWER -> name + " trusts you less than you guessed. It may be worth asking why.";
                            case EQUAL -> name + " trusts you as you guessed.";
                        })
                        .orElse("Once both of you have noted it between the same 1:1s, it says here whether " + name
                                + " trusts you more or less than you guessed. Never the number.");
    }

    private static List<FormView> trustForms(Pair pair, Visit visit) {
        if (pair.card().hasEnded() && !visit.attempt().isOf(TRUST)) {
            return List.of();
        }
        var name = pair.other();
        var numbers = new LinkedHashMap<String, String>();
        numbers.put("1", "1 – hardly");
        numbers.put("2", "2");
        numbers.put("3", "3");
        numbers.put("4", "4");
        numbers.put("5", "5 – fully");
        return List.of(new FormBuilder(TRUST, Addressed.trust(pair.card().id()), visit)
                .choice("own", "How far do you trust " + name + "?", numbers, "", null)
                .choice("guessOfOther", "How far, do you guess, does " + name + " trust you?", numbers, "", null)
                .build("Note how far you trust each other", "Note it for myself", false));
    }
}
