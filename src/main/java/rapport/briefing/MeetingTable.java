package rapport.briefing;

import java.time.LocalDate;
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
import rapport.meetings.MeetingEvent.OneOnOneHeld;
import rapport.meetings.Meetings;
import rapport.parties.RelationshipId;

/**
 * The 1:1s of each relationship: what tells the next one and those in a row that did not take place, as one JSON
 * text from which the rest of the past is left out, and the days on which they were held as rows.
 */
@Component
class MeetingTable implements ReadModel {

    static final String NAME = "meetings";

    private final JdbcClient sql;

    MeetingTable(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public boolean mayFallBehind() {
        return true;
    }

    @Override
    public List<Table> tables() {
        return List.of(new Table("meetings", "relationship"), new Table("one_on_one_held", "relationship"));
    }

    @Override
    public Optional<Draft> draft(String stream) {
        return Optional.of(new InMemory());
    }

    private static final class InMemory implements Draft {

        private @Nullable Meetings meetings;
        private final List<@Nullable Object[]> held = new ArrayList<>();

        @Override
        public void take(Recorded<?> recorded) {
            if (recorded.event() instanceof OneOnOneEvent event) {
                var before = meetings == null ? Meetings.none() : meetings;
                meetings = Meetings.after(before, event, recorded.at()).withoutThePast(recorded.at());
                if (event instanceof OneOnOneHeld one) {
                    held.add(new @Nullable Object[] {recorded.sequence(), one.heldOn()});
                }
            }
        }

        @Override
        public List<Filled> tables() {
            return List.of(
                    new Filled(
                            "meetings",
                            "relationship",
                            null,
                            List.of("state"),
                            meetings == null
                                    ? List.<@Nullable Object[]>of()
                                    : List.<@Nullable Object[]>of(
                                            new @Nullable Object[] {ViewJson.MAPPER.writeValueAsString(meetings)})),
                    new Filled("one_on_one_held", "relationship", "sequence", List.of("held_on"), held));
        }
    }

    @Override
    public void forget(String stream) {
        var relationship = UUID.fromString(stream);
        sql.sql("delete from meetings where relationship = ?")
                .param(relationship)
                .update();
        sql.sql("delete from one_on_one_held where relationship = ?")
                .param(relationship)
                .update();
    }

    @Override
    public void take(String stream, Recorded<?> recorded) {
        if (recorded.event() instanceof OneOnOneEvent event) {
            put(
                    event.relationship(),
                    Meetings.after(planned(event.relationship()), event, recorded.at())
                            .withoutThePast(recorded.at()));
            if (event instanceof OneOnOneHeld held) {
                sql.sql("insert into one_on_one_held (relationship, sequence, held_on) values (?, ?, ?)")
                        .params(held.relationship().value(), recorded.sequence(), held.heldOn())
                        .update();
            }
        }
    }

    private void put(RelationshipId relationship, Meetings meetings) {
        var state = ViewJson.MAPPER.writeValueAsString(meetings);
        var updated = sql.sql("update meetings set state = ? where relationship = ?")
                .params(state, relationship.value())
                .update();
        if (updated == 0) {
            sql.sql("insert into meetings (relationship, state) values (?, ?)")
                    .params(relationship.value(), state)
                    .update();
        }
    }

    /** The 1:1s as far as they tell the next one. */
    Meetings planned(RelationshipId relationship) {
        return sql.sql("select state from meetings where relationship = ?")
                .param(relationship.value())
                .query(String.class)
                .optional()
                .map(state -> ViewJson.MAPPER.readValue(state, Meetings.class))
                .orElseGet(Meetings::none);
    }

    /** The last day on which a 1:1 was held, if there was one. */
    Optional<LocalDate> lastHeld(RelationshipId relationship) {
        return sql.sql("select held_on from one_on_one_held where relationship = ?"
                        + " order by relationship desc, held_on desc limit 1")
                .param(relationship.value())
                .query((row, _) -> row.getObject("held_on", LocalDate.class))
                .optional();
    }

    /** The places in the stream of what says that 1:1s were held on a day, in order. */
    List<Long> heldOn(RelationshipId relationship, LocalDate day) {
        return sql.sql("select sequence from one_on_one_held where relationship = ? and held_on = ? order by sequence")
                .params(relationship.value(), day)
                .query((row, _) -> row.getLong("sequence"))
                .list();
    }

    /** The days after a day on which 1:1s were held, the oldest first. */
    List<LocalDate> heldAfter(RelationshipId relationship, LocalDate day) {
        return sql.sql("select held_on from one_on_one_held where relationship = ? and held_on > ? order by held_on")
                .params(relationship.value(), day)
                .query((row, _) -> row.getObject("held_on", LocalDate.class))
                .list();
    }
}
