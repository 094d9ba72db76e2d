package rapport.backups;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.eventstore.Pool;
import rapport.shared.Home;
import rapport.tools.Console;
import rapport.tools.Refused;
import rapport.words.VaultFile;

/** Makes backups while Rapport runs: the events first, then the keys, so that no event is without its key. */
final class Backups {

    static final String ASKED = "asked";
    static final String SCHEDULED = "scheduled";
    static final String BEFORE_UPGRADE = "before-upgrade";

    private static final long MARGIN = 16L << 20;

    private final Pool history;
    private final VaultFile vault;
    private final Home home;
    private final Clock clock;
    private final BackupSettings settings;
    private final String version;
    private final Supplier<Optional<String>> head;
    private final ReentrantLock one = new ReentrantLock();

    Backups(
            Pool history,
            VaultFile vault,
            Home home,
            Clock clock,
            BackupSettings settings,
            String version,
            Supplier<Optional<String>> head) {
        this.history = history;
        this.vault = vault;
        this.home = home;
        this.clock = clock;
        this.settings = settings;
        this.version = version;
        this.head = head;
    }

    /** The two files of one backup. */
    record Made(Path events, Path keys) {}

    BackupSettings settings() {
        return settings;
    }

    /** @throws rapport.shared.CannotStart if a process of another version uses these data now */
    void refuseOtherVersions() {
        history.refuseOtherVersions();
    }

    /** @throws Refused where there are no files that could be copied */
    void mustBePossible() {
        if (history.isShared()) {
            throw OnServer.refused();
        }
        if (!arePossible()) {
            throw Refused.notNow("There is nothing here to make a backup of: this Rapport keeps everything in memory.");
        }
    }

    boolean arePossible() {
        return history.hasFile() && vault.exists();
    }

    /**
     * Makes one.
     *
     * @throws Refused if there is not enough room
     * @throws IOException if it cannot be written; then nothing is left of it
     */
    Made make(String why, Shelf shelf) throws IOException {
        return make(why, shelf, Console.unheard());
    }

    Made make(String why, Shelf shelf, Console console) throws IOException {
        mustBePossible();
        one.lock();
        try {
            BackupFile.directory(shelf.directory());
            mustHaveRoom(shelf.directory());
            shelf.prepare();
            var receipt = head.get();
            var now = clock.instant();
            var events = Shelf.next(shelf.events(), "rapport", now);
            var eventFiles = new LinkedHashMap<String, BackupFile.Content>();
            var size = history.size();
            eventFiles.put(
                    BackupFile.HISTORY,
                    target -> history.copyTo(
                            new Watched(target, done -> Sizes.progress(console, "Copying the history", done, size))));
            BackupFile.write(
                    events,
                    eventFiles,
                    parts -> new Manifest(Manifest.EVENTS, why, version, schema(), now, receipt, parts));
            var keys = Shelf.next(shelf.keys(), "keys", now);
            var keyFiles = new LinkedHashMap<String, BackupFile.Content>();
            keyFiles.put(BackupFile.VAULT, vault::copyTo);
            vault.masterKeyFile()
                    .map(home::file)
                    .filter(Files::exists)
                    .ifPresent(file -> keyFiles.put(BackupFile.MASTER_KEY, target -> Files.copy(file, target)));
            try {
                BackupFile.write(
                        keys,
                        keyFiles,
                        parts -> new Manifest(Manifest.KEYS, why, version, schema(), now, receipt, parts));
            } catch (IOException | RuntimeException e) {
                // Events whose keys may not be beside them are no backup.
                Files.deleteIfExists(events);
                throw e;
            }
            if (shelf.equals(settings.shelf())) {
                shelf.clear(now, settings.keep(), settings.keysKeep());
            }
            return new Made(events, keys);
        } finally {
            one.unlock();
        }
    }

    private void mustHaveRoom(Path directory) throws IOException {
        var needed = history.size() + vault.size() + MARGIN;
        var free = Files.getFileStore(directory).getUsableSpace();
        if (free < needed) {
            throw Refused.notNow("There is not enough room in " + directory + " for a backup: it may take "
                    + Sizes.text(needed) + ", and " + Sizes.text(free) + " are free.");
        }
    }

    private String schema() {
        return JdbcClient.create(history)
                .sql("select \"version\" from \"flyway_schema_history\" where \"success\" and \"version\" is not null"
                        + " order by \"installed_rank\" desc limit 1")
                .query(String.class)
                .optional()
                .orElse("0");
    }
}
