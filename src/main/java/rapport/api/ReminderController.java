package rapport.api;

import java.time.DayOfWeek;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import rapport.doors.Fields;
import rapport.doors.ReminderFields;
import rapport.parties.Actor;
import rapport.reminders.ReminderSettings;
import rapport.reminders.ReminderSettingsBook;

/** How the one who asks is reminded. */
@RestController
@RequestMapping("/api/reminders")
class ReminderController {

    private final ReminderSettingsBook settings;

    ReminderController(ReminderSettingsBook settings) {
        this.settings = settings;
    }

    record Shown(
            int leadHours,
            String zone,
            Map<String, Boolean> days,
            String from,
            String until,
            boolean daily,
            String dailyAt,
            boolean desktop) {}

    @GetMapping
    Answer now(@AuthenticationPrincipal Actor actor) {
        return new Answer(shown(settings.of(actor.person())));
    }

    @PutMapping
    Answer put(@AuthenticationPrincipal Actor actor, Fields fields) {
        var chosen = ReminderFields.settings(fields);
        settings.put(actor.person(), chosen);
        return new Answer(shown(chosen));
    }

    private static Shown shown(ReminderSettings settings) {
        var hours = settings.hours();
        var days = new LinkedHashMap<String, Boolean>();
        for (var day : DayOfWeek.values()) {
            days.put(day.name().toLowerCase(Locale.ROOT), hours.days().contains(day));
        }
        return new Shown(
                settings.leadHours(),
                hours.zone().getId(),
                days,
                hours.from().toString(),
                hours.until().toString(),
                settings.daily(),
                settings.dailyAt().toString(),
                settings.desktop());
    }
}
