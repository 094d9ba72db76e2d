package rapport.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import rapport.eventstore.Durability;
import rapport.parties.PersonId;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;
import rapport.shared.Traced;

/**
 * The secrets by which calendars ask for a person's 1:1s, one for each person at most. Kept as hashes, so that no copy of
 * the database opens anything.
 */
@Component
public class CalendarLinks {

    private static final Logger LOG = LoggerFactory.getLogger(CalendarLinks.class);
    private static final Duration NOTED_AT_MOST_EVERY = Duration.ofHours(1);

    private final JdbcClient sql;
    private final TransactionOperations transactions;
    private final Durability durability;
    private final Clock clock;

    CalendarLinks(JdbcClient sql, TransactionOperations transactions, Durability durability, Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.durability = durability;
        this.clock = clock;
    }

    /**
     * A link without its secret, which nobody knows but the one it was shown to.
     *
     * @param lastUsedAt when a calendar last asked, to the hour; null if none ever did
     */
    public record Link(Instant madeAt, @Nullable Instant lastUsedAt) {}

    /** A person's link, if they have one. */
    public Optional<Link> of(PersonId person) {
        return sql.sql("select made_at, last_used_at from calendar_link where person = ?")
                .param(person.value())
                .query(CalendarLinks::link)
                .optional();
    }

    private static Link link(ResultSet row, int number) throws SQLException {
        var lastUsed = row.getObject("last_used_at", OffsetDateTime.class);
        return new Link(
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                lastUsed == null ? null : lastUsed.toInstant());
    }

    /**
     * Makes a link and answers its secret, which cannot be had again. The one before it leads nowhere from then on.
     *
     * @param id a fresh one; sent twice, the second is refused, because the secret is gone
     * @throws RuleBroken {@code id-taken} if the link there is was made with this id
     */
    public String make(UUID id, PersonId person) {
        var secret = Secrets.random();
        transactions.executeWithoutResult(_ -> {
            // Whoever makes another one in the same moment waits here.
            sql.sql("select id from person where id = ? for update")
                    .param(person.value())
                    .query(UUID.class)
                    .single();
            var before = sql.sql("select id from calendar_link where person = ?")
                    .param(person.value())
                    .query(UUID.class)
                    .optional();
            if (before.filter(id::equals).isPresent()) {
                throw new RuleBroken("id-taken", "This link was made already, and it was shown when it was made.");
            }
            sql.sql("delete from calendar_link where person = ?")
                    .param(person.value())
                    .update();
            sql.sql("insert into calendar_link (person, id, hash, made_at) values (?, ?, ?, ?)")
                    .params(person.value(), id, Secrets.hash(secret), now())
                    .update();
        });
        durability.await();
        return secret;
    }

    /**
     * Ends a person's link. Once this returns, no calendar gets anything by it, whatever happens to this machine.
     *
     * @throws NotThere if they have none
     */
    public void revoke(PersonId person) {
        var revoked = sql.sql("delete from calendar_link where person = ?")
                .param(person.value())
                .update();
        if (revoked == 0) {
            throw new NotThere();
        }
        durability.await();
    }

    /** Whose link this is, which counts as used by that; nobody's for any other text, or if they have no account. */
    public Optional<PersonId> used(String secret) {
        var hash = Secrets.hash(secret);
        var person = sql.sql("select l.person from calendar_link l join account a on a.person = l.person"
                        + " where l.hash = ?")
                .param(hash)
                .query(UUID.class)
                .optional()
                .map(PersonId::new);
        person.ifPresent(_ -> note(hash));
        return person;
    }

    // Nothing depends on it, so nothing fails with it.
    private void note(byte[] hash) {
        try {
            sql.sql("update calendar_link set last_used_at = ?"
                            + " where hash = ? and (last_used_at is null or last_used_at < ?)")
                    .params(now(), hash, now().minus(NOTED_AT_MOST_EVERY))
                    .update();
        } catch (RuntimeException e) {
            LOG.warn("the last use of a calendar link could not be noted", new Traced(e));
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
