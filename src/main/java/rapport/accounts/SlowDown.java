package rapport.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes whoever guesses wait longer and longer, up to a minute a try, and never locks anybody out: a wait passes by
 * itself, one right answer ends it, and a browser in which somebody has signed in before has tries of its own.
 */
@Component
final class SlowDown {

    /** So many wrong tries cost nothing: people mistype. */
    static final int FREE = 5;

    static final Duration LONGEST = Duration.ofMinutes(1);

    /** After this a wrong try is forgotten. */
    static final Duration REMEMBERED = Duration.ofDays(1);

    private final JdbcClient sql;
    private final Clock clock;

    SlowDown(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** @throws TooManyTries if whoever tries has to wait */
    void letTry(String who) {
        var wait = waitOf(who);
        if (wait.isPositive()) {
            throw new TooManyTries(wait);
        }
    }

    /** @param who whose tries are counted; kept as a hash */
    Duration waitOf(String who) {
        return sql.sql("select failures, last_at from sign_in_failure where who = ?")
                .param(Secrets.hash(who))
                .query((row, _) -> left(row.getInt("failures"), row.getObject("last_at", OffsetDateTime.class)))
                .optional()
                .orElse(Duration.ZERO);
    }

    private Duration left(int failures, OffsetDateTime last) {
        var now = now();
        if (failures < FREE || last.plus(REMEMBERED).isBefore(now)) {
            return Duration.ZERO;
        }
        var wait = Duration.ofSeconds(1L << Math.min(failures - FREE, 6));
        var ready = last.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        return ready.isAfter(now) ? Duration.between(now, ready) : Duration.ZERO;
    }

    void failed(String who) {
        var now = now();
        sql.sql("delete from sign_in_failure where last_at < ?")
                .param(now.minus(REMEMBERED))
                .update();
        if (!counted(who, now)) {
            try {
                sql.sql("insert into sign_in_failure (who, failures, last_at) values (?, 1, ?)")
                        .params(Secrets.hash(who), now)
                        .update();
            } catch (DuplicateKeyException _) {
                // Another try came in the same moment, and counts as well.
                counted(who, now);
            }
        }
    }

    private boolean counted(String who, OffsetDateTime now) {
        return sql.sql("update sign_in_failure set failures = failures + 1, last_at = ? where who = ?")
                        .params(now, Secrets.hash(who))
                        .update()
                > 0;
    }

    void succeeded(String who) {
        sql.sql("delete from sign_in_failure where who = ?")
                .param(Secrets.hash(who))
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
