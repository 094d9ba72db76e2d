package rapport;

import java.util.UUID;
import org.axonframework.config.DefaultConfigurer;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;

/**
 * Loads, on the second core, the classes that will be needed a second later, while Spring still reads its configuration
 * on the first: takes a good second off the start. Nothing depends on it, and what it makes is thrown away.
 */
final class Warmup {

    private Warmup() {}

    static void start() {
        Thread.ofPlatform().daemon().name("warm-up").start(() -> {
            try {
                migrateNothing();
                DefaultConfigurer.defaultConfiguration(false).buildConfiguration();
            } catch (RuntimeException _) {
                // Whatever is wrong will show itself, with a sentence, when it is done in earnest.
            }
        });
    }

    private static void migrateNothing() {
        var nowhere = new JdbcDataSource();
        nowhere.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        Flyway.configure()
                .dataSource(nowhere)
                .locations("classpath:db/vault")
                .load()
                .migrate();
    }
}
