package rapport.reminders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import rapport.briefing.Briefing;
import rapport.eventstore.Durability;
import rapport.meetings.OneOnOne;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.relationships.RelationshipBook;
import rapport.relationships.RelationshipCard;
import rapport.reminders.BriefPlan.Look;
import rapport.shared.NotThere;
import rapport.shared.Traced;

/**
 * The brief before each 1:1: decides, when it is due, whether there is one for a person, once for each 1:1 however often it
 * is moved, on whatever node and after whatever restart.
 */
@Component
public class Briefs {

    private static final Logger LOG = LoggerFactory.getLogger(Briefs.class);

    /** More than anybody has within the longest lead. */
    private static final int AHEAD = 16;

    private static final int AT_ONCE = 200;
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(1);

    /** Where nothing is planned, only a change brings something, and that has it looked at by itself. */
    private static final Duration NOTHING_PLANNED = Duration.ofDays(30);

    private final BriefPlan plan;
    private final RelationshipBook relationships;
    private final Briefing briefing;
    private final ReminderSettingsBook settings;
    private final Deliveries deliveries;
    private final FollowUps followUps;
    private final JdbcClient sql;
    private final TransactionOperations transactions;
    private final Durability durability;
    private final ApplicationEventPublisher told;
    private final Clock clock;

    Briefs(
            BriefPlan plan,
            RelationshipBook relationships,
            Briefing briefing,
            ReminderSettingsBook settings,
            Deliveries deliveries,
            FollowUps followUps,
            JdbcClient sql,
            TransactionOperations transactions,
            Durability durability,
            ApplicationEventPublisher told,
            Clock clock) {
        this.plan = plan;
        this.relationships = relationships;
        this.briefing = briefing;
        this.settings = settings;
        this.deliveries = deliveries;
        this.followUps = followUps;
        this.sql = sql;
        this.transactions = transactions;
        this.durability = durability;
        this.told = told;
        this.clock = clock;
    }

    /** A brief that is there for somebody. */
    public record Arrived(UUID id, PersonId person) {}

    /**
     * A brief before a 1:1 that is still to come.
     *
     * @param openItems how many were open when it was made
     */
    public record Waiting(UUID id, RelationshipId relationship, Instant startsAt, int openItems, boolean shown) {}

    // --- making ---------------------------------------------------------------------------------------------------

    /** Looks at every side whose time has come. */
    void look() {
        List<Look> due;
        do {
            due = plan.due(clock.instant(), AT_ONCE);
            var arrived = due.stream().flatMap(look -> lookAt(look).stream()).toList();
            if (!arrived.isEmpty()) {
                // Before anybody is told, so that nobody can be told again after a crash.
                durability.await();
                arrived.forEach(told::publishEvent);
            }
        } while (due.size() == AT_ONCE);
    }

    // One that fails must not keep the others from being looked at.
    private List<Arrived> lookAt(Look look) {
        var now = clock.instant();
        try {
            return relationships
                    .find(look.relationship())
                    .filter(card -> card.parties().joined().contains(look.side()))
                    .map(card -> lookAt(look, card, now))
                    .orElseGet(() -> nothing(look, now));
        } catch (RuntimeException e) {
            LOG.error("whether a brief is due could not be told", new Traced(e));
            plan.later(look, now.plus(AFTER_A_FAILURE));
            return List.of();
        }
    }

    private List<Arrived> nothing(Look look, Instant now) {
        plan.later(look, now.plus(NOTHING_PLANNED));
        return List.of();
    }

    private List<Arrived> lookAt(Look look, RelationshipCard card, Instant now) {
        var person = card.parties().on(look.side());
        var how = settings.of(person);
        var coming = briefing.planned(person, card.id()).upcoming(card.dayOf(now), card.zone(), AHEAD).stream()
                .filter(one -> one.at().toInstant().isAfter(now))
                .toList();
        var decided = decided(card.id(), person, coming);
        var next = now.plus(NOTHING_PLANNED);
        var arrived = new ArrayList<Arrived>();
        for (var one : coming) {
            if (!decided.contains(one.first())) {
                // Not in the order of the 1:1s: what is due outside of working hours comes earlier.
                var when = how.toldBefore(one.at().toInstant(), now);
                if (when.isAfter(now)) {
                    next = when.isBefore(next) ? when : next;
                } else {
                    decide(card, person, how.hours(), one, now).ifPresent(arrived::add);
                }
            }
        }
        plan.later(look, next);
        return arrived;
    }

