package rapport.notebooks;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Notebooks as far as it takes to find them. */
public final class ReadOnlyNotebooks {

    private ReadOnlyNotebooks() {}

    @SuppressWarnings("NullAway") // what writing takes is not there
    public static Notebooks in(JdbcClient sql) {
        return new Notebooks(null, sql, null, null, null, Clock.systemUTC());
    }
}
