package rapport.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.IdentifierFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows that one act has left in the database, the event's and those of the read models, to be inserted again by plain JDBC
 * under other ids: the same bytes, and nothing decided.
 */
final class SameRows {

    private record Insert(String statement, List<String> columns, List<@Nullable Object> values) {}

    private final List<Insert> inserts = new ArrayList<>();
    private final UUID relationship;
    private final UUID entry;
    private final AtomicLong sequence = new AtomicLong(1_000_000);

    /** @param entry what the act created */
    SameRows(JdbcClient sql, UUID relationship, UUID entry, long place) {
        this.relationship = relationship;
        this.entry = entry;
        add(
                sql,
                "domain_event",
                "aggregate_identifier = '" + relationship + "' and sequence_number = " + place,
                Set.of("GLOBAL_INDEX"));
        var columns = sql.sql(
                        "select table_name, column_name from information_schema.columns where table_schema = 'PUBLIC'"
                                + " and data_type = 'UUID' and lower(table_name) not in ('domain_event', 'snapshot_event')")
                .query((row, _) -> List.of(row.getString(1), row.getString(2)))
                .list();
        for (var column : columns) {
            add(sql, column.getFirst(), column.getLast() + " = '" + entry + "'", Set.of());
        }
    }

    private void add(JdbcClient sql, String table, String which, Set<String> without) {
        sql.sql("select * from " + table + " where " + which)
                .query((row, _) -> {
                    var names = new ArrayList<String>();
                    var values = new ArrayList<@Nullable Object>();
                    var columns = row.getMetaData();
                    for (var i = 1; i <= columns.getColumnCount(); i++) {
                        if (!without.contains(columns.getColumnName(i))) {
                            names.add(columns.getColumnName(i));
                            values.add(row.getObject(i));
                        }
                    }
                    return new Insert(
                            "insert into " + table + " (" + String.join(", ", names) + ") values ("
                                    + String.join(
                                            ", ", names.stream().map(_ -> "?").toList()) + ")",
                            names,
                            values);
                })
                .list()
                .forEach(inserts::add);
    }

    int rows() {
        return inserts.size();
    }

    /** Within a transaction of the caller's, for a relationship of the caller's. */
    void insert(JdbcClient sql, UUID stream) {
        insert(sql, stream, inserts);
    }

    /** The event's row alone. */
    void insertEvent(JdbcClient sql, UUID stream) {
        insert(sql, stream, inserts.subList(0, 1));
    }

    private void insert(JdbcClient sql, UUID stream, List<Insert> these) {
        var other = UUID.randomUUID();
        var place = sequence.incrementAndGet();
        for (var insert : these) {
            var values = new ArrayList<@Nullable Object>(insert.values().size());
            for (var i = 0; i < insert.values().size(); i++) {
                var value = insert.values().get(i);
                values.add(
                        switch (insert.columns().get(i)) {
                            case "EVENT_IDENTIFIER" ->
                                IdentifierFactory.getInstance().generateIdentifier();
                            case "AGGREGATE_IDENTIFIER" -> stream.toString();
                            case "SEQUENCE", "SEQUENCE_NUMBER", "MADE_SEQUENCE" -> place;
                            default ->
                                Objects.equals(value, entry)
                                        ? other
                                        : Objects.equals(value, relationship) ? stream : value;
                        });
            }
            sql.sql(insert.statement()).params(values).update();
        }
    }
}
