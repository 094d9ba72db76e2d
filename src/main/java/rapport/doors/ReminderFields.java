package rapport.doors;

import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.Locale;
import rapport.reminders.ReminderSettings;
import rapport.reminders.WorkingHours;

/** Reads how somebody wants to be reminded. */
public final class ReminderFields {

    private static final String DAYS = "days.";

    private ReminderFields() {}

    /** What a day is called in what is sent, after {@code days.}: such as {@code monday}. */
    public static String key(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    /**
     * {@code leadHours, zone, days.monday … days.sunday, from, until, daily, dailyAt, desktop}.
     *
     * @throws InvalidInput with a sentence for each field that cannot be taken
     */
    public static ReminderSettings settings(Fields fields) {
        var lead = fields.number("leadHours");
        var zone = fields.zone("zone");
        var from = fields.timeOfDay("from");
        var until = fields.timeOfDay("until");
        var dailyAt = fields.timeOfDay("dailyAt");
        var daily = fields.flag("daily");
        var desktop = fields.flag("desktop");
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            if (fields.flag(DAYS + key(day))) {
                days.add(day);
            }
        }
        if (lead.orNull() != null
                && (lead.get() < ReminderSettings.SHORTEST_LEAD || lead.get() > ReminderSettings.LONGEST_LEAD)) {
            fields.refuse("leadHours", "A brief arrives between one hour and a week before.");
        }
        if (from.orNull() != null && until.orNull() != null && !from.get().isBefore(until.get())) {
            fields.refuse("until", "This must be later on the day than the time from which you can be reached.");
        }
        if (days.isEmpty()) {
            fields.refuse(DAYS + "monday", "Choose at least one day on which you can be reached.");
        }
        fields.check();
        return new ReminderSettings(
                new WorkingHours(zone.get(), days, from.get(), until.get()), lead.get(), daily, dailyAt.get(), desktop);
    }
}
