package rapport.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows are written so many at once that the last ones could be forgotten, or be written twice. */
class FillingTest {

    private static final int[] COUNTS = {0, 1, 9, 10, 11, 99, 100, 101, 110, 111, 237, 1_000};

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void a_table_holds_what_it_must_however_many_rows_that_are(Database database) {
        var jdbc = new JdbcTemplate(database.open(directory));
        jdbc.execute("create table shelf (stream uuid not null, number bigint not null, word varchar(20), on_day date,"
                + " primary key (stream, number))");
        var filling = new Filling(jdbc);
        var other = UUID.randomUUID();
        filling.write(filling.changes(other, shelf(rows(5, "other"))));
        for (var count : COUNTS) {
            var stream = UUID.randomUUID();

            filling.write(filling.changes(stream, shelf(rows(count, "first"))));
            assertHolds(jdbc, stream, count, "first");
            assertThat(filling.changes(stream, shelf(rows(count, "first")))).isEmpty();

            filling.write(filling.changes(stream, shelf(rows(count, "then"))));
            assertHolds(jdbc, stream, count, "then");

            filling.write(filling.changes(stream, shelf(rows(count / 2, "then"))));
            assertHolds(jdbc, stream, count / 2, "then");

            filling.write(filling.changes(stream, shelf(rows(count, "then"))));
            assertHolds(jdbc, stream, count, "then");
        }
        assertHolds(jdbc, other, 5, "other");
    }

    private static void assertHolds(JdbcTemplate jdbc, UUID stream, int count, String word) {
        var expected = new ArrayList<String>();
        for (var row : rows(count, word)) {
            expected.add(row[0] + " " + row[1] + " " + row[2]);
        }
        assertThat(jdbc.query(
                        "select number, word, on_day from shelf where stream = ? order by number",
                        (row, _) -> row.getLong(1) + " " + row.getString(2) + " " + row.getObject(3, LocalDate.class),
                        stream))
                .isEqualTo(expected);
    }

    private static Draft.Filled shelf(List<@Nullable Object[]> rows) {
        return new Draft.Filled("shelf", "stream", "number", List.of("word", "on_day"), rows);
    }

    private static List<@Nullable Object[]> rows(int count, String word) {
        var rows = new ArrayList<@Nullable Object[]>();
        for (var number = 0L; number < count; number++) {
            var onDay = number % 3 == 0 ? null : LocalDate.of(2026, 3, 2).plusDays(number);
            rows.add(new @Nullable Object[] {number, word + number, onDay});
        }
        return rows;
    }
}
