package rapport.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.briefing.Briefing;
import rapport.briefing.OpenItem;
import rapport.briefing.OpenItem.Kind;
import rapport.briefing.Together;
import rapport.capture.DueDay;
import rapport.commitments.Commitment.Status;
import rapport.commitments.CommitmentEvent;
import rapport.commitments.CommitmentEvent.CommitmentMade;
import rapport.concerns.ConcernEvent;
import rapport.doors.Capturing;
import rapport.doors.Collection;
import rapport.doors.OneOnOneActKind;
import rapport.eventstore.Recorded;
import rapport.meetings.MeetingEvent;
import rapport.meetings.MeetingEvent.NoteEvent;
import rapport.meetings.MeetingEvent.OneOnOneHeld;
import rapport.meetings.MeetingEvent.TopicEvent;
import rapport.meetings.OneOnOne;
import rapport.parties.EntryEvent;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.parties.StreamEvent;
import rapport.parties.Visibility;
import rapport.web.BriefPage.Section;
import rapport.web.WrapUpPage.Held;
import rapport.web.WrapUpPage.Made;
import rapport.web.WrapUpPage.Stage;
import rapport.web.WrapUpPage.Walk;

/**
 * Makes the pages on which two people end a 1:1. They are looked at together, so whoever asks gets what both may read. How
 * far they have come is nowhere kept: it is told from what was recorded today.
 */
@Component
class WrapUpPages {

    static final String TOPIC = "wrap-up-topic";
    static final String PROMISE = "wrap-up-promise";

    private static final Set<Kind> TO_TALK_ABOUT =
            Set.of(Kind.UNANSWERED_CONCERN, Kind.UNSETTLED_CONCERN, Kind.TOPIC, Kind.FLAGGED_NOTE);

    private final Briefing briefing;
    private final Frames frames;
    private final Items items;
    private final Offers offers;
    private final Capturing capturing;

    WrapUpPages(Briefing briefing, Frames frames, Items items, Offers offers, Capturing capturing) {
        this.briefing = briefing;
        this.frames = frames;
        this.items = items;
        this.offers = offers;
        this.capturing = capturing;
    }

    /** Whether a topic that was not on the list was talked about, or is there for the next time. */
    enum When {
        TALKED("We talked about it today"),
        LATER("It is for the next time");

        private final String words;

        When(String words) {
            this.words = words;
        }
    }

    WrapUpPage of(Visit visit, RelationshipId id, WrapUpStep step) {
        return of(visit, id, step, Extent.READABLE);
    }

    WrapUpPage of(Visit visit, RelationshipId id, WrapUpStep step, Extent extent) {
        var here = here(visit, id, step);
        return switch (step) {
            case TOOK_PLACE -> here.tookPlace();
            case TALKED -> here.talked(extent);
            case PROMISED -> here.promised(extent);
            case NEXT -> here.next();
        };
    }

    private Here here(Visit visit, RelationshipId id, WrapUpStep step) {
        var together = briefing.together(visit.viewer(), id);
        var card = together.brief().relationship();
        return new Here(visit, step, together, Pair.of(together.brief(), frames.namesOf(List.of(card))));
    }

    /** The way into it from another page; null where there is none to wrap up. */
    static @Nullable Link wayIn(Pair pair, @Nullable OneOnOne toBeRecorded) {
        if (toBeRecorded == null) {
            return null;
        }
        var day = toBeRecorded.dayIn(pair.card().zone());
        var which = switch (Days.distance(day, pair.today())) {
            case "today" -> "today’s 1:1";
            case "yesterday" -> "yesterday’s 1:1";
            default -> "the 1:1 of " + pair.day(day);
        };
        return new Link("main", "Wrap up " + which, Addressed.wrapUp(pair.card().id(), WrapUpStep.TOOK_PLACE));
    }

    /** The way back into the one of today, which is recorded already. */
    static Link goOn(Pair pair) {
        return new Link(
                "",
                "Go on wrapping up today’s 1:1",
                Addressed.wrapUp(pair.card().id(), WrapUpStep.TALKED));
    }

    /** One step of one walk, as it is being put together. */
    private final class Here {

        private final Visit visit;
        private final WrapUpStep step;
        private final Together together;
        private final Pair pair;
        private final RelationshipId id;
        private final boolean ended;

