package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import rapport.doors.Addresses;
import rapport.doors.ReminderFields;
import rapport.parties.Actor;
import rapport.reminders.Briefs;
import rapport.reminders.ReminderSettings;
import rapport.reminders.ReminderSettingsBook;

/** When briefs arrive, and the daily digest. */
@Controller
class Reminding {

    private static final String FORM = "reminders";
    private static final Map<Integer, String> LEADS = leads();

    private final ReminderSettingsBook settings;
    private final Briefs briefs;
    private final Frames frames;
    private final Pages pages;

    Reminding(ReminderSettingsBook settings, Briefs briefs, Frames frames, Pages pages) {
        this.settings = settings;
        this.briefs = briefs;
        this.frames = frames;
        this.pages = pages;
    }

    private static Map<Integer, String> leads() {
        var leads = new LinkedHashMap<Integer, String>();
        leads.put(1, "1 hour");
        leads.put(2, "2 hours");
        leads.put(4, "4 hours");
        leads.put(24, "a day");
        leads.put(48, "two days");
        leads.put(72, "three days");
        leads.put(168, "a week");
        return leads;
    }

    @GetMapping(Addressed.REMINDERS)
    View reminders(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return page(Visit.of(request, actor));
    }

    private View page(Visit visit) {
        var now = settings.of(visit.viewer());
        var page = new RemindersPage(
                frames.around(visit, "Reminders", "settings"), said(now), form(visit, now), PeoplePages.ZONES);
        return pages.page("reminders", visit.attempt().status(), page);
    }

    private static String said(ReminderSettings now) {
        var hours = now.hours();
        var days = hours.days().stream().sorted().map(Reminding::named).collect(Collectors.joining(", "));
        return "Before each 1:1 your brief arrives " + lead(now.leadHours()) + " ahead, on " + days + " between "
                + hours.from() + " and " + hours.until() + " in "
                + hours.zone().getId().replace('_', ' ') + ". If nothing is open, nothing arrives.";
    }

    private static String named(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String lead(int hours) {
        return LEADS.getOrDefault(hours, hours + " hours");
    }

    private static FormView form(Visit visit, ReminderSettings now) {
        var hours = now.hours();
        var leads = new LinkedHashMap<String, String>();
        LEADS.forEach((lead, words) -> leads.put(lead.toString(), words + " before"));
        leads.putIfAbsent(Integer.toString(now.leadHours()), lead(now.leadHours()) + " before");
        var days = new LinkedHashMap<String, String>();
        Stream.of(DayOfWeek.values()).forEach(day -> days.put(ReminderFields.key(day), named(day)));
        return new FormBuilder(FORM, Addressed.REMINDERS, visit)
                .select("leadHours", "The brief arrives", leads, Integer.toString(now.leadHours()))
                .zone(
                        "zone",
                        "Your time zone",
                        hours.zone().getId(),
                        "Working hours and times are those of this place.")
                .several("days", "You can be reached on", days, keys(hours.days()))
                .time("from", "From", hours.from().toString())
                .time("until", "Until", hours.until().toString())
                .tick(
                        "daily",
                        "One digest a day of what came up: due by the next day, a word or an answer asked of you",
                        now.daily())
                .time("dailyAt", "It comes at", now.dailyAt().toString())
                .tick("desktop", "An open page notifies you when a brief arrives", now.desktop())
                .build("How you are reminded", "Keep it so", true);
    }

    private static Set<String> keys(Set<DayOfWeek> days) {
        return days.stream().map(ReminderFields::key).collect(Collectors.toSet());
    }

    @PostMapping(Addressed.REMINDERS)
    View put(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return Sending.sent(
                request,
                FORM,
                () -> {
                    settings.put(actor.person(), ReminderFields.settings(Sending.fields(request)));
                    return Sending.done(request, Confirmation.REMINDERS_KEPT, Addressed.REMINDERS);
                },
                refused -> page(Visit.of(request, actor).after(refused)));
    }

    /** A page is about to notify somebody: 204 if it is the first, and 200 if another has done so. */
    @PostMapping(Addressed.BRIEFS + "/{b}/shown")
    ResponseEntity<Void> shown(@AuthenticationPrincipal Actor actor, @PathVariable String b) {
        var isFirst = briefs.shown(actor.person(), Addresses.token(b));
        return ResponseEntity.status(isFirst ? HttpStatus.NO_CONTENT : HttpStatus.OK)
                .build();
    }
}
