package rapport.relationships;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import rapport.eventstore.Draft;
import rapport.eventstore.ReadModel;
import rapport.eventstore.Recorded;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.relationships.RelationshipEvent.HistoryOpened;
import rapport.words.Sealed;

/**
 * Who opened which history, when and why, kept in the act's own transaction; and which of it each party has seen. What
 * somebody may read hangs on it, so unlike other views it fails with the act rather than fall behind.
 */
@Component
public class OpeningBook implements ReadModel {

    private final JdbcClient sql;

    OpeningBook(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "openings";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean mayFallBehind() {
        return false;
    }

    // What was seen was not told by the stream, so it stays.
    @Override
    public List<Table> tables() {
        return List.of(new Table("opening", "relationship"));
    }

    @Override
    public Optional<Draft> draft(String stream) {
        return Optional.of(new InMemory());
    }

    private static final class InMemory implements Draft {

        private final List<@Nullable Object[]> rows = new ArrayList<>();

        @Override
        public void take(Recorded<?> recorded) {
            if (recorded.event() instanceof HistoryOpened opened) {
                rows.add(new @Nullable Object[] {
                    recorded.sequence(),
                    opened.person().value(),
                    opened.role().name(),
                    recorded.at().atOffset(ZoneOffset.UTC),
                    opened.reason().packed()
                });
            }
        }

        @Override
        public List<Filled> tables() {
            return List.of(new Filled(
                    "opening", "relationship", "sequence", List.of("person", "role", "opened_at", "reason"), rows));
        }
    }

    @Override
    public void forget(String stream) {
        sql.sql("delete from opening where relationship = ?")
                .param(UUID.fromString(stream))
                .update();
    }

    @Override
    public void take(String stream, Recorded<?> recorded) {
        if (recorded.event() instanceof HistoryOpened opened) {
            sql.sql("""
                    insert into opening (relationship, sequence, person, role, opened_at, reason)
                    values (?, ?, ?, ?, ?, ?)
                    """)
                    .params(
                            opened.relationship().value(),
                            recorded.sequence(),
                            opened.person().value(),
                            opened.role().name(),
                            recorded.at().atOffset(ZoneOffset.UTC),
                            opened.reason().packed())
                    .update();
        }
    }

    /** The latest opening of one history by one person, if it still lets them read at this instant. */
    Optional<Opening> open(PersonId person, RelationshipId relationship, Instant now) {
        return sql.sql("""
                select * from opening where relationship = ? and person = ? and opened_at > ?
                order by sequence desc limit 1
                """)
                .params(
                        relationship.value(),
                        person.value(),
                        now.minus(Opening.LASTS).atOffset(ZoneOffset.UTC))
                .query(OpeningBook::opening)
                .optional();
    }

    /** All openings by one person that still let them read at this instant. */
    List<Opening> open(PersonId person, Instant now) {
        return sql.sql("select * from opening where person = ? and opened_at > ? order by opened_at, sequence")
                .params(person.value(), now.minus(Opening.LASTS).atOffset(ZoneOffset.UTC))
                .query(OpeningBook::opening)
                .list();
    }

    /** Everybody whose opening of this history still lets them read at this instant. */
    List<PersonId> readersOf(RelationshipId relationship, Instant now) {
        return sql.sql("select distinct person from opening where relationship = ? and opened_at > ?")
                .params(relationship.value(), now.minus(Opening.LASTS).atOffset(ZoneOffset.UTC))
                .query((row, _) -> new PersonId(row.getObject("person", UUID.class)))
                .list();
    }

    /** The openings of these histories that one person has not said to have seen, the oldest first. */
    List<Opening> unseenBy(PersonId person, Collection<RelationshipId> relationships) {
        return relationships.isEmpty()
                ? List.of()
                : sql.sql("""
                        select * from opening where relationship in (:relationships) and not exists (
                            select 1 from opening_seen
                            where opening_seen.person = :person
                            and opening_seen.relationship = opening.relationship
                            and opening_seen.sequence = opening.sequence)
                        order by opened_at, relationship, sequence
                        """)
                        .param(
                                "relationships",
                                relationships.stream()
                                        .map(RelationshipId::value)
                                        .toList())
                        .param("person", person.value())
                        .query(OpeningBook::opening)
                        .list();
    }

    /** All openings of a history, the newest first. */
    List<Opening> all(RelationshipId relationship) {
        return sql.sql("select * from opening where relationship = ? order by sequence desc")
                .param(relationship.value())
                .query(OpeningBook::opening)
                .list();
    }

    boolean isThere(RelationshipId relationship, long sequence) {
        return sql.sql("select count(*) from opening where relationship = ? and sequence = ?")
                        .params(relationship.value(), sequence)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Keeps that a person has seen an opening; doing so again changes nothing. */
    void see(PersonId person, RelationshipId relationship, long sequence, Instant now) {
        try {
            sql.sql("insert into opening_seen (person, relationship, sequence, seen_at) values (?, ?, ?, ?)")
                    .params(person.value(), relationship.value(), sequence, now.atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException _) {
            // seen before
        }
    }

    private static Opening opening(ResultSet row, int number) throws SQLException {
        return new Opening(
                new RelationshipId(row.getObject("relationship", UUID.class)),
                row.getLong("sequence"),
                new PersonId(row.getObject("person", UUID.class)),
                ReaderRole.valueOf(row.getString("role")),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                Sealed.unpacked(row.getBytes("reason")));
    }
}