        Here(Visit visit, WrapUpStep step, Together together, Pair pair) {
            this.visit = visit;
            this.step = step;
            this.together = together;
            this.pair = pair;
            this.id = pair.card().id();
            this.ended = pair.card().hasEnded();
        }

        private Frame frame() {
            return frames.together(visit, step.title() + " · " + pair.other());
        }

        private Walk walk() {
            var endedOn = pair.card().endedOn();
            return new Walk(
                    pair.other(),
                    pair.address(),
                    pair.card().isErased()
                            ? "What was written here was erased. Nothing more can be recorded."
                            : endedOn == null
                                    ? null
                                    : "This relationship ended on " + pair.day(endedOn)
                                            + ". Nothing more can be recorded.",
                    Stream.of(WrapUpStep.values())
                            .map(one -> new Stage(one.title(), state(one), Addressed.wrapUp(id, one), one == step))
                            .toList(),
                    onward());
        }

        private Link onward() {
            if (step == WrapUpStep.NEXT) {
                return new Link("", "That is all: to the brief", pair.address());
            }
            var next = WrapUpStep.values()[step.ordinal() + 1];
            var skips = step == WrapUpStep.TOOK_PLACE && together.held().isEmpty();
            return new Link(
                    skips ? "" : "main",
                    (skips ? "Leave this out: " : "Go on: ") + next.title().toLowerCase(Locale.ENGLISH),
                    Addressed.wrapUp(id, next));
        }

        private String state(WrapUpStep one) {
            return switch (one) {
                case TOOK_PLACE -> together.held().isEmpty() ? "not recorded yet" : "recorded";
                case TALKED -> {
                    var open = open(item -> TO_TALK_ABOUT.contains(item.kind())).size();
                    yield open == 0 ? "nothing open" : open + " open";
                }
                case PROMISED -> made().isEmpty() ? "nothing yet" : made().size() + " today";
                case NEXT ->
                    together.next()
                            .map(next -> Days.near(next.dayIn(pair.card().zone()), pair.today()))
                            .orElse("not planned");
            };
        }

        private boolean offers(String form) {
            return !ended || visit.attempt().isOf(form);
        }

        // --- it took place ----------------------------------------------------------------------------------------

        WrapUpPage tookPlace() {
            var hold = OneOnOnePages.key(OneOnOneActKind.HOLD);
            var isToBeRecorded = together.held().isEmpty()
                    || together.toBeRecorded() != null
                    || visit.attempt().isOf(hold);
            return new WrapUpPage.TookPlace(
                    frame(),
                    walk(),
                    together.held().stream().map(this::held).toList(),
                    isToBeRecorded && offers(hold) ? List.of(hold(hold)) : List.of(),
                    together.held().isEmpty() ? List.of() : note("Add what came of it", whatCameOfIt()),
                    cancel());
        }

        private Held held(Recorded<OneOnOneHeld> recorded) {
            var held = recorded.event();
            var day = Days.distance(held.heldOn(), pair.today());
            var when = day.equals("today") || day.equals("yesterday") ? day : "on " + pair.day(held.heldOn());
            var summary = held.summary();
            return new Held(
                    "It took place " + when + ". " + pair.who(held.by().side()) + " recorded it.",
                    summary == null ? List.of() : List.of(items.shown(pair.card(), summary)));
        }

        private FormView hold(String key) {
            var about = together.toBeRecorded();
            var day = about == null ? pair.today() : about.dayIn(pair.card().zone());
            var form = new FormBuilder(key, Addressed.oneOnOnes(id, OneOnOneActKind.HOLD), visit)
                    .hidden("back", Back.of(step).word());
            if (about != null) {
                var which = new LinkedHashMap<>(
                        OneOnOnePages.starts(pair, together.unrecorded().reversed()));
                which.put("", "None that was planned");
                form.select("start", "Which one it was", which, OneOnOnePages.value(about.start()));
            }
            return form.date("heldOn", "It took place on", day.toString())
                    .optionalWords("summary", "What came of it, if you like")
                    .build("It took place", "Record it and go on", true);
        }

        // What somebody wrote while the other one was quicker to record it.
        private String whatCameOfIt() {
            return visit.attempt().isOf(OneOnOnePages.key(OneOnOneActKind.HOLD))
                    ? visit.attempt().typed().getOrDefault("summary", "")
                    : "";
        }

