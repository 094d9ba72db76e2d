package rapport.briefing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import rapport.corrections.Corrections;
import rapport.eventstore.Draft;
import rapport.eventstore.ReadModel;
import rapport.eventstore.Recorded;
import rapport.parties.EntryId;

/**
 * Entries other than promises as rows, kept by {@link Entries}: of relationships, and of notebooks under the notebook's
 * own id. What an entry holds besides the columns that queries need is one JSON text; its words stay sealed.
 */
@Component
class EntryTable implements ReadModel {

    static final String NAME = "entries";

    private final JdbcClient sql;

    EntryTable(JdbcClient sql) {
        this.sql = sql;
    }

    // --- written ------------------------------------------------------------------------------------------------

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
        return List.of(new Table("entry", "stream"));
    }

    @Override
    public Optional<Draft> draft(String stream) {
        return Optional.of(new InMemory());
    }

    /** What queries ask for by columns stays as it was when an entry was first put, as in the table. */
    private static final class InMemory implements Draft, Entries {

        private final Map<EntryId, Entry> first = new LinkedHashMap<>();
        private final Map<EntryId, Entry> newest = new HashMap<>();

        @Override
        public void take(Recorded<?> recorded) {
            Entries.super.take(recorded);
        }

        @Override
        public Optional<Entry> find(EntryId id) {
            return Optional.ofNullable(newest.get(id));
        }

        @Override
        public void put(Entry entry) {
            first.putIfAbsent(entry.id(), entry);
            newest.put(entry.id(), entry);
        }

        @Override
        public List<Filled> tables() {
            var rows = new ArrayList<@Nullable Object[]>(first.size());
            first.forEach((id, entry) -> rows.add(row(entry, Objects.requireNonNull(newest.get(id)))));
            return List.of(new Filled(
                    "entry",
                    "stream",
                    "entry",
                    List.of(
                            "kind",
                            "is_open",
                            "is_retracted",
                            "to_verify",
                            "recorded_at",
                            "occurred_on",
                            "about",
                            "state",
                            "corrections"),
                    rows));
        }

        private static @Nullable Object[] row(Entry first, Entry newest) {
            var about = first.about();
            var sighting = first.sighting();
            return new @Nullable Object[] {
                newest.id().value(),
                first.kind().name(),
                newest.isOpen(),
                newest.isRetracted(),
                newest.isToBeVerified(),
                first.corrections().recordedAt().atOffset(ZoneOffset.UTC),
                sighting == null ? null : sighting.occurredOn(),
                about == null ? null : about.value(),
                ViewJson.MAPPER.writeValueAsString(newest.state()),
                ViewJson.MAPPER.writeValueAsString(newest.corrections())
            };
        }
    }

    @Override
    public void forget(String stream) {
        sql.sql("delete from entry where stream = ?")
                .param(UUID.fromString(stream))
                .update();
    }

    @Override
    public void take(String stream, Recorded<?> recorded) {
        new Stream(UUID.fromString(stream)).take(recorded);
    }

    private final class Stream implements Entries {

        private final UUID stream;

        Stream(UUID stream) {
            this.stream = stream;
        }

        @Override
        public Optional<Entry> find(EntryId id) {
            return EntryTable.this.find(stream, id);
        }

        @Override
        public void put(Entry entry) {
            var about = entry.about();
            var sighting = entry.sighting();
            var updated = sql.sql("""
                            update entry set is_open = :open, is_retracted = :retracted, to_verify = :toVerify, state = :state,
                                corrections = :corrections
                            where stream = :stream and entry = :entry
                            """)
                    .param("open", entry.isOpen())
                    .param("retracted", entry.isRetracted())
                    .param("toVerify", entry.isToBeVerified())
                    .param("state", ViewJson.MAPPER.writeValueAsString(entry.state()))
                    .param("corrections", ViewJson.MAPPER.writeValueAsString(entry.corrections()))
                    .param("stream", stream)
                    .param("entry", entry.id().value())
                    .update();
            if (updated == 0) {
                sql.sql("""
                        insert into entry (
                            stream, entry, kind, is_open, is_retracted, to_verify, recorded_at, occurred_on, about,
                            state, corrections)
                        values (
                            :stream, :entry, :kind, :open, :retracted, :toVerify, :recordedAt, :occurredOn, :about,
                            :state, :corrections)
                        """)
                        .param("stream", stream)
                        .param("entry", entry.id().value())
                        .param("kind", entry.kind().name())
                        .param("open", entry.isOpen())
                        .param("retracted", entry.isRetracted())
                        .param("toVerify", entry.isToBeVerified())
                        .param("recordedAt", entry.corrections().recordedAt().atOffset(ZoneOffset.UTC))
                        .param("occurredOn", sighting == null ? null : sighting.occurredOn())
                        .param("about", about == null ? null : about.value())
                        .param("state", ViewJson.MAPPER.writeValueAsString(entry.state()))
                        .param("corrections", ViewJson.MAPPER.writeValueAsString(entry.corrections()))
                        .update();
            }
        }
    }

    // --- read ---------------------------------------------------------------------------------------------------

    Optional<Entry> find(UUID stream, EntryId id) {
        return sql.sql("select entry, kind, state, corrections from entry where stream = ? and entry = ?")
                .params(stream, id.value())
                .query(EntryTable::entry)
                .optional();
    }

    /** The entries of a stream on which somebody may have a move. */
    List<Entry> open(UUID stream) {
        return sql.sql(
                        "select entry, kind, state, corrections from entry where stream = ? and is_open order by recorded_at, entry")
                .param(stream)
                .query(EntryTable::entry)
                .list();
    }

    /** The entries of a stream of which something was said in somebody's name and waits for their own word. */
    List<Entry> toBeVerified(UUID stream) {
        // Both, because the index has whether an entry is open first.
        return sql.sql("""
                select entry, kind, state, corrections from (
                    select * from entry where stream = :stream and is_open and to_verify
                    union all
                    select * from entry where stream = :stream and not is_open and to_verify) both_kinds
                order by recorded_at, entry
                """).param("stream", stream).query(EntryTable::entry).list();
    }

    /** All entries of a stream, whatever became of them. */
    List<Entry> all(UUID stream) {
        return sql.sql("select entry, kind, state, corrections from entry where stream = ? order by recorded_at, entry")
                .param(stream)
                .query(EntryTable::entry)
                .list();
    }

    /** The entries of a stream recorded since an instant, whatever became of them but for those retracted. */
    List<Entry> recordedSince(UUID stream, Instant instant) {
        return sql.sql("""
                select entry, kind, state, corrections from entry
                where stream = ? and recorded_at >= ? and not is_retracted
                """)
                .params(stream, instant.atOffset(ZoneOffset.UTC))
                .query(EntryTable::entry)
                .list();
    }

    /** The ruptures of a stream, closed ones too, that occurred within a time, both days included. */
    List<Entry> rupturesBetween(UUID stream, LocalDate first, LocalDate last) {
        return sql.sql("""
                select entry, kind, state, corrections from entry
                where stream = ? and occurred_on between ? and ? and not is_retracted
                """).params(stream, first, last).query(EntryTable::entry).list();
    }

    /** The ruptures of a stream, closed ones too, about any of these entries. */
    List<Entry> rupturesAbout(UUID stream, Collection<UUID> entries) {
        return entries.isEmpty()
                ? List.of()
                // A join, because H2 looks through the whole stream for an "in" behind another column of the index.
                : sql.sql("""
                        select entry.entry, entry.kind, entry.state, entry.corrections
                        from unnest(cast(? as uuid array)) as ids(id)
                        join entry on entry.stream = ? and entry.about = ids.id
                        where not entry.is_retracted
                        """)
                        .param(new SqlArrayValue("uuid", entries.toArray()))
                        .param(stream)
                        .query(EntryTable::entry)
                        .list();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        var kind = EntryKind.valueOf(row.getString("kind"));
        return new Entry(
                new EntryId(row.getObject("entry", UUID.class)),
                ViewJson.MAPPER.readValue(row.getString("state"), kind.state()),
                ViewJson.MAPPER.readValue(row.getString("corrections"), Corrections.class));
    }
}
