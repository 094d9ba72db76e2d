package rapport.eventstore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which views of which streams are to be made again, and why: the list that makers work off. */
final class StaleViews {

    /** Why a view is to be made again. The names are stored. */
    enum Why {
        /** It could not take in an event. */
        FAILED,
        /** Somebody asked for it. */
        ASKED,
        /** Another version of it made what the tables hold. */
        VERSION
    }

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final int LONGEST_NAME = 300;

    private final JdbcClient sql;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    StaleViews(JdbcClient sql, JdbcTemplate jdbc, Clock clock) {
        this.sql = sql;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How long to wait after so many tries that were in vain: twice as long each time, up to six hours. */
    static Duration pauseAfter(int tries) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.clamp(tries - 1L, 0, 20));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    Set<String> of(UUID stream) {
        return new LinkedHashSet<>(sql.sql("select view from stale_view where relationship = ?")
                .param(stream)
                .query(String.class)
                .list());
    }

    long count() {
        return sql.sql("select count(*) from stale_view").query(Long.class).single();
    }

    /** What could not be taken in, the oldest first. */
    List<DeadLetter> deadLetters() {
        return sql.sql("select * from stale_view where why = 'FAILED' order by since, relationship, view")
                .query(StaleViews::letter)
                .list();
    }

    private static DeadLetter letter(ResultSet row, int number) throws SQLException {
        var sequence = row.getObject("event_sequence", Long.class);
        var next = row.getObject("next_try_at", OffsetDateTime.class);
        return new DeadLetter(
                row.getString("view"),
                row.getObject("relationship", UUID.class),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getString("failure"),
                row.getString("event_id"),
                sequence,
                row.getInt("tries"),
                next == null ? null : next.toInstant());
    }

    /** Puts views of streams on the list, a few in each transaction; those that stand there are left as they are. */
    void add(Collection<String> views, List<String> streams, Why why) {
        var there = new LinkedHashSet<List<Object>>();
        sql.sql("select view, relationship from stale_view")
                .query((row, _) -> List.<Object>of(row.getString(1), row.getObject(2, UUID.class)))
                .list()
                .forEach(there::add);
        var rows = new ArrayList<Object[]>();
        for (var stream : streams) {
            for (var view : views) {
                var id = UUID.fromString(stream);
                if (!there.contains(List.<Object>of(view, id))) {
                    rows.add(new Object[] {view, id, now(), why.name(), view, id});
                }
            }
        }
        for (var from = 0; from < rows.size(); from += 500) {
            var some = rows.subList(from, Math.min(rows.size(), from + 500));
            while (!added(some)) {
                // somebody else put one of them there in the same moment, and it is seen now
                Thread.onSpinWait();
            }
        }
    }

    private boolean added(List<Object[]> rows) {
        try {
            jdbc.batchUpdate(
                    "insert into stale_view (view, relationship, since, why) select ?, cast(? as uuid),"
                            + " cast(? as timestamp with time zone), ? where not exists"
                            + " (select 1 from stale_view where view = ? and relationship = ?)",
                    rows);
            return true;
        } catch (DuplicateKeyException _) {
            return false;
        }
    }

    /** Within the transaction that recorded what a view could not take in. */
    void failed(String view, UUID stream, RuntimeException failure, @Nullable String event, @Nullable Long sequence) {
        sql.sql("insert into stale_view (view, relationship, since, why, tries, failure, event_id, event_sequence,"
                        + " next_try_at) values (?, ?, ?, 'FAILED', 0, ?, ?, ?, ?)")
                .params(view, stream, now(), name(failure))
                .param(event)
                .param(sequence)
                .param(at(clock.instant().plus(FIRST_PAUSE)))
                .update();
    }

    // The class alone: a message could quote what it stumbled over.
    private static String name(Throwable failure) {
        var name = failure.getClass().getName();
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    /** Keeps that making it again was in vain. */
    void inVain(
            String view,
            UUID stream,
            UUID maker,
            RuntimeException failure,
            @Nullable String event,
            @Nullable Long sequence) {
        var tries = sql.sql("select tries from stale_view where view = ? and relationship = ? and maker = ?")
                .params(view, stream, maker)
                .query(Integer.class)
                .optional()
                .orElse(0);
        var cause = failure instanceof Unreadable && failure.getCause() != null ? failure.getCause() : failure;
        sql.sql("""
                update stale_view set why = 'FAILED', tries = ?, failure = ?,
                    event_id = coalesce(?, event_id), event_sequence = coalesce(?, event_sequence), next_try_at = ?, maker = null
                where view = ? and relationship = ? and maker = ?
                """)
                .params(tries + 1, name(cause))
                .param(event)
                .param(sequence)
                .param(at(clock.instant().plus(pauseAfter(tries + 1))))
                .param(view)
                .param(stream)
                .param(maker)
                .update();
    }

    /** What is to be made by now, by stream: what was asked for, and what failed and has waited for its time. */
    Map<UUID, Set<String>> due() {
        return byStream(sql.sql(
                        "select relationship, view from stale_view"
                                + " where why <> 'FAILED' or next_try_at is null or next_try_at <= ? order by relationship, view")
                .param(now()));
    }

    /** The same without waiting for any time, of some views. */
    Map<UUID, Set<String>> of(Collection<String> views) {
        return views.isEmpty()
                ? Map.of()
                : byStream(sql.sql("select relationship, view from stale_view where view in (:views)"
                                + " order by relationship, view")
                        .param("views", views));
    }

    private static Map<UUID, Set<String>> byStream(JdbcClient.StatementSpec query) {
        var found = new LinkedHashMap<UUID, Set<String>>();
        query.query(row -> {
            found.computeIfAbsent(row.getObject(1, UUID.class), _ -> new LinkedHashSet<>())
                    .add(row.getString(2));
        });
        return found;
    }

    /** From now on these are this maker's alone. */
    void claim(UUID stream, UUID maker, Collection<String> views) {
        // One by one: for a list of views H2 goes through the rows of all streams.
        jdbc.batchUpdate(
                "update stale_view set maker = ? where view = ? and relationship = ?",
                views.stream()
                        .sorted()
                        .map(view -> new Object[] {maker, view, stream})
                        .toList());
    }

    /** True if a view is still this maker's; then it stays so until the transaction ends. */
    boolean holds(String view, UUID stream, UUID maker) {
        return sql.sql("select 1 from stale_view where view = ? and relationship = ? and maker = ? for update")
                .params(view, stream, maker)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    void done(UUID stream, UUID maker) {
        sql.sql("delete from stale_view where relationship = ? and maker = ?")
                .params(stream, maker)
                .update();
    }

    /** Takes what could not be taken in off the list. @return false if there is no such thing */
    boolean drop(String view, UUID stream) {
        return sql.sql("delete from stale_view where view = ? and relationship = ? and why = 'FAILED'")
                        .params(view, stream)
                        .update()
                > 0;
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
