package rapport.reminders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import rapport.briefing.Brief;
import rapport.briefing.Briefing;
import rapport.briefing.OpenItem;
import rapport.briefing.OpenItem.Kind;
import rapport.briefing.OpenItem.Stage;
import rapport.briefing.Promise;
import rapport.commitments.Commitment;
import rapport.eventstore.Durability;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.shared.Traced;

/**
 * What came up besides the briefs: a promise of one's own due by the next working day, a verdict that is asked, a repair that
 * is offered. All of it in one digest a day at most, and nothing in two.
 */
@Component
class FollowUps {

    private static final Logger LOG = LoggerFactory.getLogger(FollowUps.class);
    private static final int AT_ONCE = 200;
    private static final Duration GOOD_FOR = Duration.ofHours(24);
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(1);

    private final Briefing briefing;
    private final ReminderSettingsBook settings;
    private final Deliveries deliveries;
    private final JdbcClient sql;
    private final TransactionOperations transactions;
    private final Durability durability;
    private final Clock clock;

    FollowUps(
            Briefing briefing,
            ReminderSettingsBook settings,
            Deliveries deliveries,
            JdbcClient sql,
            TransactionOperations transactions,
            Durability durability,
            Clock clock) {
        this.briefing = briefing;
        this.settings = settings;
        this.deliveries = deliveries;
        this.sql = sql;
        this.transactions = transactions;
        this.durability = durability;
        this.clock = clock;
    }

    /** Why somebody is told of something. The names are stored. */
    enum What {
        PROMISE_DUE,
        VERDICT_ASKED,
        REPAIR_OFFERED
    }

    /**
     * Something to tell somebody of.
     *
     * @param on when it is due, or since when it waits: if that changes, it is something else
     */
    record FollowUp(RelationshipId relationship, UUID entry, What what, LocalDate on) {}

    // --- when -----------------------------------------------------------------------------------------------------

    /** Looks at everybody whose time has come. */
    void look() {
        plan();
        List<PersonId> due;
        do {
            due = sql.sql("select person from follow_up_look where look_at <= ? order by look_at, person limit ?")
                    .params(now(), AT_ONCE)
                    .query((row, _) -> new PersonId(row.getObject("person", UUID.class)))
                    .list();
            due.forEach(this::lookAt);
        } while (due.size() == AT_ONCE);
    }

    // Whoever has joined somewhere since, or changed how they are reminded, is looked at from the next time of theirs
    // on.
    private void plan() {
        var fresh = sql.sql("""
                        select account.person from account
                        where not exists (select 1 from follow_up_look where follow_up_look.person = account.person)
                        """)
                .query((row, _) -> new PersonId(row.getObject("person", UUID.class)))
                .list();
        for (var person : fresh) {
            try {
                sql.sql("insert into follow_up_look (person, look_at) values (?, ?)")
                        .params(person.value(), next(settings.of(person)).atOffset(ZoneOffset.UTC))
                        .update();
            } catch (DuplicateKeyException _) {
                // another node was quicker
            }
        }
    }

    private Instant next(ReminderSettings how) {
        return how.hours().next(how.dailyAt(), clock.instant());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private void lookAt(PersonId person) {
        try {
            var how = settings.of(person);
            if (how.daily() && !deliveries.targets(person).isEmpty()) {
                tell(person, how);
            }
            put(person, next(how));
        } catch (RuntimeException e) {
            LOG.error("what came up for somebody could not be told", new Traced(e));
            put(person, clock.instant().plus(AFTER_A_FAILURE));
        }
    }

    private void put(PersonId person, Instant at) {
        sql.sql("update follow_up_look set look_at = ? where person = ?")
                .params(at.atOffset(ZoneOffset.UTC), person.value())
                .update();
    }

    // --- what -----------------------------------------------------------------------------------------------------

    private void tell(PersonId person, ReminderSettings how) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, how.hours().zone());
        var all = new ArrayList<FollowUp>();
        for (var brief : briefing.today(person).briefs()) {
            all.addAll(of(brief, how.hours().nextDay(brief.openItems().today())));
        }
        var told = told(person);
        var fresh = all.stream().filter(one -> !told.contains(one)).toList();
        if (fresh.isEmpty()) {
            return;
        }
        var id = UUID.randomUUID();
        try {
            transactions.executeWithoutResult(_ -> {
                sql.sql("insert into follow_up_sent (id, person, on_day, sent_at) values (?, ?, ?, ?)")
                        .params(id, person.value(), today, now())
                        .update();
                fresh.forEach(one -> keep(id, person, one));
                deliveries.add(id, Digest.Kind.FOLLOW_UPS, person, now.plus(GOOD_FOR), now);
            });
            durability.await();
        } catch (DuplicateKeyException _) {
            // another node was quicker, or there was one today
        }
    }

    /** What there is to tell in one relationship. */
    static List<FollowUp> of(Brief brief, LocalDate until) {
        var side = brief.side();
        var id = brief.relationship().id();
        var today = brief.openItems().today();
        var found = new ArrayList<FollowUp>();
        for (Promise promise : brief.promises().values()) {
            var commitment = promise.commitment();
            var due = commitment.dueOn();
            if (commitment.status() == Commitment.Status.OPEN
                    && commitment.promisor() == side
                    && due.isAfter(today)
                    && !due.isAfter(until)) {
                found.add(new FollowUp(id, commitment.id().value(), What.PROMISE_DUE, due));
            }
        }
        for (OpenItem item : brief.openItems().items()) {
            var facts = item.rupture();
            if (!item.owedBy().includes(side)) {
                continue;
            }
            if (item.kind() == Kind.AWAITING_VERDICT) {
                found.add(new FollowUp(id, item.entryId(), What.VERDICT_ASKED, item.since()));
            } else if (facts != null && facts.stage() == Stage.OFFERED) {
                found.add(new FollowUp(id, item.entryId(), What.REPAIR_OFFERED, item.since()));
            }
        }
        return List.copyOf(found);
    }

    private Set<FollowUp> told(PersonId person) {
        return sql.sql("select * from follow_up_told where person = ?")
                .param(person.value())
                .query(FollowUps::followUp)
                .set();
    }

    /** What a digest was made of. */
    Set<FollowUp> toldBy(UUID digest) {
        return sql.sql("select * from follow_up_told where digest = ?")
                .param(digest)
                .query(FollowUps::followUp)
                .set();
    }

    private static FollowUp followUp(ResultSet row, int number) throws SQLException {
        return new FollowUp(
                new RelationshipId(row.getObject("relationship", UUID.class)),
                row.getObject("entry", UUID.class),
                What.valueOf(row.getString("what")),
                row.getObject("on_day", LocalDate.class));
    }

    /** What stands in a brief that somebody gets now is not told again by the next daily digest. */
    void toldWith(UUID brief, PersonId person, WorkingHours hours, Brief now) {
        var told = told(person);
        var until = hours.nextDay(now.openItems().today());
        of(now, until).stream().filter(one -> !told.contains(one)).forEach(one -> keep(brief, person, one));
    }

    private void keep(UUID digest, PersonId person, FollowUp one) {
        sql.sql("insert into follow_up_told (person, relationship, entry, what, on_day, digest)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(
                        person.value(),
                        one.relationship().value(),
                        one.entry(),
                        one.what().name(),
                        one.on(),
                        digest)
                .update();
    }
}