    private Set<LocalDateTime> decided(RelationshipId relationship, PersonId person, List<OneOnOne> coming) {
        var earliest = coming.stream().map(OneOnOne::first).min(Comparator.naturalOrder());
        return earliest.map(first -> sql.sql(
                                "select occurrence from brief_sent where relationship = ? and person = ? and occurrence >= ?")
                        .params(relationship.value(), person.value(), first)
                        .query((row, _) -> row.getObject("occurrence", LocalDateTime.class))
                        .set())
                .orElse(Set.of());
    }

    // The database decides between nodes: whoever comes second finds that it is there already.
    private Optional<Arrived> decide(
            RelationshipCard card, PersonId person, WorkingHours hours, OneOnOne one, Instant now) {
        var brief = briefing.brief(person, card.id());
        var open = brief.openItems().items().size();
        var id = UUID.randomUUID();
        var start = one.at().toInstant();
        try {
            transactions.executeWithoutResult(_ -> {
                sql.sql(
                                "insert into brief_sent (id, relationship, person, occurrence, starts_at, decided_at, open_items)"
                                        + " values (?, ?, ?, ?, ?, ?, ?)")
                        .params(
                                id,
                                card.id().value(),
                                person.value(),
                                one.first(),
                                start.atOffset(ZoneOffset.UTC),
                                now.atOffset(ZoneOffset.UTC),
                                open)
                        .update();
                if (open > 0) {
                    followUps.toldWith(id, person, hours, brief);
                    deliveries.add(id, Digest.Kind.BRIEF, person, start, now);
                }
            });
        } catch (DuplicateKeyException _) {
            return Optional.empty();
        }
        return open > 0 ? Optional.of(new Arrived(id, person)) : Optional.empty();
    }

    // --- reading --------------------------------------------------------------------------------------------------

    /** The briefs that are there for somebody, were not opened yet, and whose 1:1 has not begun; the soonest first. */
    public List<Waiting> waiting(PersonId person) {
        return sql.sql("select * from brief_sent where person = ? and starts_at > ? and open_items > 0"
                        + " and opened_at is null order by starts_at, id")
                .params(person.value(), now())
                .query(Briefs::waiting)
                .list();
    }

    private static Waiting waiting(ResultSet row, int number) throws SQLException {
        return new Waiting(
                row.getObject("id", UUID.class),
                new RelationshipId(row.getObject("relationship", UUID.class)),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                row.getInt("open_items"),
                row.getObject("shown_at") != null);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** Keeps that somebody has opened the brief of a relationship, so that it is not announced any more. */
    public void opened(PersonId person, RelationshipId relationship) {
        sql.sql("update brief_sent set opened_at = ? where person = ? and relationship = ? and opened_at is null"
                        + " and starts_at > ?")
                .params(now(), person.value(), relationship.value(), now())
                .update();
    }

    /**
     * Keeps that an open page has notified somebody of a brief; true the first time.
     *
     * @throws NotThere if it is not theirs
     */
    public boolean shown(PersonId person, UUID brief) {
        var isFirst = sql.sql("update brief_sent set shown_at = ? where id = ? and person = ? and shown_at is null")
                        .params(now(), brief, person.value())
                        .update()
                == 1;
        if (!isFirst
                && decided(sql, brief)
                        .filter(there -> there.person().equals(person))
                        .isEmpty()) {
            throw new NotThere();
        }
        return isFirst;
    }

    /** What a brief that was decided is about. */
    record Decided(PersonId person, RelationshipId relationship, Instant startsAt) {}

    static Optional<Decided> decided(JdbcClient sql, UUID id) {
        return sql.sql("select * from brief_sent where id = ?")
                .param(id)
                .query((row, _) -> new Decided(
                        new PersonId(row.getObject("person", UUID.class)),
                        new RelationshipId(row.getObject("relationship", UUID.class)),
                        row.getObject("starts_at", OffsetDateTime.class).toInstant()))
                .optional();
    }
}