        private List<FormView> cancel() {
            var about = together.toBeRecorded();
            var key = OneOnOnePages.key(OneOnOneActKind.CANCEL);
            if (about == null || !offers(key)) {
                return List.of();
            }
            return List.of(new FormBuilder(key, Addressed.oneOnOnes(id, OneOnOneActKind.CANCEL), visit)
                    .hidden("back", Back.of(step).word())
                    .hidden("start", OneOnOnePages.value(about.start()))
                    .optionalWords("reason", "Why, if you like")
                    .build("It did not take place", "Call it off", false));
        }

        private List<FormView> note(String title, String beginning) {
            var key = CreateForms.key(Collection.NOTES);
            if (!offers(key)) {
                return List.of();
            }
            return List.of(new FormBuilder(key, Addressed.all(id, Collection.NOTES), visit)
                    .hidden("back", Back.of(step).word())
                    .hidden("visibility", Visibility.SHARED.name())
                    .id(UUID.randomUUID().toString())
                    .words("text", "What to remember", beginning, "Both of you see it.")
                    .tick("flagged", "Show it again before the next 1:1")
                    .build(title, "Keep it", !beginning.isEmpty()));
        }

        // --- what was talked about --------------------------------------------------------------------------------

        WrapUpPage talked(Extent extent) {
            var open = open(item -> TO_TALK_ABOUT.contains(item.kind()));
            return new WrapUpPage.Talked(
                    frame(),
                    walk(),
                    sections(open, extent),
                    open.isEmpty() ? "No topic, note or concern that you both see is open." : null,
                    elsewhere(),
                    offers(TOPIC) ? List.of(topic()) : List.of(),
                    note("Note something for both of you", ""),
                    done(event -> event instanceof MeetingEvent || event instanceof ConcernEvent));
        }

        private List<OpenItem> open(Predicate<OpenItem> which) {
            return together.brief().openItems().items().stream().filter(which).toList();
        }

        private List<Section> sections(List<OpenItem> open, Extent extent) {
            var brief = together.brief();
            var next = together.next()
                    .map(there -> there.dayIn(pair.card().zone()))
                    .orElse(brief.openItems().next());
            Map<String, List<OpenItem>> sections = new LinkedHashMap<>();
            for (var item : open) {
                sections.computeIfAbsent(Items.heading(pair, item, pair.day(next)), _ -> new ArrayList<>())
                        .add(item);
            }
            return extent.of(open.size())
                    .sections(
                            sections,
                            Addressed.wrapUp(id, step) + "?whole=true",
                            item -> items.open(
                                    pair,
                                    brief,
                                    item,
                                    "",
                                    ended ? ActsView.NONE : offers.together(pair, brief, item, visit, Back.of(step))));
        }

        private String elsewhere() {
            var counts = new EnumMap<Kind, Integer>(Kind.class);
            open(item -> !TO_TALK_ABOUT.contains(item.kind()) && !item.kind().isOfPromise())
                    .forEach(item -> counts.merge(item.kind(), 1, Integer::sum));
            var told = new ArrayList<String>();
            counts.forEach((kind, number) -> told.add(Items.count(kind, number)));
            return told.isEmpty() ? "" : "Also open between you: " + String.join(", ", told) + ".";
        }

        private FormView topic() {
            var choices = new LinkedHashMap<String, String>();
            Stream.of(When.values()).forEach(when -> choices.put(when.name(), when.words));
            return new FormBuilder(TOPIC, Addressed.wrapUp(id, step), visit)
                    .id(UUID.randomUUID().toString())
                    .words("text", "What it was", "", null)
                    .choice("when", "And now", choices)
                    .build("Something that was not on the list", "Add it", false);
        }

        // The last thing that was done to each, in the order in which they were first touched.
        private List<Link> done(Predicate<StreamEvent> which) {
            var done = new LinkedHashMap<EntryId, Link>();
            for (var recorded : together.today()) {
                if (recorded.event() instanceof EntryEvent event && which.test(event)) {
                    var label = label(event);
                    var words = words(event.entry());
                    if (label != null && words != null) {
                        done.put(event.entry(), new Link(label, words, address(event)));
                    }
                }
            }
            return List.copyOf(done.values());
        }

        private @Nullable String words(EntryId entry) {
            var promise = together.promises().get(entry);
            if (promise != null) {
                return items.shown(pair.card(), promise.text());
            }
            var other = together.entries().get(entry);
            return other == null ? null : items.shown(pair.card(), other.text());
        }

