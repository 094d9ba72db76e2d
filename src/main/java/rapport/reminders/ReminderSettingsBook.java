package rapport.reminders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import rapport.eventstore.Durability;
import rapport.parties.PersonId;
import rapport.relationships.RelationshipCard;
import rapport.relationships.Relationships;

/** How each person wants to be reminded. */
@Component
public class ReminderSettingsBook {

    private final JdbcClient sql;
    private final TransactionOperations transactions;
    private final Durability durability;
    private final Relationships relationships;

    ReminderSettingsBook(
            JdbcClient sql, TransactionOperations transactions, Durability durability, Relationships relationships) {
        this.sql = sql;
        this.transactions = transactions;
        this.durability = durability;
        this.relationships = relationships;
    }

    /** What somebody said, or what holds for those who never did, in the zone of the first relationship that they are in. */
    public ReminderSettings of(PersonId person) {
        return sql.sql("select * from reminder_settings where person = ?")
                .param(person.value())
                .query(ReminderSettingsBook::settings)
                .optional()
                .orElseGet(() -> ReminderSettings.usual(firstZone(person)));
    }

    private ZoneId firstZone(PersonId person) {
        return relationships.of(person).stream()
                .findFirst()
                .map(RelationshipCard::zone)
                .orElse(ZoneOffset.UTC);
    }

    /** Keeps what somebody wants from now on; answers when it is on disk. */
    public void put(PersonId person, ReminderSettings settings) {
        transactions.executeWithoutResult(_ -> {
            var hours = settings.hours();
            sql.sql("delete from reminder_settings where person = ?")
                    .param(person.value())
                    .update();
            sql.sql("insert into reminder_settings (person, zone, lead_hours, work_days, work_from, work_until, daily,"
                            + " daily_at, desktop) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            person.value(),
                            hours.zone().getId(),
                            settings.leadHours(),
                            hours.days().stream().sorted().map(DayOfWeek::name).collect(Collectors.joining(",")),
                            Time.valueOf(hours.from()),
                            Time.valueOf(hours.until()),
                            settings.daily(),
                            Time.valueOf(settings.dailyAt()),
                            settings.desktop())
                    .update();
            // What was planned by the settings of before is looked at anew.
            sql.sql("update brief_look set look_at = ?, changes = changes + 1 where relationship in"
                            + " (select id from relationship where manager = ? or report = ?)")
                    .params(BriefPlan.AT_ONCE, person.value(), person.value())
                    .update();
            sql.sql("delete from follow_up_look where person = ?")
                    .param(person.value())
                    .update();
        });
        durability.await();
    }

    private static ReminderSettings settings(ResultSet row, int number) throws SQLException {
        var days = Arrays.stream(row.getString("work_days").split(","))
                .map(DayOfWeek::valueOf)
                .collect(Collectors.toSet());
        return new ReminderSettings(
                new WorkingHours(
                        ZoneId.of(row.getString("zone")),
                        days,
                        row.getObject("work_from", LocalTime.class),
                        row.getObject("work_until", LocalTime.class)),
                row.getInt("lead_hours"),
                row.getBoolean("daily"),
                row.getObject("daily_at", LocalTime.class),
                row.getBoolean("desktop"));
    }
}
