package rapport.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import rapport.live.Versions;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.reminders.Briefs;
import rapport.reminders.Briefs.Arrived;
import rapport.reminders.ReminderSettings;
import rapport.reminders.ReminderSettingsBook;
import rapport.web.Frame.Arrival;

/** Announces on each page the briefs that have arrived and were not read yet, and has open pages learn of them. */
@Component
class Arrivals {

    private final Briefs briefs;
    private final ReminderSettingsBook settings;
    private final Versions versions;
    private final Clock clock;

    Arrivals(Briefs briefs, ReminderSettingsBook settings, Versions versions, Clock clock) {
        this.briefs = briefs;
        this.settings = settings;
        this.versions = versions;
        this.clock = clock;
    }

    @EventListener
    void arrived(Arrived brief) {
        versions.raise(brief.person());
    }

    /** @param others the names of the people that the viewer meets, by relationship */
    List<Arrival> unread(Visit visit, Map<RelationshipId, String> others) {
        var waiting = briefs.waiting(visit.viewer());
        if (waiting.isEmpty()) {
            return List.of();
        }
        var how = settings.of(visit.viewer());
        return waiting.stream()
                .filter(brief -> others.containsKey(brief.relationship()))
                .map(brief -> arrival(visit, brief, how, others.getOrDefault(brief.relationship(), Frames.NAMELESS)))
                .toList();
    }

    private Arrival arrival(Visit visit, Briefs.Waiting brief, ReminderSettings how, String other) {
        var zone = how.hours().zone();
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var when = Days.planned(brief.startsAt().atZone(zone).toLocalDateTime(), today);
        return new Arrival(
                "1:1 with " + other + " " + when,
                brief.openItems() + " open",
                Addressed.brief(brief.relationship()),
                how.desktop() && !brief.shown(),
                new FormBuilder("shown-" + brief.id(), Addressed.BRIEFS + "/" + brief.id() + "/shown", visit)
                        .build("Shown", "Shown", false));
    }

    void opened(PersonId viewer, RelationshipId relationship) {
        briefs.opened(viewer, relationship);
    }
}