        private String address(EntryEvent event) {
            return event instanceof CommitmentEvent promise
                    ? Addressed.promise(id, promise.commitment())
                    : Addressed.entry(id, event.entry());
        }

        private static @Nullable String label(EntryEvent event) {
            return switch (event) {
                case TopicEvent topic ->
                    switch (topic) {
                        case MeetingEvent.TopicRaised _ -> null;
                        case MeetingEvent.TopicDiscussed _ -> "Talked about";
                        case MeetingEvent.TopicDropped _ -> "Dropped";
                    };
                case NoteEvent note ->
                    switch (note) {
                        case MeetingEvent.NoteTaken _ -> "Noted";
                        case MeetingEvent.NoteUnflagged _ -> "Done with";
                    };
                case ConcernEvent concern ->
                    switch (concern) {
                        case ConcernEvent.ConcernRaised _ -> null;
                        case ConcernEvent.ConcernHeard _ -> "Heard";
                        case ConcernEvent.ConcernAnswered _ -> "Answered";
                        case ConcernEvent.ConcernSettled _ -> "Settled";
                        case ConcernEvent.ConcernReopened _ -> "Still open";
                        case ConcernEvent.ConcernWithdrawn _ -> "Taken back";
                    };
                case CommitmentEvent promise -> label(promise);
                default -> null;
            };
        }

        private static @Nullable String label(CommitmentEvent event) {
            return switch (event) {
                case CommitmentMade _ -> null;
                case CommitmentEvent.CommitmentDeclined _ -> "Not promised";
                case CommitmentEvent.NewDateProposed _ -> "New date proposed";
                case CommitmentEvent.NewDateAccepted _ -> "New date agreed";
                case CommitmentEvent.NewDateRefused _, CommitmentEvent.DateDisputed _ -> "Old date stands";
                case CommitmentEvent.CommitmentKept _ -> "Kept";
                case CommitmentEvent.KeepingConfirmed _ -> "Kept, and agreed";
                case CommitmentEvent.KeepingDisputed _ -> "Not as promised";
                // Of what the clock noticed nobody spoke.
                case CommitmentEvent.CommitmentMissed missed -> missed.by() == null ? null : "Missed";
                case CommitmentEvent.CommitmentReleased _ -> "Let go";
                case CommitmentEvent.ReleaseDisputed _ -> "Open again";
                case CommitmentEvent.CommitmentWithdrawn _ -> "Taken back";
            };
        }

        // --- what was promised ------------------------------------------------------------------------------------

        WrapUpPage promised(Extent extent) {
            var made = made();
            var today = made.stream()
                    .map(recorded -> recorded.event().entry().value())
                    .toList();
            return new WrapUpPage.Promised(
                    frame(),
                    walk(),
                    offers(PROMISE) ? List.of(promise()) : List.of(),
                    made.reversed().stream().map(this::made).toList(),
                    sections(open(item -> item.kind().isOfPromise() && !today.contains(item.entryId())), extent),
                    done(CommitmentEvent.class::isInstance));
        }

        private List<Recorded<CommitmentMade>> made() {
            return together.today().stream()
                    .flatMap(recorded -> recorded.event() instanceof CommitmentMade made
                            ? Stream.of(new Recorded<>(recorded.sequence(), recorded.at(), made))
                            : Stream.empty())
                    .filter(recorded -> recorded.event().madeOn().equals(pair.today()) && stands(recorded.event()))
                    .toList();
        }

        private boolean stands(CommitmentMade made) {
            var promise = together.promises().get(made.entry());
            return promise != null
                    && promise.commitment().status() != Status.WITHDRAWN
                    && promise.commitment().status() != Status.DECLINED;
        }

        private Made made(Recorded<CommitmentMade> recorded) {
            var made = recorded.event();
            var promise = Objects.requireNonNull(together.promises().get(made.entry()));
            var dueOn = promise.commitment().dueOn();
            return new Made(
                    items.shown(pair.card(), promise.text()),
                    Addressed.promise(id, made.commitment()),
                    List.of(
                            pair.who(made.promisor()) + " to "
                                    + pair.whom(made.promisor().other()),
                            "due " + pair.day(dueOn) + ", " + Days.distance(dueOn, pair.today())),
                    canBeTakenBack(recorded) ? undo(made) : null);
        }

