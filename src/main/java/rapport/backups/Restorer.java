package rapport.backups;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.springframework.context.ApplicationContext;
import rapport.eventstore.PutInPlace;
import rapport.seals.Seals;
import rapport.seals.Verification;
import rapport.shared.CannotStart;
import rapport.tools.Console;
import rapport.tools.Elsewhere;
import rapport.tools.Refused;

/** Takes backups apart, opens what was in them, and puts it in place once it has proved to be sound. */
final class Restorer {

    /** Opening it writes a little. */
    private static final long MARGIN = 16L << 20;

    /** Locked by whoever restores into a directory; one that a killed process left means nothing. */
    private static final String LOCK = PutInPlace.DRAFT + ".lock";

    private static final String YES = "replace";
    private static final String WITHOUT = "without";
    private static final String ANYWAY = "anyway";
    private static final List<String> FILES = List.of(BackupFile.HISTORY, BackupFile.VAULT, BackupFile.MASTER_KEY);

    private final Elsewhere elsewhere;
    private final Clock clock;

    Restorer(Elsewhere elsewhere, Clock clock) {
        this.elsewhere = elsewhere;
        this.clock = clock;
    }

    /**
     * Puts a backup in place.
     *
     * @param keys empty for the newest beside the events
     * @throws Refused if it is not sound, or the place is in use; then nothing was changed
     */
    void restore(Path events, Optional<Path> keys, Path target, Console console) throws IOException {
        var manifest = checked(events, Manifest.EVENTS);
        var keysFile = keys.orElseGet(() -> keysBeside(events));
        checked(keysFile, Manifest.KEYS);
        BackupFile.directory(target);
        var lock = target.resolve(LOCK);
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            mustBeTheOnlyOne(target, channel);
            try {
                restore(events, keysFile, manifest, target, console);
            } finally {
                Files.deleteIfExists(lock);
            }
        }
    }

    private static void mustBeTheOnlyOne(Path target, FileChannel lock) throws IOException {
        try {
            if (lock.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException _) {
            // said below
        }
        throw Refused.notNow("Another restore into " + target + " is under way.");
    }

    private void restore(Path events, Path keysFile, Manifest manifest, Path target, Console console)
            throws IOException {
        mustNotBeInUse(target);
        var present = FILES.stream().anyMatch(name -> Files.exists(target.resolve(name)));
        if (present) {
            console.say("There is a Rapport in " + target
                    + " already. What it holds will be moved aside, not deleted, and " + "the backup of "
                    + manifest.madeAt() + " takes its place. What was recorded since then is not in it.");
            if (!console.ask("Type " + YES + " to go on:").equals(YES)) {
                throw Refused.wrong("Nothing was changed.");
            }
        } else if (!isEmpty(target)) {
            throw Refused.wrong(
                    "The directory " + target + " holds something else. Name an empty one, or one that is not there.");
        }
        var draft = target.resolve(PutInPlace.DRAFT);
        if (PutInPlace.isDecided(target)) {
            throw Refused.notNow(
                    "A restore was interrupted there at the last moment. Start Rapport once, which finishes it.");
        }
        BackupFile.remove(draft);
        try {
            unpack(events, keysFile, draft, console);
            console.say("Both files are whole. Opening what was in them.");
            mustBeSound(draft, console);
            leaveOnlyFiles(draft);
            mustNotBeInUse(target);
            var aside = Aside.PREFIX + Shelf.stamp(clock.instant());
            PutInPlace.now(target, aside);
            console.say("Restored into " + target + ", as it was at " + manifest.madeAt() + "."
                    + (present ? " What was there lies in " + target.resolve(aside) + "." : ""));
        } finally {
            if (!PutInPlace.isDecided(target)) {
                BackupFile.remove(draft);
            }
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.allMatch(file -> List.of("backups", PutInPlace.DRAFT, LOCK, "tmp")
                            .contains(file.getFileName().toString())
                    || file.getFileName().toString().startsWith(Aside.PREFIX));
        }
    }

    static Path keysBeside(Path events) {
        try {
            return Shelf.around(events)
                    .flatMap(shelf -> {
                        try {
                            return shelf.newestKeys();
                        } catch (IOException _) {
                            return Optional.empty();
                        }
                    })
                    .map(Shelf.Kept::file)
                    .orElseThrow(() -> Refused.wrong("There is no backup of keys beside " + events
                            + ": name one with --keys FILE. Without its keys nothing in it can be read."));
        } catch (SecurityException _) {
            throw Refused.wrong("Name the backup of keys with --keys FILE.");
        }
    }

    /**
     * Both are what they say, as far as can be told without taking them apart.
     *
     * @throws Refused if one is something else
     */
    static void mustBeAPair(Path events, Path keys) throws IOException {
        checked(events, Manifest.EVENTS);
        checked(keys, Manifest.KEYS);
    }

    private static Manifest checked(Path file, String kind) throws IOException {
        try {
            var manifest = BackupFile.manifest(file);
            if (!manifest.kind().equals(kind)) {
                throw Refused.wrong(
                        file + " is a backup of " + manifest.kind() + ", and one of " + kind + " is needed here.");
            }
            return manifest;
        } catch (NotABackup e) {
            throw notABackup(file, e);
        }
    }

    private static Refused notABackup(Path file, NotABackup e) {
        return Refused.wrong(file + " cannot be restored: " + e.getMessage() + ". Nothing was changed.");
    }

    // Whoever has the database open holds a lock on its file.
    private static void mustNotBeInUse(Path directory) throws IOException {
        var history = directory.resolve(BackupFile.HISTORY);
        if (Files.exists(history)) {
            try (var channel = FileChannel.open(history, StandardOpenOption.WRITE);
                    var lock = channel.tryLock()) {
                if (lock == null) {
                    throw inUse(directory);
                }
            } catch (OverlappingFileLockException _) {
                throw inUse(directory);
            }
        }
    }

    private static Refused inUse(Path directory) {
        return Refused.notNow(
                "A Rapport is running on " + directory + ": stop it first. A restore takes its data's place.");
    }

    /** Takes both files apart into a new directory, checking them on the way. */
    static void unpack(Path events, Path keys, Path directory, Console console) throws IOException {
        BackupFile.directory(directory);
        mustHaveRoom(directory, events, keys);
        for (var file : List.of(events, keys)) {
            try {
                BackupFile.takeOut(file, directory, console);
            } catch (NotABackup e) {
                throw notABackup(file, e);
            }
        }
    }

    private static void mustHaveRoom(Path directory, Path... files) throws IOException {
        var needed = MARGIN;
        for (var file : files) {
            try {
                for (var part : BackupFile.manifest(file).parts()) {
                    needed = Math.addExact(needed, part.size());
                }
            } catch (NotABackup e) {
                throw notABackup(file, e);
            } catch (ArithmeticException _) {
                needed = Long.MAX_VALUE;
            }
        }
        var free = Files.getFileStore(directory).getUsableSpace();
        if (free < needed) {
            throw Refused.notNow("There is not enough room in " + directory + " to take the backup apart: it takes "
                    + Sizes.text(needed) + ", and " + Sizes.text(free) + " are free. Nothing was changed.");
        }
    }

    private void mustBeSound(Path draft, Console console) {
        try {
            elsewhere.open(draft, context -> {
                mustBeKnown(context);
                var wrong = context.getBean(Doctor.class).lookAtData(console).stream()
                        .filter(Finding::isWrong)
                        .toList();
                wrong.forEach(finding -> finding.say(console));
                if (!wrong.stream().allMatch(finding -> finding.about().equals(Doctor.MISSING_KEYS))) {
                    throw Refused.wrong("What is in the backup is not sound, so it was not put in place.");
                }
                if (!wrong.isEmpty()) {
                    mayBeWithoutKeys(console);
                }
                holdTheSeals(context, console);
                return true;
            });
        } catch (CannotStart e) {
            throw Refused.wrong(
                    "What is in the backup cannot be opened, so it was not put in place: " + e.getMessage());
        }
    }

    // The vault knows of later blocks than the events of the backup, as a rule; whoever restores says that this is
    // right.
    private static void holdTheSeals(ApplicationContext context, Console console) {
        try {
            context.getBean(Seals.class)
                    .acceptRestored()
                    .ifPresent(newest -> console.say("The newest seal in it is " + newest.text()
                            + ". Receipts of later ones do not fit any more."));
        } catch (IllegalStateException _) {
            console.say("The key that signs is not among these keys, so nothing can be sealed with them. If there is a "
                    + "newer backup of keys, stop here and name it with --keys FILE.");
            if (!console.ask("Type " + WITHOUT + " to go on without seals:").equals(WITHOUT)) {
                throw Refused.wrong("Nothing was changed.");
            }
            return;
        }
        var checked = context.getBean(Verification.class)
                .run(Set.of(), (done, of) -> console.progress("Checking the seals", done, of));
        checked.findings().forEach(finding -> console.say(finding.sentence()));
        if (!checked.holds()) {
            console.say("So what is in the backup is not as it was recorded.");
            if (!console.ask("Type " + ANYWAY + " to put it in place all the same:")
                    .equals(ANYWAY)) {
                throw Refused.wrong("Nothing was changed.");
            }
        }
    }

    // Keys are newer than the events as a rule, and lack what was erased in between.
    private static void mayBeWithoutKeys(Console console) {
        console.say(
                "If that was erased since the backup was made, this is as it should be. If not, name a newer backup of "
                        + "keys with --keys FILE.");
        if (!console.ask("Type " + WITHOUT + " to go on without these keys:").equals(WITHOUT)) {
            throw Refused.wrong("Nothing was changed.");
        }
    }

    /** @throws Refused if a newer version has written it */
    static void mustBeKnown(ApplicationContext context) {
        if (Upgrades.isFromLater(context.getBean(Flyway.class))) {
            throw Refused.wrong("A newer version of Rapport made this backup. Restore it with that version.");
        }
    }

    // What opening it has made besides, such as room for the web server.
    private static void leaveOnlyFiles(Path draft) throws IOException {
        try (var files = Files.list(draft)) {
            for (var file : files.filter(
                            file -> !FILES.contains(file.getFileName().toString()))
                    .toList()) {
                BackupFile.remove(file);
            }
        }
    }
}
