package rapport.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import rapport.shared.Traced;

/**
 * Notes when a token was last used: at most once a minute for each token, and beside the request, which neither waits
 * for it nor fails with it. A crash may lose the last minutes of it; nothing depends on them.
 */
@Component
class LastUse implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(LastUse.class);
    private static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);

    private final JdbcClient sql;
    private final Clock clock;
    private final Executor beside;

    /** When each token was last handed on to be noted; as many as there are tokens that were used since the start. */
    private final Map<UUID, Instant> handedOn = new ConcurrentHashMap<>();

    @Autowired
    LastUse(JdbcClient sql, Clock clock) {
        this(
                sql,
                clock,
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("last-use").daemon().factory()));
    }

    LastUse(JdbcClient sql, Clock clock, Executor beside) {
        this.sql = sql;
        this.clock = clock;
        this.beside = beside;
    }

    /** Has it noted that this token is used now, if it was not noted within the last minute. */
    void note(Token token) {
        var now = clock.instant();
        if (isDue(token.lastUsedAt(), now) && isFirst(token.id(), now)) {
            try {
                beside.execute(() -> write(token.id(), now));
            } catch (RejectedExecutionException _) {
                // On the way down.
            }
        }
    }

    private static boolean isDue(@Nullable Instant before, Instant now) {
        return before == null || !before.plus(AT_MOST_EVERY).isAfter(now);
    }

    // Many requests may come before the first of them is noted.
    private boolean isFirst(UUID token, Instant now) {
        var before = handedOn.get(token);
        if (!isDue(before, now)) {
            return false;
        }
        return before == null ? handedOn.putIfAbsent(token, now) == null : handedOn.replace(token, before, now);
    }

    private void write(UUID token, Instant now) {
        try {
            sql.sql("update api_token set last_used_at = ? where id = ? and (last_used_at is null or last_used_at < ?)")
                    .params(now.atOffset(ZoneOffset.UTC), token, now.atOffset(ZoneOffset.UTC))
                    .update();
        } catch (RuntimeException e) {
            LOG.warn("the last use of a token could not be noted", new Traced(e));
        }
    }

    @Override
    public void destroy() {
        if (beside instanceof ExecutorService service) {
            service.close();
        }
    }
}
