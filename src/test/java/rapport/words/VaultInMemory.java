package rapport.words;

import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.eventstore.Pool;
import rapport.shared.Home;

/** A vault as the application has it, on a database of the test's. */
public final class VaultInMemory {

    private VaultInMemory() {}

    public static Vault on(Pool pool, Path directory) {
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/vault")
                .load()
                .migrate();
        var master = MasterKey.find(Home.at(directory), null, null, false);
        return new Vault(master, new KeyTable(JdbcClient.create(pool), pool::flush));
    }
}
