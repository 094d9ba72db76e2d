package rapport.eventstore;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;

/** Finds what rows of a stream a table lacks, holds otherwise, or holds too much, so that only those are written. */
final class Filling {

    private static final int PAGE = 1_000;

    /** So many rows are inserted by one statement where there are as many: a statement costs about as much as a row. */
    private static final int[] TOGETHER = {100, 10};

    private static final String INSERT = "insert into ";
    private static final String VALUES = " values ";

    private final JdbcTemplate jdbc;

    Filling(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** One row to be written, and by which statement. */
    record Change(String statement, @Nullable Object[] values) {}

    /** What has to be written so that all tables of a draft hold what they must. */
    List<Change> changes(UUID stream, Draft draft) {
        return draft.tables().stream()
                .flatMap(table -> changes(stream, table).stream())
                .toList();
    }

    /** What has to be written so that a table holds what it must. */
    List<Change> changes(UUID stream, Draft.Filled wanted) {
        var held = held(stream, wanted);
        var keyed = wanted.key() != null;
        var changes = new ArrayList<Change>();
        var insert = insert(wanted);
        var update = update(wanted);
        for (var row : wanted.rows()) {
            var before = held.remove(keyed ? known(row[0]) : null);
            if (before == null) {
                changes.add(new Change(insert, withStream(stream, row)));
            } else if (!before.equals(known(row))) {
                changes.add(new Change(update, streamLast(stream, row, keyed)));
            }
        }
        var delete = "delete from " + wanted.table() + " where " + where(wanted);
        for (var key : held.keySet()) {
            changes.add(new Change(delete, keyed ? new @Nullable Object[] {stream, key} : new Object[] {stream}));
        }
        return changes;
    }

    /** Writes them, in the transaction that there is. */
    void write(List<Change> changes) {
        var byStatement = new LinkedHashMap<String, List<Change>>();
        for (var change : changes) {
            byStatement
                    .computeIfAbsent(change.statement(), _ -> new ArrayList<>())
                    .add(change);
        }
        byStatement.forEach((statement, rows) -> {
            var from = 0;
            if (statement.startsWith(INSERT)) {
                for (var together : TOGETHER) {
                    var to = rows.size() - (rows.size() - from) % together;
                    if (to > from) {
                        write(ofRows(together, statement), together, rows.subList(from, to));
                        from = to;
                    }
                }
            }
            if (from < rows.size()) {
                write(statement, 1, rows.subList(from, rows.size()));
            }
        });
    }

    private static String ofRows(int together, String insert) {
        return insert + (", " + insert.substring(insert.indexOf(VALUES) + VALUES.length())).repeat(together - 1);
    }

    private void write(String statement, int together, List<Change> rows) {
        jdbc.batchUpdate(statement, new BatchPreparedStatementSetter() {
            @Override
            public void setValues(PreparedStatement prepared, int at) throws SQLException {
                var parameter = 1;
                for (var row : rows.subList(at * together, (at + 1) * together)) {
                    for (var value : row.values()) {
                        prepared.setObject(parameter++, value);
                    }
                }
            }

            @Override
            public int getBatchSize() {
                return rows.size() / together;
            }
        });
    }

    // A page at a time: as long as a connection is in use, nothing can be written to an H2 file.
    private Map<@Nullable Object, List<@Nullable Object>> held(UUID stream, Draft.Filled wanted) {
        var held = new HashMap<@Nullable Object, List<@Nullable Object>>();
        var key = wanted.key();
        if (key == null) {
            read(held, select(wanted) + " where " + wanted.streamColumn() + " = ?", false, stream);
            return held;
        }
        var first = select(wanted) + " where " + wanted.streamColumn() + " = ? order by " + key + " limit " + PAGE;
        var next = select(wanted) + " where " + wanted.streamColumn() + " = ? and " + key + " > ? order by " + key
                + " limit " + PAGE;
        var page = read(held, first, true, stream);
        while (page.count == PAGE) {
            page = read(held, next, true, stream, page.last);
        }
        return held;
    }

    private record Page(int count, @Nullable Object last) {}

    private Page read(
            Map<@Nullable Object, List<@Nullable Object>> held,
            String query,
            boolean keyed,
            @Nullable Object... parameters) {
        var rows = new ArrayList<List<@Nullable Object>>();
        PreparedStatementSetter setter = statement -> {
            for (var at = 0; at < parameters.length; at++) {
                statement.setObject(at + 1, parameters[at]);
            }
        };
        jdbc.query(query, setter, (ResultSet row) -> {
            rows.add(values(row));
        });
        for (var row : rows) {
            held.put(keyed ? row.getFirst() : null, row);
        }
        return new Page(
                rows.size(), rows.isEmpty() || !keyed ? null : rows.getLast().getFirst());
    }

    private static List<@Nullable Object> values(ResultSet row) throws SQLException {
        var count = row.getMetaData().getColumnCount();
        var values = new ArrayList<@Nullable Object>(count);
        for (var at = 1; at <= count; at++) {
            values.add(known(row.getObject(at)));
        }
        return values;
    }

    private static List<@Nullable Object> known(@Nullable Object[] row) {
        var values = new ArrayList<@Nullable Object>(row.length);
        for (var value : row) {
            values.add(known(value));
        }
        return values;
    }

    // Drivers answer with types of their own, and a database keeps microseconds.
    private static @Nullable Object known(@Nullable Object value) {
        return switch (value) {
            case byte[] bytes -> ByteBuffer.wrap(bytes);
            case java.sql.Date day -> day.toLocalDate();
            case Timestamp at -> rounded(at.toInstant());
            case OffsetDateTime at -> rounded(at.toInstant());
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case BigDecimal number -> number.longValueExact();
            case null -> null;
            default -> value;
        };
    }

    private static Instant rounded(Instant at) {
        return at.plusNanos(500).truncatedTo(ChronoUnit.MICROS);
    }

    private static String columns(Draft.Filled wanted) {
        var columns = String.join(", ", wanted.columns());
        var key = wanted.key();
        return key == null ? columns : columns.isEmpty() ? key : key + ", " + columns;
    }

    private static String select(Draft.Filled wanted) {
        return "select " + columns(wanted) + " from " + wanted.table();
    }

    private static String insert(Draft.Filled wanted) {
        var count = 1 + wanted.columns().size() + (wanted.key() == null ? 0 : 1);
        return INSERT + wanted.table() + " (" + wanted.streamColumn() + ", " + columns(wanted) + ")" + VALUES + "("
                + String.join(", ", Collections.nCopies(count, "?")) + ")";
    }

    private static String update(Draft.Filled wanted) {
        return "update " + wanted.table() + " set " + String.join(" = ?, ", wanted.columns()) + " = ? where "
                + where(wanted);
    }

    private static String where(Draft.Filled wanted) {
        var key = wanted.key();
        return wanted.streamColumn() + " = ?" + (key == null ? "" : " and " + key + " = ?");
    }

    private static @Nullable Object[] withStream(UUID stream, @Nullable Object[] row) {
        var values = new @Nullable Object[row.length + 1];
        values[0] = stream;
        System.arraycopy(row, 0, values, 1, row.length);
        return values;
    }

    private static @Nullable Object[] streamLast(UUID stream, @Nullable Object[] row, boolean keyed) {
        if (!keyed) {
            var values = new @Nullable Object[row.length + 1];
            System.arraycopy(row, 0, values, 0, row.length);
            values[row.length] = stream;
            return values;
        }
        var values = new @Nullable Object[row.length + 1];
        System.arraycopy(row, 1, values, 0, row.length - 1);
        values[row.length - 1] = stream;
        values[row.length] = row[0];
        return values;
    }
}
