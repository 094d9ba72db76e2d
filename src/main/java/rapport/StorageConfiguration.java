package rapport;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import rapport.eventstore.Databases;
import rapport.eventstore.Pool;
import rapport.shared.CannotStart;
import rapport.words.Vault;

/** Opens the history, but only behind an open vault: without its keys nothing in it could be read. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    private static final String CONNECTIONS = "rapport.database.connections";
    private static final String USUAL = "16";

    /** Fewer, and a request that needs a second one while it holds the first may wait for itself. */
    private static final int FEWEST = 4;

    private static final int MOST = 500;

    @Bean
    Pool dataSource(Databases databases, Vault vault, Environment environment) {
        return databases.open("rapport", connections(environment.getProperty(CONNECTIONS, USUAL)));
    }

    private static int connections(String set) {
        try {
            var number = Integer.parseInt(set.strip());
            if (number >= FEWEST && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new CannotStart(
                "The setting " + CONNECTIONS + " is not a number from " + FEWEST + " to " + MOST + ".",
                "It says how many connections this process may hold at once; without it, " + USUAL + ".");
    }
}
