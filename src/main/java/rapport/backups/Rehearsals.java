package rapport.backups;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import rapport.eventstore.Pool;
import rapport.eventstore.PutInPlace;
import rapport.eventstore.Rows;
import rapport.shared.CannotStart;
import rapport.shared.Home;
import rapport.tools.Console;
import rapport.tools.Elsewhere;
import rapport.tools.Exit;
import rapport.tools.Refused;
import rapport.words.Vault;

/** Tries backups out: restores one where nobody is, opens it, and compares it with what is here. */
final class Rehearsals {

    private static final String LAST = "rehearsal.txt";

    private final Pool history;
    private final Vault vault;
    private final Home home;
    private final Elsewhere elsewhere;
    private final Clock clock;
    private final BackupSettings settings;

    Rehearsals(Pool history, Vault vault, Home home, Elsewhere elsewhere, Clock clock, BackupSettings settings) {
        this.history = history;
        this.vault = vault;
        this.home = home;
        this.elsewhere = elsewhere;
        this.clock = clock;
        this.settings = settings;
    }

    /** How the last one went. */
    record Last(boolean well, Instant at) {}

    static Optional<Last> last(Path directory) {
        try {
            var words = Files.readString(directory.resolve(LAST)).strip().split(" ", 2);
            return words.length == 2
                    ? Optional.of(new Last(words[0].equals("well"), Instant.parse(words[1])))
                    : Optional.empty();
        } catch (IOException | DateTimeException _) {
            return Optional.empty();
        }
    }

    /**
     * Tries a backup out and takes note of how it went.
     *
     * @param events empty for the newest
     * @param keys empty for the newest beside it
     * @return true if it can be restored and holds what it should
     */
    boolean rehearse(Optional<Path> events, Optional<Path> keys, Console console) throws IOException {
        var file = events.or(() -> newest())
                .orElseThrow(() ->
                        Refused.wrong("There is no backup in " + settings.directory() + ". rapport backup makes one."));
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw Refused.wrong("There is no file " + file + ", or this user may not read it.");
        }
        var well = compare(file, keys.orElseGet(() -> Restorer.keysBeside(file)), console);
        if (isOurs(file)) {
            Files.writeString(settings.directory().resolve(LAST), (well ? "well " : "wrong ") + clock.instant() + "\n");
        }
        return well;
    }

    // What somebody has brought along says nothing about the backups that are made here.
    private boolean isOurs(Path file) {
        return Shelf.around(file).filter(settings.shelf()::isSameAs).isPresent();
    }

    private Optional<Path> newest() {
        try {
            return settings.shelf().newestEvents().map(Shelf.Kept::file);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private boolean compare(Path events, Path keys, Console console) throws IOException {
        console.say("Trying out " + events + " with " + keys + ".");
        var scratch = home.file("rehearsal-" + UUID.randomUUID());
        try {
            Restorer.mustBeAPair(events, keys);
            Restorer.unpack(events, keys, scratch, console);
            console.say("ok     Files: both are whole.");
            return elsewhere.open(scratch, restored -> compare(restored, console));
        } catch (CannotStart e) {
            console.say("WRONG  Restored: it cannot be opened. " + e.getMessage());
            return false;
        } catch (Refused e) {
            if (e.exit() == Exit.NOT_NOW) {
                throw e;
            }
            console.say("WRONG  " + e.getMessage());
            return false;
        } finally {
            BackupFile.remove(scratch);
        }
    }

    private boolean compare(ApplicationContext restored, Console console) {
        Restorer.mustBeKnown(restored);
        // What has no key here either is not the backup's fault: it was erased, or rapport doctor says so.
        var here = vault.holders();
        var findings =
                new ArrayList<>(restored.getBean(Doctor.class).lookAtData(console, stream -> !here.contains(stream)));
        findings.add(rowForRow(restored.getBean(Pool.class)));
        findings.forEach(finding -> finding.say(console));
        var well = findings.stream().noneMatch(Finding::isWrong);
        console.say(well ? "This backup can be restored." : "This backup is not what it should be.");
        return well;
    }

    // Events are never changed: up to the last that the backup holds, both must have the same.
    private Finding rowForRow(Pool restored) {
        try (var there = restored.getConnection();
                var here = history.getConnection()) {
            var last = last(there);
            var query = "select * from domain_event where global_index <= ?";
            var found = Rows.digest(there, query, last);
            var expected = Rows.digest(here, query, last);
            var streams = "select aggregate_identifier, count(*) from domain_event where global_index <= ?"
                    + " group by aggregate_identifier";
            return found.equals(expected) && Rows.digest(there, streams, last).equals(Rows.digest(here, streams, last))
                    ? Finding.well(
                            "Restored",
                            "All events are byte for byte those that are here: " + found.count() + ", in streams: "
                                    + Rows.digest(there, streams, last).count() + ".")
                    : Finding.wrong(
                            "Restored",
                            found.count() + " events, where " + expected.count() + " are here up to the same one, or "
                                    + "others.",
                            "Make a new backup. If it is the same with that, run rapport verify.");
        } catch (SQLException _) {
            return Finding.wrong("Restored", "Its events cannot be read.", "Make a new backup.");
        }
    }

    private static long last(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select coalesce(max(global_index), 0) from domain_event")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Clears away what a killed process left of one, of a trial, or of a restore that had not been decided on. */
    static void removeLeft(Home home) {
        try (var files = Files.list(home.directory())) {
            for (var left : files.filter(file -> List.of("rehearsal-", "trial-", PutInPlace.DRAFT).stream()
                            .anyMatch(file.getFileName().toString()::startsWith))
                    .toList()) {
                BackupFile.remove(left);
            }
        } catch (IOException _) {
            // it is in nobody's way
        }
    }
}
