package rapport;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import rapport.eventstore.Databases;
import rapport.eventstore.H2Pool;
import rapport.words.Vault;

/** Opens the history, but only behind an open vault: without its keys nothing in it could be read. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    private static final int CONNECTIONS = 16;

    @Bean
    H2Pool dataSource(Databases databases, Vault vault) {
        return databases.open("rapport", CONNECTIONS);
    }
}
