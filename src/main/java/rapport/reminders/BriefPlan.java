package rapport.reminders;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import rapport.eventstore.Draft;
import rapport.eventstore.ReadModel;
import rapport.eventstore.Recorded;
import rapport.meetings.MeetingEvent.OneOnOneEvent;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.relationships.RelationshipEvent.PartyJoined;
import rapport.relationships.RelationshipEvent.RelationshipEnded;
import rapport.relationships.RelationshipEvent.RelationshipErased;
import rapport.relationships.RelationshipEvent.RelationshipStarted;

/**
 * When to look again whether a brief is due, for each side of each relationship. Whatever changes the 1:1s has both sides
 * looked at again at once, in the transaction that records it; so no restart can lose one.
 */
@Component
class BriefPlan implements ReadModel {

    /** Before everything else. */
    static final OffsetDateTime AT_ONCE = Instant.EPOCH.atOffset(ZoneOffset.UTC);

    private final JdbcClient sql;

    BriefPlan(JdbcClient sql) {
        this.sql = sql;
    }

    /** One side that is to be looked at. */
    record Look(RelationshipId relationship, Side side, long changes) {}

    @Override
    public String name() {
        return "brief-plan";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean mayFallBehind() {
        return true;
    }

    /** Whatever was put off before, both sides are looked at again at once. */
    @Override
    public Optional<Draft> draft(String stream) {
        return Optional.of(new InMemory());
    }

    private static final class InMemory implements Draft {

        private boolean goesOn;
        private long changes;

        @Override
        public void take(Recorded<?> recorded) {
            switch (recorded.event()) {
                case RelationshipStarted _ -> goesOn = true;
                case RelationshipEnded _, RelationshipErased _ -> goesOn = false;
                case PartyJoined _, OneOnOneEvent _ -> changes++;
                default -> {}
            }
        }

        @Override
        public List<Filled> tables() {
            var rows = new ArrayList<@Nullable Object[]>();
            if (goesOn) {
                for (var side : Side.values()) {
                    rows.add(new @Nullable Object[] {side.name(), AT_ONCE, changes});
                }
            }
            return List.of(new Filled("brief_look", "relationship", "side", List.of("look_at", "changes"), rows));
        }
    }

    @Override
    public void forget(String stream) {
        sql.sql("delete from brief_look where relationship = ?")
                .param(UUID.fromString(stream))
                .update();
    }

    @Override
    public void take(String stream, Recorded<?> recorded) {
        switch (recorded.event()) {
            case RelationshipStarted started -> {
                for (var side : Side.values()) {
                    sql.sql("insert into brief_look (relationship, side, look_at, changes) values (?, ?, ?, 0)")
                            .params(started.relationship().value(), side.name(), AT_ONCE)
                            .update();
                }
            }
            case RelationshipEnded ended -> forget(ended.relationship().toString());
            case RelationshipErased erased -> forget(erased.relationship().toString());
            case PartyJoined joined -> again(joined.relationship());
            case OneOnOneEvent event -> again(event.relationship());
            default -> {}
        }
    }

    private void again(RelationshipId relationship) {
        sql.sql("update brief_look set look_at = ?, changes = changes + 1 where relationship = ?")
                .params(AT_ONCE, relationship.value())
                .update();
    }

    /** Those whose time has come, the longest overdue first. */
    List<Look> due(Instant now, int atMost) {
        return sql.sql("select * from brief_look where look_at <= ? order by look_at, relationship, side limit ?")
                .params(now.atOffset(ZoneOffset.UTC), atMost)
                .query((row, _) -> new Look(
                        new RelationshipId(row.getObject("relationship", UUID.class)),
                        Side.valueOf(row.getString("side")),
                        row.getLong("changes")))
                .list();
    }

    /** Has a side looked at later, unless something has changed since. */
    void later(Look look, Instant at) {
        sql.sql("update brief_look set look_at = ? where relationship = ? and side = ? and changes = ?")
                .params(
                        at.atOffset(ZoneOffset.UTC),
                        look.relationship().value(),
                        look.side().name(),
                        look.changes())
                .update();
    }
}
