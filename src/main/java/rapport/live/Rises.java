package rapport.live;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.parties.PersonId;

/**
 * What several processes on one database count alike. Events need no counter: how long the streams are that a person may
 * read is in the database already, true for every node from the moment that an act is committed, and nobody writes
 * anything for it. Only what is no event is counted.
 */
final class Rises {

    private static final PersonId EVERYBODY = new PersonId(new UUID(0, 0));

    private final JdbcClient sql;

    Rises(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param streams those that the person may read at this moment */
    long of(PersonId person, Collection<UUID> streams) {
        return raised(person) + events(streams);
    }

    private long raised(PersonId person) {
        return sql.sql("select coalesce(sum(raised), 0) from live_version where person in (?, ?)")
                .params(person.value(), EVERYBODY.value())
                .query(Long.class)
                .single();
    }

    private long events(Collection<UUID> streams) {
        if (streams.isEmpty()) {
            return 0;
        }
        // One look into the index for each stream, however long it is.
        return sql.sql("""
                        select coalesce(sum((
                            select max(sequence_number) + 1 from domain_event where aggregate_identifier = stream)), 0)
                        from unnest(cast(? as text[])) as stream
                        """)
                .param(streams.stream().map(UUID::toString).toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    /** Each by one, in an order that keeps two who do the same from waiting for each other. */
    void raise(Collection<PersonId> people) {
        people.stream().map(PersonId::value).sorted(Comparator.naturalOrder()).forEach(this::raise);
    }

    void raiseEverybody() {
        raise(List.of(EVERYBODY));
    }

    private void raise(UUID person) {
        sql.sql("insert into live_version (person, raised) values (?, 1)"
                        + " on conflict (person) do update set raised = live_version.raised + 1")
                .param(person)
                .update();
    }
}
