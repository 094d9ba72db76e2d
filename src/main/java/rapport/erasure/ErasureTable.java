package rapport.erasure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.relationships.ErasureBasis;

/** What was announced, what became of it, and who has said that they know. */
@Component
class ErasureTable {

    private final JdbcClient sql;

    ErasureTable(JdbcClient sql) {
        this.sql = sql;
    }

    void add(Erasure erasure) {
        sql.sql("insert into erasure (id, relationship, basis, announced_at) values (?, ?, ?, ?)")
                .params(
                        erasure.id(),
                        erasure.relationship().value(),
                        erasure.basis().name(),
                        at(erasure.announcedAt()))
                .update();
    }

    void withdraw(UUID id, Instant now) {
        sql.sql("update erasure set withdrawn_at = ? where id = ? and withdrawn_at is null")
                .params(at(now), id)
                .update();
    }

    void carriedOut(RelationshipId relationship, Instant now) {
        sql.sql("update erasure set carried_out_at = ?"
                        + " where relationship = ? and withdrawn_at is null and carried_out_at is null")
                .params(at(now), relationship.value())
                .update();
    }

    /** Everything that was announced for a relationship, the oldest first. */
    List<Erasure> of(RelationshipId relationship) {
        return sql.sql("select * from erasure where relationship = ? order by announced_at, id")
                .param(relationship.value())
                .query(ErasureTable::erasure)
                .list();
    }

    /** The one that was announced and not taken back. */
    Optional<Erasure> open(RelationshipId relationship) {
        return of(relationship).stream().filter(Erasure::isOpen).findFirst();
    }

    /** Those relationships that are erased by their stream, and whose keys may not all be gone. */
    List<RelationshipId> begun() {
        return sql.sql("""
                select distinct relationship.id from relationship
                join erasure on erasure.relationship = relationship.id
                where relationship.erased_at is not null
                and erasure.withdrawn_at is null and erasure.carried_out_at is null
                """)
                .query((row, _) -> new RelationshipId(row.getObject("id", UUID.class)))
                .list();
    }

    List<Erasure> unseenBy(PersonId person, Collection<RelationshipId> relationships) {
        return relationships.isEmpty()
                ? List.of()
                : sql.sql("""
                        select * from erasure where relationship in (:relationships) and withdrawn_at is null
                        and not exists (
                            select 1 from erasure_seen
                            where erasure_seen.erasure = erasure.id and erasure_seen.person = :person)
                        order by announced_at, id
                        """)
                        .param(
                                "relationships",
                                relationships.stream()
                                        .map(RelationshipId::value)
                                        .toList())
                        .param("person", person.value())
                        .query(ErasureTable::erasure)
                        .list();
    }

    Set<PersonId> seenBy(UUID erasure) {
        return sql.sql("select person from erasure_seen where erasure = ?")
                .param(erasure)
                .query((row, _) -> new PersonId(row.getObject("person", UUID.class)))
                .set();
    }

    /** Keeps that a person knows; doing so again changes nothing. */
    void see(UUID erasure, PersonId person, Instant now) {
        try {
            sql.sql("insert into erasure_seen (erasure, person, seen_at) values (?, ?, ?)")
                    .params(erasure, person.value(), at(now))
                    .update();
        } catch (DuplicateKeyException _) {
            // seen before
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Erasure erasure(ResultSet row, int number) throws SQLException {
        return new Erasure(
                row.getObject("id", UUID.class),
                new RelationshipId(row.getObject("relationship", UUID.class)),
                ErasureBasis.valueOf(row.getString("basis")),
                row.getObject("announced_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("withdrawn_at", OffsetDateTime.class)),
                instant(row.getObject("carried_out_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
