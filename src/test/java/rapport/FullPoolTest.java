package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import rapport.eventstore.Pool;

/** All connections for acts, or all for pages, are in use, and nobody gives one back. */
class FullPoolTest extends ServedTest {

    @Autowired
    private Pool pool;

    @Test
    void whoever_comes_is_told_so_and_nothing_is_recorded_and_all_goes_on_once_there_is_one() throws SQLException {
        var ada = somebody("Ada");
        var grace = somebody("Grace");
        var relationship = relationship(ada, grace);
        join(grace, relationship);
        var path = "/api/relationships/" + relationship + "/commitments";
        var promise = Map.of(
                "promisor", "REPORT",
                "text", "the figures",
                "dueOn", LocalDate.now(ZoneOffset.UTC).plusDays(7).toString());
        var page = signedIn(ada);
        var csrf = page.csrf();
        var events = events();
        assertThat(((HikariDataSource) pool).getConnectionTimeout()).isLessThanOrEqualTo(5_000);
        var taken = new ArrayList<Connection>();
        try {
            for (var at = ((HikariDataSource) pool).getMaximumPoolSize(); at > 0; at--) {
                var connection = pool.getConnection();
                taken.add(connection);
                connection.setAutoCommit(false);
            }
            var answer = api(ada).post(path, promise).expect(503);
            assertThat(answer.contentType()).startsWith("application/problem+json");
            assertThat(answer.field("detail"))
                    .isEqualTo("Rapport has more to do right now than it can. Nothing was recorded; "
                            + "try again in a moment.");
            var form = page.post(
                    "/relationships/" + relationship + "/end",
                    Map.of("_csrf", csrf, "reason", "we do not work together any more", "endedOn", "2030-01-01"));
            assertThat(form.status()).as(form.text()).isEqualTo(503);
            assertThat(form.header("Retry-After")).hasValue("5");
            assertThat(form.body()).contains("Nothing was recorded");
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
        assertThat(events()).isEqualTo(events);
        api(ada).post(path, promise).expect(201);
        assertThat(page.get("/relationships/" + relationship).status()).isEqualTo(200);
    }

    @Test
    void whoever_opens_a_page_is_told_so_where_all_connections_answer_others() throws SQLException {
        var page = signedIn(somebody("Grace"));
        var taken = new ArrayList<Connection>();
        try {
            for (var at = ((HikariDataSource) pool).getMaximumPoolSize(); at > 0; at--) {
                var connection = pool.getConnection();
                taken.add(connection);
                connection.prepareStatement("select 1");
            }
            var today = page.get("/");
            assertThat(today.status()).as(today.text()).isEqualTo(503);
            assertThat(today.header("Retry-After")).hasValue("5");
            assertThat(today.body()).contains("more to do right now than it can");
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
        assertThat(page.get("/").status()).isEqualTo(200);
    }
}
