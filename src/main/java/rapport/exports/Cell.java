package rapport.exports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a column can hold, in the database and on a line of an export: the same whichever database it is. */
enum Cell {
    BYTES(Types.VARBINARY) {
        @Override
        @Nullable
        Object read(ResultSet row, int column) throws SQLException {
            var bytes = row.getBytes(column);
            return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
        }

        @Override
        Object parse(JsonNode value) {
            return Base64.getDecoder().decode(text(value));
        }
    },
    TEXT(Types.VARCHAR) {
        @Override
        @Nullable
        Object read(ResultSet row, int column) throws SQLException {
            return row.getString(column);
        }

        @Override
        Object parse(JsonNode value) {
            return text(value);
        }
    },
    ID(Types.OTHER) {
        @Override
        @Nullable
        Object read(ResultSet row, int column) throws SQLException {
            return row.getObject(column, UUID.class);
        }

        @Override
        Object parse(JsonNode value) {
            return UUID.fromString(text(value));
        }
    },
    NUMBER(Types.BIGINT) {
        @Override
        @Nullable
        Object read(ResultSet row, int column) throws SQLException {
            var number = row.getLong(column);
            return row.wasNull() ? null : number;
        }

        @Override
        Object parse(JsonNode value) {
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw new IllegalArgumentException("no number");
            }
            return value.asLong();
        }
    },
    FLAG(Types.BOOLEAN) {
        @Override
        @Nullable
        Object read(ResultSet row, int column) throws SQLException {
            var flag = row.getBoolean(column);
            return row.wasNull() ? null : flag;
        }

        @Override
        Object parse(JsonNode value) {
            if (!value.isBoolean()) {
                throw new IllegalArgumentException("no flag");
            }
            return value.asBoolean();
        }
    },
    INSTANT(Types.TIMESTAMP_WITH_TIMEZONE) {
        @Override
        @Nullable
        Object read(ResultSet row, int column) throws SQLException {
            var at = row.getObject(column, OffsetDateTime.class);
            return at == null ? null : at.toInstant().toString();
        }

        @Override
        Object parse(JsonNode value) {
            return java.time.Instant.parse(text(value)).atOffset(ZoneOffset.UTC);
        }
    },
    LOCAL(Types.TIMESTAMP) {
        @Override
        @Nullable
        Object read(ResultSet row, int column) throws SQLException {
            var at = row.getObject(column, LocalDateTime.class);
            return at == null ? null : at.toString();
        }

        @Override
        Object parse(JsonNode value) {
            return LocalDateTime.parse(text(value));
        }
    },
    DAY(Types.DATE) {
        @Override
        @Nullable
        Object read(ResultSet row, int column) throws SQLException {
            var day = row.getObject(column, LocalDate.class);
            return day == null ? null : day.toString();
        }

        @Override
        Object parse(JsonNode value) {
            return LocalDate.parse(text(value));
        }
    },
    TIME(Types.TIME) {
        @Override
        @Nullable
        Object read(ResultSet row, int column) throws SQLException {
            var time = row.getObject(column, LocalTime.class);
            return time == null ? null : time.toString();
        }

        @Override
        Object parse(JsonNode value) {
            return LocalTime.parse(text(value));
        }
    };

    private final int type;

    Cell(int type) {
        this.type = type;
    }

    /** The type by which a null is given to a database. */
    int type() {
        return type;
    }

    /** As it stands on a line; null for nothing. */
    abstract @Nullable Object read(ResultSet row, int column) throws SQLException;

    /**
     * As the database takes it.
     *
     * @throws IllegalArgumentException if it is no such value
     * @throws DateTimeException likewise
     */
    abstract Object parse(JsonNode value);

    private static String text(JsonNode value) {
        if (!value.isString()) {
            throw new IllegalArgumentException("no text");
        }
        return value.asString();
    }

    /** What a database calls a type, whichever it is. */
    static Cell of(String typeName) {
        var name = typeName.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "bytea", "binary varying", "varbinary" -> BYTES;
            case "character varying", "varchar", "character", "char", "bpchar", "text" -> TEXT;
            case "uuid" -> ID;
            case "bigint", "int8", "bigserial", "integer", "int4", "int", "serial" -> NUMBER;
            case "boolean", "bool" -> FLAG;
            case "timestamp with time zone", "timestamptz" -> INSTANT;
            case "timestamp" -> LOCAL;
            case "date" -> DAY;
            case "time" -> TIME;
            default -> throw new IllegalStateException("no way to take along a column of the type " + name);
        };
    }
}
