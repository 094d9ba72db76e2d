package rapport.eventstore;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells whether two databases hold the same rows, in whatever order they lie. */
public final class Rows {

    private static final int BYTES = 32;

    /**
     * All rows of one table in a number: equal for the same rows, whatever their order.
     *
     * @param count how many rows there are
     * @param sum of their hashes, in hexadecimal
     */
    public record Sum(long count, String sum) {}

    private Rows() {}

    /** Every table of a database, by name. */
    public static Map<String, Sum> digest(Connection connection) throws SQLException {
        var sums = new TreeMap<String, Sum>();
        try (var tables = connection.createStatement();
                var names = tables.executeQuery("select table_schema, table_name from information_schema.tables"
                        + " where table_type = 'BASE TABLE' and upper(table_schema) <> 'INFORMATION_SCHEMA'"
                        + " and lower(table_schema) <> 'pg_catalog'")) {
            while (names.next()) {
                var table = quoted(names.getString(1)) + "." + quoted(names.getString(2));
                sums.put(table, digest(connection, "select * from " + table));
            }
        }
        return sums;
    }

    /** The rows that a query answers with. */
    public static Sum digest(Connection connection, String query, @Nullable Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            for (var at = 0; at < parameters.length; at++) {
                statement.setObject(at + 1, parameters[at]);
            }
            try (var rows = statement.executeQuery()) {
                return sum(rows);
            }
        }
    }

    private static Sum sum(ResultSet rows) throws SQLException {
        var columns = rows.getMetaData();
        var total = BigInteger.ZERO;
        long count = 0;
        while (rows.next()) {
            var bytes = new ByteArrayOutputStream();
            var row = new DataOutputStream(bytes);
            try {
                for (var column = 1; column <= columns.getColumnCount(); column++) {
                    write(row, value(rows, column, columns.getColumnType(column)));
                }
            } catch (IOException e) {
                throw new IllegalStateException("memory takes everything", e);
            }
            total = total.add(new BigInteger(1, hash(bytes.toByteArray())));
            count++;
        }
        return new Sum(count, total.mod(BigInteger.TWO.pow(8 * BYTES)).toString(16));
    }

    private static byte @Nullable [] value(ResultSet rows, int column, int type) throws SQLException {
        return switch (type) {
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> rows.getBytes(column);
            default -> bytes(rows.getString(column));
        };
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(DataOutputStream row, byte @Nullable [] value) throws IOException {
        row.writeInt(value == null ? -1 : value.length);
        if (value != null) {
            row.write(value);
        }
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
