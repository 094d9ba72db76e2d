package rapport.backups;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.eventstore.BeforeUpgrade;
import rapport.eventstore.DeadLetter;
import rapport.eventstore.ReadModels;
import rapport.shared.CannotStart;
import rapport.shared.Home;
import rapport.shared.Traced;
import rapport.tools.Console;
import rapport.tools.Elsewhere;
import rapport.tools.Refused;

/**
 * Before this version changes what another one wrote: a backup is made, and the change tried on a copy of it. Only what has
 * worked there is done to the data themselves.
 */
final class Upgrades implements BeforeUpgrade {

    private static final Logger LOG = LoggerFactory.getLogger(Upgrades.class);

    private final Backups backups;
    private final Home home;
    private final Supplier<Elsewhere> elsewhere;
    private final AtomicBoolean tried;

    /** @param tried true once it was tried in this process, or where what is open is a copy itself */
    Upgrades(Backups backups, Home home, Supplier<Elsewhere> elsewhere, AtomicBoolean tried) {
        this.backups = backups;
        this.home = home;
        this.elsewhere = elsewhere;
        this.tried = tried;
    }

    /** Brings the tables up to date, on a copy first if they hold something. */
    void migrate(Flyway flyway) {
        if (isFromLater(flyway)) {
            throw new CannotStart(
                    "A newer version of Rapport has changed these data already.",
                    "Start the newer one again; or stop using it and go back with rapport restore and the backup that it "
                            + "made before, which is named rapport-… in "
                            + backups.settings().shelf().events() + ".");
        }
        if (flyway.info().applied().length > 0 && flyway.info().pending().length > 0) {
            backups.refuseOtherVersions();
            run();
        }
        try {
            flyway.migrate();
        } catch (RuntimeException e) {
            // Without its message, which can quote what lies in the tables.
            throw new CannotStart(
                    "The tables could not be brought up to date.",
                    "Start the version that you had before; if it cannot either, restore the newest backup.",
                    new Traced(e));
        }
    }

    static boolean isFromLater(Flyway flyway) {
        return Stream.of(flyway.info().all())
                .anyMatch(migration -> List.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED)
                        .contains(migration.getState()));
    }

    @Override
    public void run() {
        if (!backups.settings().beforeUpgrade() || !backups.arePossible() || tried.getAndSet(true)) {
            return;
        }
        var scratch = home.file("trial-" + UUID.randomUUID());
        Backups.Made made;
        try {
            made = backups.make(Backups.BEFORE_UPGRADE, backups.settings().shelf());
            Restorer.unpack(made.events(), made.keys(), scratch, Console.unheard());
        } catch (IOException | Refused e) {
            remove(scratch);
            throw new CannotStart(
                    "This version has to change the data, and could not make a copy of them first.",
                    (e instanceof Refused refused
                                    ? refused.getMessage()
                                    : "Check the room and rights in "
                                            + backups.settings().directory() + " and " + home.directory() + ".")
                            + " Nothing was changed.",
                    e);
        }
        var began = Instant.now();
        try {
            elsewhere.get().open(scratch, application -> allWasMade(application.getBean(ReadModels.class), began));
        } catch (RuntimeException e) {
            throw new CannotStart(
                    "This version has to change the data, and failed when it tried that on a copy of them."
                            + (e instanceof CannotStart cannot ? " It said: " + cannot.getMessage() : ""),
                    "Start the version that you had before: nothing was changed. A backup was made all the same: "
                            + made.events() + ".",
                    new Traced(e));
        } finally {
            remove(scratch);
        }
        LOG.info("the data of an earlier version can be taken over; a backup from before is {}", made.events());
    }

    // What could not be taken in before is another matter, and no worse after the change.
    private static boolean allWasMade(ReadModels models, Instant began) {
        var views = models.deadLetters().stream()
                .filter(letter -> !letter.since().isBefore(began))
                .map(DeadLetter::view)
                .distinct()
                .toList();
        if (!views.isEmpty()) {
            throw new CannotStart(
                    "Some of what is shown could not be made again: " + String.join(", ", views) + ".",
                    "Run rapport doctor and rapport verify with that version; they name what is damaged.");
        }
        return true;
    }

    private static void remove(Path scratch) {
        try {
            BackupFile.remove(scratch);
        } catch (IOException _) {
            // cleared away at the next start
        }
    }
}