        private boolean canBeTakenBack(Recorded<CommitmentMade> recorded) {
            var made = recorded.event();
            return !ended
                    && made.repairs() == null
                    && made.by().person().equals(visit.viewer())
                    && capturing.isJustNow(recorded.at())
                    && together.today().stream()
                            .noneMatch(other -> other.sequence() > recorded.sequence()
                                    && other.event() instanceof EntryEvent event
                                    && event.entry().equals(made.entry()));
        }

        private FormView undo(CommitmentMade made) {
            return new FormBuilder("undo-" + made.entry(), Addressed.CAPTURE_UNDO, visit)
                    .hidden("relationship", id.toString())
                    .hidden("entry", made.entry().toString())
                    .hidden(CameFrom.FIELD, Addressed.wrapUp(id, step))
                    .build("Undo", "Undo", false);
        }

        private FormView promise() {
            var promisors = new LinkedHashMap<String, String>();
            promisors.put(pair.own().name(), "I promise " + pair.other());
            promisors.put(pair.own().other().name(), pair.other() + " promises me");
            var form = new FormBuilder(PROMISE, Addressed.wrapUp(id, step), visit)
                    .id(UUID.randomUUID().toString())
                    .choice("promisor", "Who promises", promisors)
                    .words("text", "What")
                    .line("by", "By when", "off", byWhen(), "");
            var typed = visit.attempt().isOf(PROMISE) ? visit.attempt().typed().getOrDefault("by", "") : "";
            if (DueDay.of(typed, pair.today(), oneOnOnes(together)) instanceof DueDay.OneOf(var question, var days)) {
                var choices = new LinkedHashMap<String, String>();
                days.forEach(day -> choices.put(day.toString(), pair.day(day)));
                form.choice("which", question, choices, "", null);
            }
            return form.build("Record a promise", "Record the promise", true);
        }

        private String byWhen() {
            var next = oneOnOnes(together);
            return "Such as Friday, in two weeks or 1 December"
                    + (next.isEmpty() ? "." : "; or next 1:1, which is " + pair.day(next.getFirst()) + ".");
        }

        // --- the next one -----------------------------------------------------------------------------------------

        WrapUpPage next() {
            var planned = briefing.planned(visit.viewer(), id);
            var next = together.next();
            var cadence = OneOnOnePages.CADENCE;
            var when = offers(cadence)
                    ? List.of(OneOnOnePages.cadenceForm(pair, planned, visit, Back.of(step)))
                    : List.<FormView>of();
            var acts = new ArrayList<FormView>();
            next.ifPresent(one -> {
                for (var kind : List.of(OneOnOneActKind.MOVE, OneOnOneActKind.CANCEL)) {
                    if (offers(OneOnOnePages.key(kind))) {
                        acts.add(onNext(kind, one));
                    }
                }
                acts.addAll(when);
            });
            return new WrapUpPage.Next(
                    frame(),
                    walk(),
                    next.map(this::said).orElse("No next 1:1 is planned."),
                    next.isPresent() ? List.of() : when,
                    new ActsView("next", List.copyOf(acts), List.of(), "", false),
                    PeoplePages.ZONES);
        }

        private String said(OneOnOne one) {
            var there = one.at().withZoneSameInstant(pair.card().zone()).toLocalDateTime();
            return "The next 1:1 is on " + pair.day(there.toLocalDate()) + " at " + OneOnOnePages.TIME.format(there)
                    + ".";
        }

        private FormView onNext(OneOnOneActKind kind, OneOnOne one) {
            var form = new FormBuilder(OneOnOnePages.key(kind), Addressed.oneOnOnes(id, kind), visit)
                    .hidden("back", Back.of(step).word());
            return kind == OneOnOneActKind.MOVE
                    ? form.hidden("from", OneOnOnePages.value(one.start()))
                            .moment("to", "To when")
                            .build("Move it", "Move it", false)
                    : form.hidden("start", OneOnOnePages.value(one.start()))
                            .optionalWords("reason", "Why, if you like")
                            .build("Call it off", "Call it off", false);
        }
    }

    /** The days that "next 1:1" can mean: those after the one that is being wrapped up. */
    static List<LocalDate> oneOnOnes(Together together) {
        var zone = together.brief().relationship().zone();
        return together.later().stream().map(one -> one.dayIn(zone)).toList();
    }
}
