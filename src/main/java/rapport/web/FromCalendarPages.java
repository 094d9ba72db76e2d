package rapport.web;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.doors.FromCalendar.Looked;
import rapport.doors.FromCalendar.Offer;
import rapport.meetings.Cadence;
import rapport.meetings.MeetingAct.CancelOneOnOne;
import rapport.meetings.MeetingAct.HoldOneOnOne;
import rapport.meetings.MeetingAct.MoveOneOnOne;
import rapport.meetings.MeetingAct.OneOnOneAct;
import rapport.meetings.MeetingAct.SetCadence;
import rapport.parties.RelationshipId;
import rapport.parties.Viewer;
import rapport.relationships.Relationships;
import rapport.shared.NotThere;
import rapport.web.FromCalendarPage.Offered;

/** Makes the page that tells what the file of a calendar means. */
@Component
class FromCalendarPages {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private final Relationships relationships;
    private final Frames frames;
    private final Clock clock;

    FromCalendarPages(Relationships relationships, Frames frames, Clock clock) {
        this.relationships = relationships;
        this.frames = frames;
        this.clock = clock;
    }

    /** The page before a file was sent. */
    FromCalendarPage empty(Visit visit, RelationshipId id) {
        return page(visit, id, null, List.of(), List.of());
    }

    FromCalendarPage of(Visit visit, RelationshipId id, Looked looked) {
        return switch (looked) {
            case Looked.Not(var sentence) -> page(visit, id, sentence, List.of(), List.of());
            case Looked.Offered(var offers, var notes) -> page(visit, id, null, offers, notes);
        };
    }

    FromCalendarPage again(Visit visit, RelationshipId id, Offer offer, String trouble) {
        return page(visit, id, trouble, List.of(offer), List.of());
    }

    FromCalendarPage refused(Visit visit, RelationshipId id, String trouble) {
        return page(visit, id, trouble, List.of(), List.of());
    }

    private FromCalendarPage page(
            Visit visit, RelationshipId id, @Nullable String trouble, List<Offer> offers, List<String> notes) {
        var card = relationships.find(visit.viewer(), id);
        var own = card.parties().sideOf(visit.viewer()).orElseThrow(NotThere::new);
        var pair = Pair.of(card, new Viewer.Party(own), frames.namesOf(List.of(card)), card.dayOf(clock.instant()));
        var shown = new ArrayList<Offered>();
        offers.forEach(offer -> shown.add(offered(visit, pair, offer, "series-" + (shown.size() + 1))));
        return new FromCalendarPage(
                frames.within(visit, "From your calendar · " + pair.other(), pair),
                pair.other(),
                pair.address(),
                Addressed.oneOnOnes(id),
                trouble,
                shown,
                notes,
                new CalendarFileView(Addressed.calendar(id), visit.csrf()));
    }

    private static Offered offered(Visit visit, Pair pair, Offer offer, String id) {
        var record = new FormBuilder(
                        "record-" + id, Addressed.recordCalendar(pair.card().id()), visit)
                .hidden("plan", offer.plan())
                .hidden("shown", offer.shown())
                .build("Record it", "Record it", true);
        return new Offered(
                id,
                offer.title(),
                offer.acts().stream().map(act -> said(pair, act)).toList(),
                offer.notes(),
                offer.upcoming().stream()
                        .map(one -> OneOnOnePages.said(pair, one))
                        .toList(),
                offer.acts().isEmpty() ? List.of() : List.of(record));
    }

    private static String said(Pair pair, OneOnOneAct act) {
        return switch (act) {
            case SetCadence(var rrule, var firstStart, var minutes, var zone) ->
                Rhythm.said(Cadence.elsewhere(rrule, firstStart, minutes, zone), pair.today()) + ".";
            case CancelOneOnOne(var start, var ignored) -> "Called off: " + moment(pair, start) + ".";
            case MoveOneOnOne(var from, var to) ->
                "Moved: from " + moment(pair, from) + " to " + moment(pair, to) + ".";
            case HoldOneOnOne _ -> throw new IllegalStateException("no calendar says that");
        };
    }

    private static String moment(Pair pair, LocalDateTime at) {
        return pair.day(at.toLocalDate()) + ", " + TIME.format(at);
    }
}
