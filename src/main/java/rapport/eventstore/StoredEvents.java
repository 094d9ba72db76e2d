package rapport.eventstore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads events together with what they are stored as, a few at a time, so that a long stream needs little memory. */
@Component
public class StoredEvents {

    private static final int AT_ONCE = 100;

    private final JdbcClient sql;
    private final Serializer serializer;

    StoredEvents(JdbcClient sql, Serializer serializer) {
        this.sql = sql;
        this.serializer = serializer;
    }

    /**
     * An event as it lies in the store.
     *
     * @param id the event's own
     * @param name the stored name, such as {@code rapport.CommitmentMade}
     * @param at the instant at which it was recorded, as it is stored
     */
    public record StoredEvent(String id, long sequence, String name, String revision, String at, Object event) {}

    /** Some events of a stream, from a place on, oldest first. */
    public List<StoredEvent> from(String stream, long first, int most) {
        return sql.sql("""
                select event_identifier, sequence_number, payload_type, payload_revision, time_stamp, payload
                from domain_event where aggregate_identifier = ? and sequence_number >= ?
                order by sequence_number limit ?
                """)
                .params(stream, first, most)
                .query((row, _) -> new StoredEvent(
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        read(row.getBytes(6), row.getString(3), row.getString(4))))
                .list();
    }

    /**
     * The events of a stream at some places, oldest first; those that are not there are left out.
     *
     * @param places their sequence numbers, ascending
     */
    public List<Recorded<Object>> at(String stream, List<Long> places) {
        var found = new ArrayList<Recorded<Object>>(places.size());
        for (var from = 0; from < places.size(); from += AT_ONCE) {
            found.addAll(someAt(stream, places.subList(from, Math.min(places.size(), from + AT_ONCE))));
        }
        return found;
    }

    // Both columns within "in", because only so does H2 use the index for both.
    private List<Recorded<Object>> someAt(String stream, List<Long> places) {
        var parameters = new ArrayList<Object>(2 * places.size());
        for (var place : places) {
            parameters.add(stream);
            parameters.add(place);
        }
        return sql.sql("select sequence_number, payload_type, payload_revision, time_stamp, payload from domain_event"
                        + " where (aggregate_identifier, sequence_number) in ("
                        + String.join(", ", Collections.nCopies(places.size(), "(?, ?)"))
                        + ") order by sequence_number")
                .params(parameters)
                .query((row, _) -> new Recorded<>(
                        row.getLong(1),
                        Instant.parse(row.getString(4)),
                        read(row.getBytes(5), row.getString(2), row.getString(3))))
                .list();
    }

    private Object read(byte[] payload, String name, String revision) {
        return serializer.deserialize(new SimpleSerializedObject<>(payload, byte[].class, name, revision));
    }

    /** How many events a stream holds; 0 if there is no such stream. */
    public long length(String stream) {
        return sql.sql("select coalesce(max(sequence_number) + 1, 0) from domain_event where aggregate_identifier = ?")
                .param(stream)
                .query(Long.class)
                .single();
    }
}
