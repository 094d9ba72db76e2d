package rapport.words;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.eventstore.Databases;
import rapport.eventstore.Pool;
import rapport.shared.CannotStart;
import rapport.shared.Home;
import rapport.shared.Traced;

/**
 * Opens the vault. Its database stays its own: it is no {@code DataSource} bean, so nothing else can reach it by
 * accident.
 */
@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    @Bean(destroyMethod = "close")
    VaultDatabase vaultDatabase(
            Home home, Databases databases, Environment environment, ObjectProvider<BeforeVaultUpgrade> before) {
        // In this order: another process may be making both, and makes the vault first.
        var hasHistory = databases.exists("rapport");
        var hasVault = databases.exists("vault");
        if (hasHistory && !hasVault) {
            if (databases.areShared()) {
                throw new CannotStart(
                        "The keys are missing: there is a history in the database, but no schema with its keys.",
                        "Look at the settings rapport.vault.…, or put the schema back from your backup; without it no "
                                + "words can be read.");
            }
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
        try {
            bringUpToDate(source, environment, before);
            return new VaultDatabase(source, master);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private static void bringUpToDate(Pool source, Environment environment, ObjectProvider<BeforeVaultUpgrade> before) {
        var flyway = Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/vault")
                .load();
        if (Stream.of(flyway.info().all())
                .anyMatch(migration -> List.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED)
                        .contains(migration.getState()))) {
            throw new CannotStart(
                    "A newer version of Rapport has changed these keys already.",
                    "Start the newer one again; or stop using it and go back with rapport restore and the backup that it "
                            + "made before, which lies among the other backups.");
        }
        if (flyway.info().applied().length > 0 && flyway.info().pending().length > 0) {
            source.refuseOtherVersions();
            before.ifAvailable(precaution -> precaution.run(fileOf(source, environment)));
        }
        try {
            flyway.migrate();
        } catch (RuntimeException e) {
            // Without its message, which can quote what lies in the tables.
            throw new CannotStart(
                    "The keys' tables could not be brought up to date.",
                    "Start the version that you had before; if it cannot either, restore the newest backup.",
                    new Traced(e));
        }
    }

    @Bean
    VaultFile vaultFile(VaultDatabase database, Environment environment) {
        return fileOf(database.source(), environment);
    }

    private static VaultFile fileOf(Pool source, Environment environment) {
        return new VaultFile(
                source,
                Stream.of("RAPPORT_MASTER_KEY", "RAPPORT_MASTER_KEY_FILE")
                        .allMatch(elsewhere ->
                                environment.getProperty(elsewhere, "").isBlank()));
    }

    @Bean
    Vault vault(VaultDatabase database) {
        var sql = JdbcClient.create(database.source());
        return new Vault(database.master(), new KeyTable(sql, database.source()::flush));
    }

    @Bean
    WrappedKeys wrappedKeys(VaultDatabase database, VaultFile file, Home home, Vault afterItsCheck) {
        return new WrappedKeys(
                database.source(),
                home,
                database.master().key().getEncoded(),
                file.masterKeyFile().isPresent());
    }

    record VaultDatabase(Pool source, MasterKey master) implements AutoCloseable {
        @Override
        public void close() {
            source.close();
        }
    }
}
