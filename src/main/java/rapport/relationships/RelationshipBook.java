package rapport.relationships;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import rapport.eventstore.Draft;
import rapport.eventstore.ReadModel;
import rapport.eventstore.Recorded;
import rapport.parties.Parties;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.relationships.RelationshipEvent.HistoryOpened;
import rapport.relationships.RelationshipEvent.ItemsHandedOver;
import rapport.relationships.RelationshipEvent.PartyJoined;
import rapport.relationships.RelationshipEvent.RelationshipEnded;
import rapport.relationships.RelationshipEvent.RelationshipErased;
import rapport.relationships.RelationshipEvent.RelationshipStarted;

/**
 * Which relationships there are and who is in them, kept in the act's own transaction. Every door asks here whether
 * somebody may look, so unlike other views it fails with the act rather than fall behind.
 */
@Component
public class RelationshipBook implements ReadModel {

    private final JdbcClient sql;

    RelationshipBook(JdbcClient sql) {
        this.sql = sql;
    }

    /** The relationship, whoever asks. */
    public Optional<RelationshipCard> find(RelationshipId id) {
        return sql.sql("select * from relationship where id = ?")
                .param(id.value())
                .query(RelationshipBook::card)
                .optional();
    }

    /** All relationships there are, the oldest first. */
    List<RelationshipCard> all() {
        return sql.sql("select * from relationship order by started_at, id")
                .query(RelationshipBook::card)
                .list();
    }

    /** All relationships that a person is in, the oldest first. */
    public List<RelationshipCard> of(PersonId person) {
        return sql.sql("select * from relationship where manager = ? or report = ? order by started_at, id")
                .params(person.value(), person.value())
                .query(RelationshipBook::card)
                .list();
    }

    @Override
    public String name() {
        return "relationships";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean mayFallBehind() {
        return false;
    }

    @Override
    public List<Table> tables() {
        return List.of(new Table("relationship", "id"));
    }

    @Override
    public Optional<Draft> draft(String stream) {
        return Optional.of(new InMemory());
    }

    private static final class InMemory implements Draft {

        private @Nullable Object @Nullable [] row;

        @Override
        public void take(Recorded<?> recorded) {
            var known = row;
            switch (recorded.event()) {
                case RelationshipStarted started ->
                    row = new @Nullable Object[] {
                        started.manager().value(),
                        started.report().value(),
                        started.zone().getId(),
                        started.by().side() == Side.MANAGER,
                        started.by().side() == Side.REPORT,
                        recorded.at().atOffset(ZoneOffset.UTC),
                        null,
                        null
                    };
                case PartyJoined joined
                when known != null -> {
                    var at = joined.side() == Side.MANAGER ? 0 : 1;
                    known[at] = joined.by().person().value();
                    known[at + 3] = true;
                }
                case RelationshipEnded ended when known != null -> known[6] = ended.endedOn();
                case RelationshipErased _
                when known != null -> known[7] = recorded.at().atOffset(ZoneOffset.UTC);
                default -> {}
            }
        }

        @Override
        public List<Filled> tables() {
            var known = row;
            return List.of(new Filled(
                    "relationship",
                    "id",
                    null,
                    List.of(
                            "manager",
                            "report",
                            "zone",
                            "manager_joined",
                            "report_joined",
                            "started_at",
                            "ended_on",
                            "erased_at"),
                    known == null ? List.<@Nullable Object[]>of() : List.<@Nullable Object[]>of(known)));
        }
    }

    @Override
    public void forget(String stream) {
        sql.sql("delete from relationship where id = ?")
                .param(UUID.fromString(stream))
                .update();
    }

    @Override
    public void take(String stream, Recorded<?> recorded) {
        if (recorded.event() instanceof RelationshipEvent event) {
            switch (event) {
                case RelationshipStarted started -> add(started, recorded.at());
                case PartyJoined joined -> join(joined);
                case RelationshipEnded ended -> end(ended);
                case RelationshipErased erased -> erase(erased, recorded.at());
                case HistoryOpened _, ItemsHandedOver _ -> {}
            }
        }
    }

    private void add(RelationshipStarted started, Instant at) {
        sql.sql("""
                insert into relationship (id, manager, report, zone, manager_joined, report_joined, started_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        started.relationship().value(),
                        started.manager().value(),
                        started.report().value(),
                        started.zone().getId(),
                        started.by().side() == Side.MANAGER,
                        started.by().side() == Side.REPORT,
                        at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void join(PartyJoined joined) {
        var side = joined.side() == Side.MANAGER ? "manager" : "report";
        sql.sql("update relationship set " + side + " = ?, " + side + "_joined = true where id = ?")
                .params(joined.by().person().value(), joined.relationship().value())
                .update();
    }

    private void end(RelationshipEnded ended) {
        sql.sql("update relationship set ended_on = ? where id = ?")
                .params(ended.endedOn(), ended.relationship().value())
                .update();
    }

    private void erase(RelationshipErased erased, Instant at) {
        sql.sql("update relationship set erased_at = ? where id = ?")
                .params(at.atOffset(ZoneOffset.UTC), erased.relationship().value())
                .update();
    }

    private static RelationshipCard card(ResultSet row, int number) throws SQLException {
        var joined = EnumSet.noneOf(Side.class);
        if (row.getBoolean("manager_joined")) {
            joined.add(Side.MANAGER);
        }
        if (row.getBoolean("report_joined")) {
            joined.add(Side.REPORT);
        }
        var erasedAt = row.getObject("erased_at", OffsetDateTime.class);
        return new RelationshipCard(
                new RelationshipId(row.getObject("id", UUID.class)),
                new Parties(
                        new PersonId(row.getObject("manager", UUID.class)),
                        new PersonId(row.getObject("report", UUID.class)),
                        joined),
                ZoneId.of(row.getString("zone")),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("ended_on", LocalDate.class),
                erasedAt == null ? null : erasedAt.toInstant());
    }
}
