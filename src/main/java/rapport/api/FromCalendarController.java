package rapport.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import rapport.doors.Addresses;
import rapport.doors.Fields;
import rapport.doors.FromCalendar;
import rapport.doors.FromCalendar.Looked;
import rapport.doors.FromCalendar.Offer;
import rapport.doors.FromCalendar.Outcome.NotAsShown;
import rapport.doors.FromCalendar.Outcome.Recorded;
import rapport.meetings.MeetingAct.CancelOneOnOne;
import rapport.meetings.MeetingAct.HoldOneOnOne;
import rapport.meetings.MeetingAct.MoveOneOnOne;
import rapport.meetings.MeetingAct.OneOnOneAct;
import rapport.meetings.MeetingAct.SetCadence;
import rapport.meetings.OneOnOne;
import rapport.parties.Actor;
import rapport.parties.RelationshipId;

/** Taking from the file of a calendar when two people meet: looked at first, and recorded as it was shown. */
@RestController
@RequestMapping("/api/relationships/{r}/calendar")
class FromCalendarController {

    private final FromCalendar calendars;

    FromCalendarController(FromCalendar calendars) {
        this.calendars = calendars;
    }

    record Seen(List<SeenSeries> series, List<String> notes) {}

    /** A series, and what would be recorded of it. */
    record SeenSeries(
            String title, List<Act> acts, List<Planned> upcoming, List<String> notes, String plan, String shown) {}

    /** An act as it could be sent by itself. What does not apply is left out. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Act(
            String act,
            @Nullable String rrule,
            @Nullable LocalDateTime firstStart,
            @Nullable Integer minutes,
            @Nullable ZoneId zone,
            @Nullable LocalDateTime start,
            @Nullable LocalDateTime from,
            @Nullable LocalDateTime to) {}

    record Planned(LocalDateTime start, int minutes, ZoneId zone) {}

    record Taken(RelationshipId id, int acts) {}

    @PostMapping
    ResponseEntity<Answer> look(@AuthenticationPrincipal Actor actor, @PathVariable String r, Fields fields) {
        var relationship = Addresses.relationship(r);
        calendars.lookAtNothing(actor, relationship, "");
        var ics = fields.secret("ics");
        fields.check();
        return switch (calendars.look(actor, relationship, ics.get().getBytes(StandardCharsets.UTF_8))) {
            case Looked.Not(var sentence) -> Problems.problem(422, sentence, null, Map.of());
            case Looked.Offered(var offers, var notes) ->
                ResponseEntity.ok(new Answer(new Seen(
                        offers.stream().map(FromCalendarController::seen).toList(), notes)));
        };
    }

    @PostMapping("/record")
    ResponseEntity<Answer> record(@AuthenticationPrincipal Actor actor, @PathVariable String r, Fields fields) {
        var relationship = Addresses.relationship(r);
        return switch (calendars.record(actor, relationship, fields)) {
            case Recorded(var acts) -> ResponseEntity.ok(new Answer(new Taken(relationship, acts)));
            case NotAsShown(var offer) -> {
                var more = new LinkedHashMap<String, Object>();
                more.put("shown", offer.shown());
                more.put("acts", seen(offer).acts());
                yield Problems.problem(
                        409,
                        "Nothing was recorded: by now it would be something else than what was shown.",
                        "not-as-shown",
                        more);
            }
        };
    }

    private static SeenSeries seen(Offer offer) {
        return new SeenSeries(
                offer.title(),
                offer.acts().stream().map(FromCalendarController::act).toList(),
                offer.upcoming().stream().map(FromCalendarController::planned).toList(),
                offer.notes(),
                offer.plan(),
                offer.shown());
    }

    private static Planned planned(OneOnOne one) {
        return new Planned(one.start(), one.minutes(), one.zone());
    }

    private static Act act(OneOnOneAct act) {
        return switch (act) {
            case SetCadence(var rrule, var firstStart, var minutes, var zone) ->
                new Act("CADENCE", rrule, firstStart, minutes, zone, null, null, null);
            case CancelOneOnOne(var start, var ignored) -> new Act("CANCEL", null, null, null, null, start, null, null);
            case MoveOneOnOne(var from, var to) -> new Act("MOVE", null, null, null, null, null, from, to);
            case HoldOneOnOne _ -> throw new IllegalStateException("no calendar says that");
        };
    }
}
