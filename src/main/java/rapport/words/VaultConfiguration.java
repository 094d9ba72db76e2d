package rapport.words;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.eventstore.Databases;
import rapport.eventstore.H2Pool;
import rapport.shared.CannotStart;
import rapport.shared.Home;

/**
 * Opens the vault. Its database stays its own: it is no {@code DataSource} bean, so nothing else can reach it by
 * accident.
 */
@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    @Bean(destroyMethod = "close")
    VaultDatabase vaultDatabase(Home home, Databases databases, Environment environment) {
        var hasVault = databases.exists("vault");
        var hasHistory = databases.exists("rapport");
        if (hasHistory && !hasVault) {
            throw new CannotStart(
                    "The keys are missing: there is a history in " + home.directory()
                            + ", but no file vault.mv.db beside it.",
                    "Put vault.mv.db back from your backup; without it no words can be read.");
        }
        var master = MasterKey.find(
                home,
                Optional.ofNullable(environment.getProperty("RAPPORT_MASTER_KEY"))
                        .filter(key -> !key.isBlank())
                        .orElse(null),
                Optional.ofNullable(environment.getProperty("RAPPORT_MASTER_KEY_FILE"))
                        .filter(file -> !file.isBlank())
                        .map(Path::of)
                        .orElse(null),
                hasVault || hasHistory);
        var source = databases.open("vault", 2);
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/vault")
                .load()
                .migrate();
        return new VaultDatabase(source, master);
    }

    @Bean
    VaultFile vaultFile(VaultDatabase database, Environment environment) {
        return new VaultFile(
                database.source(),
                Stream.of("RAPPORT_MASTER_KEY", "RAPPORT_MASTER_KEY_FILE")
                        .allMatch(elsewhere ->
                                environment.getProperty(elsewhere, "").isBlank()));
    }

    @Bean
    Vault vault(VaultDatabase database) {
        var sql = JdbcClient.create(database.source());
        return new Vault(database.master(), new KeyTable(sql, database.source()::flush));
    }

    record VaultDatabase(H2Pool source, MasterKey master) implements AutoCloseable {
        @Override
        public void close() {
            source.close();
        }
    }
}
