package rapport.exports;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
import rapport.eventstore.PutInPlace;
import rapport.exports.ServerExport.Progress;
import rapport.exports.ServerImport.Imported;
import rapport.shared.Home;
import rapport.tools.Elsewhere;
import rapport.tools.Refused;

/**
 * Takes a server into a data directory that nobody has open: made whole as a draft beside what is there, and put in place in
 * one step. Whenever the process is killed, the directory is as it was, or the next start finishes what was decided on.
 */
final class MovingIn {

    private static final String MASTER_KEY = "master.key";
    private static final List<String> FILES = List.of("rapport.mv.db", "vault.mv.db", MASTER_KEY);

    private final Path home;
    private final Elsewhere elsewhere;
    private final boolean isOnServer;

    /** @param isOnServer true if the settings lead to a database server, and there is nothing to move */
    MovingIn(Path home, Elsewhere elsewhere, boolean isOnServer) {
        this.home = home;
        this.elsewhere = elsewhere;
        this.isOnServer = isOnServer;
    }

    /**
     * Takes both files in.
     *
     * @param mayLack true if words whose key is not in the file of keys are to count as erased
     * @throws NotImported with a sentence on why not; then everything is as it was
     */
    Imported take(Path events, Path keys, boolean mayLack, Progress progress) throws IOException {
        if (isOnServer) {
            return elsewhere.open(
                    home, context -> context.getBean(ServerImport.class).take(events, keys, mayLack, progress));
        }
        var draft = home.resolve(PutInPlace.DRAFT);
        if (isDecided(draft)) {
            throw Refused.notNow(
                    "An import or a restore was interrupted here at its last moment, when everything had been "
                            + "looked at. Start Rapport once, which finishes it.");
        }
        mustBeEmpty();
        FileSystemUtils.deleteRecursively(draft);
        try {
            bringMasterKey(draft);
            var imported = elsewhere.open(
                    draft, context -> context.getBean(ServerImport.class).take(events, keys, mayLack, progress));
            force(draft);
            putInPlace();
            return imported;
        } finally {
            if (!isDecided(draft)) {
                FileSystemUtils.deleteRecursively(draft);
            }
        }
    }

    private static boolean isDecided(Path draft) {
        return Files.exists(draft.resolve("decided"));
    }

    private void mustBeEmpty() {
        if (Stream.of("rapport.mv.db", "vault.mv.db").anyMatch(name -> Files.exists(home.resolve(name)))) {
            elsewhere.open(home, context -> {
                context.getBean(ServerImport.class).mustBeEmpty();
                return true;
            });
        }
    }

    // An export whose keys come without theirs is opened by the one that somebody has put here.
    private void bringMasterKey(Path draft) throws IOException {
        Home.at(home);
        var present = home.resolve(MASTER_KEY);
        if (Files.exists(present)) {
            Home.at(draft).writePrivately(MASTER_KEY, Files.readString(present));
        }
    }

    private static void force(Path draft) throws IOException {
        for (var name : FILES) {
            if (Files.exists(draft.resolve(name))) {
                try (var channel = FileChannel.open(draft.resolve(name), StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
    }

    // What is moved aside was found to be empty, so it is nothing to keep.
    private void putInPlace() throws IOException {
        var aside = "replaced-" + UUID.randomUUID();
        PutInPlace.now(home, aside);
        FileSystemUtils.deleteRecursively(home.resolve(aside));
        Files.deleteIfExists(home.resolve("setup-token"));
    }
}
