package rapport.exports;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rapport.exports.Tables.Table;

/**
 * The columns of one table, in their order, as the database has them.
 *
 * @param isByLocale true if the database may put texts in the order of some language, and has to be told not to
 */
record Columns(Table table, Map<String, Cell> cells, boolean isByLocale) {

    static Columns of(Connection connection, Table table) throws SQLException {
        try (var statement = connection.createStatement();
                var none = statement.executeQuery("select * from " + table.name() + " where 1 = 0")) {
            var cells = new LinkedHashMap<String, Cell>();
            var described = none.getMetaData();
            for (var column = 1; column <= described.getColumnCount(); column++) {
                cells.put(
                        described.getColumnName(column).toLowerCase(Locale.ROOT),
                        Cell.of(described.getColumnTypeName(column)));
            }
            return new Columns(
                    table,
                    cells,
                    connection.getMetaData().getDatabaseProductName().equals("PostgreSQL"));
        }
    }

    /** Reads all rows in the order of their key, some at a time. */
    void forEach(Connection connection, Row each) throws SQLException {
        List<Object> after = List.of();
        do {
            after = page(connection, after, each);
        } while (!after.isEmpty());
    }

    /** Takes in one row. */
    interface Row {
        void take(Map<String, @Nullable Object> values);
    }

    private static final int PAGE = 500;

    // Page by page: what a query answers with lies in memory as a whole otherwise.
    private List<Object> page(Connection connection, List<Object> after, Row each) throws SQLException {
        var key = String.join(", ", table.key().stream().map(this::byCodePoint).toList());
        var query = "select * from " + table.name()
                + (after.isEmpty()
                        ? ""
                        : " where (" + key + ") > ("
                                + String.join(", ", after.stream().map(_ -> "?").toList()) + ")")
                + " order by " + key + " limit " + PAGE;
        try (var statement = connection.prepareStatement(query)) {
            for (var index = 0; index < after.size(); index++) {
                statement.setObject(index + 1, after.get(index));
            }
            try (var rows = statement.executeQuery()) {
                return take(rows, each);
            }
        }
    }

    // In whatever database: two exports of the same are the same bytes.
    private String byCodePoint(String column) {
        return isByLocale && cells.get(column) == Cell.TEXT ? column + " collate \"C\"" : column;
    }

    private List<Object> take(ResultSet rows, Row each) throws SQLException {
        var count = 0;
        var last = new ArrayList<Object>();
        while (rows.next()) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            var column = 0;
            for (var cell : cells.entrySet()) {
                column++;
                values.put(cell.getKey(), cell.getValue().read(rows, column));
            }
            count++;
            if (count == PAGE) {
                for (var key : table.key()) {
                    last.add(rows.getObject(key));
                }
            }
            each.take(values);
        }
        return last;
    }

    String insert() {
        return "insert into " + table.name() + " (" + String.join(", ", cells.keySet()) + ") values ("
                + String.join(", ", cells.keySet().stream().map(_ -> "?").toList()) + ")";
    }
}
