package rapport.backups;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.eventstore.Databases;
import rapport.eventstore.Durability;
import rapport.eventstore.Pool;
import rapport.eventstore.ReadModels;
import rapport.eventstore.StoredTypes;
import rapport.nodes.Nodes;
import rapport.seals.Checks;
import rapport.seals.Seals;
import rapport.shared.CannotStart;
import rapport.shared.Home;
import rapport.tools.Elsewhere;
import rapport.tools.Erased;
import rapport.tools.Head;
import rapport.tools.KeyCopies;
import rapport.tools.Tool;
import rapport.words.BeforeVaultUpgrade;
import rapport.words.Vault;
import rapport.words.VaultFile;

/** Backups, what is done with them, and the tools that look after the data. */
@Configuration(proxyBeanMethods = false)
class BackupsConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(BackupsConfiguration.class);

    @Bean
    BackupSettings backupSettings(Environment environment, Home home) {
        return BackupSettings.in(environment, home.directory());
    }

    /** Has its own way to the tables: it is needed before they are up to date. */
    @Bean
    Backups backups(
            Pool history,
            VaultFile vault,
            Home home,
            Clock clock,
            BackupSettings settings,
            Environment environment,
            ObjectProvider<Head> head) {
        return new Backups(
                history,
                vault,
                home,
                clock,
                settings,
                environment.getProperty("rapport.version", ""),
                () -> Optional.ofNullable(head.getIfAvailable()).flatMap(Head::text));
    }

    @Bean
    Trial trial(Environment environment) {
        var isCopy = environment.getProperty("rapport.scratch", Boolean.class, false);
        return new Trial(isCopy, new AtomicBoolean(isCopy));
    }

    /**
     * Whether what this version has to change was tried on a copy, once for all that there is to change.
     *
     * @param isCopy true where what is open is one itself
     */
    record Trial(boolean isCopy, AtomicBoolean done) {}

    @Bean
    Upgrades upgrades(Backups backups, Home home, ObjectProvider<Elsewhere> elsewhere, Trial trial) {
        if (!trial.isCopy()) {
            Rehearsals.removeLeft(home);
        }
        return new Upgrades(backups, home, elsewhere::getObject, trial.done());
    }

    /**
     * The vault is opened before all else, so the history is opened for this alone, and closed again: a backup from
     * before has to hold the vault as the version before knows it.
     */
    @Bean
    BeforeVaultUpgrade beforeVaultUpgrade(
            Databases databases,
            Home home,
            Clock clock,
            BackupSettings settings,
            Environment environment,
            ObjectProvider<Elsewhere> elsewhere,
            Trial trial) {
        return vault -> {
            if (!databases.exists("rapport")) {
                return;
            }
            try (var history = databases.open("rapport", 2)) {
                var backups = new Backups(
                        history,
                        vault,
                        home,
                        clock,
                        settings,
                        environment.getProperty("rapport.version", ""),
                        Optional::empty);
                new Upgrades(backups, home, elsewhere::getObject, trial.done()).run();
            }
        };
    }

    @Bean
    FlywayMigrationStrategy migrateOnACopyFirst(Upgrades upgrades) {
        return upgrades::migrate;
    }

    @Bean
    Rehearsals rehearsals(
            Pool history, Vault vault, Home home, Elsewhere elsewhere, Clock clock, BackupSettings settings) {
        return new Rehearsals(history, vault, home, elsewhere, clock, settings);
    }

    @Bean
    Schedule backupSchedule(Backups backups, Rehearsals rehearsals, Clock clock) {
        return new Schedule(backups, rehearsals, clock);
    }

    @Bean
    ViewKeeping viewKeeping(ReadModels readModels, Durability durability, Nodes nodes) {
        return new ViewKeeping(readModels, durability, nodes);
    }

    @Bean
    Tool deadLettersTool(ReadModels readModels, Durability durability) {
        return new DeadLettersTool(readModels, durability);
    }

    @Bean
    Doctor doctor(
            Home home,
            Vault vault,
            Pool history,
            JdbcClient sql,
            ReadModels readModels,
            StoredTypes types,
            Clock clock,
            BackupSettings settings,
            ObjectProvider<Erased> erased,
            Seals seals,
            Checks checks) {
        return new Doctor(home, vault, history, sql, readModels, types, clock, settings, erased, seals, checks);
    }

    @Bean
    KeyCopies keyCopies(Backups backups, Rehearsals rehearsals, Doctor doctor, Home home) {
        return new KeptKeys(backups, rehearsals, doctor, home);
    }

    @Bean
    Tool backupTool(Backups backups) {
        return new BackupTool(backups);
    }

    @Bean
    Tool restoreTool(Elsewhere elsewhere, Clock clock, Home home, Pool history) {
        return new RestoreTool(new Restorer(elsewhere, clock), home.directory(), true, history.isShared());
    }

    @Bean
    Tool rehearseTool(Rehearsals rehearsals, Pool history) {
        return new RehearseTool(rehearsals, history.isShared());
    }

    @Bean
    Tool doctorTool(Doctor doctor) {
        return new DoctorTool(doctor);
    }

    @Bean
    Tool rebuildTool(ReadModels readModels, Durability durability) {
        return new RebuildTool(readModels, durability);
    }

    @Bean
    Tool compactTool(Pool history, VaultFile vault, Environment environment) {
        return new CompactTool(history, vault, environment.getProperty("rapport.served", Boolean.class, true));
    }

    /** With {@code rapport.compact} the files are written anew before anybody is served. */
    @Bean
    SmartInitializingSingleton compactFirst(Pool history, VaultFile vault, Environment environment) {
        return () -> {
            if (history.hasFile()
                    && environment.getProperty("rapport.compact", Boolean.class, false)
                    && environment.getProperty("rapport.served", Boolean.class, true)) {
                try {
                    var before = history.size();
                    history.rewrite();
                    vault.rewrite();
                    LOG.info("the history took {} and now takes {}", Sizes.text(before), Sizes.text(history.size()));
                } catch (IOException e) {
                    throw new CannotStart(
                            "The files could not be written anew, as rapport.compact asks for.",
                            "Make room for two more copies, or start without rapport.compact. Nothing was changed.",
                            e);
                }
            }
        };
    }
}
