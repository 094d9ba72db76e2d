package rapport.backups;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rapport.shared.Home;
import rapport.tools.Console;
import rapport.tools.KeyCopies;
import rapport.tools.Refused;

/** The backups of keys on Rapport's own shelf, and what restores have put aside in the data directory. */
final class KeptKeys implements KeyCopies {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Backups backups;
    private final Rehearsals rehearsals;
    private final Doctor doctor;
    private final Home home;

    KeptKeys(Backups backups, Rehearsals rehearsals, Doctor doctor, Home home) {
        this.backups = backups;
        this.rehearsals = rehearsals;
        this.doctor = doctor;
        this.home = home;
    }

    @Override
    public List<Copy> madeBefore(Instant destroyed) throws IOException {
        var found = new ArrayList<Copy>();
        if (!backups.arePossible()) {
            return found;
        }
        var settings = backups.settings();
        for (var kept : settings.shelf().allKeys()) {
            if (madeAt(kept).isBefore(destroyed)) {
                var day = DAY.format(kept.madeAt().plus(settings.keysKeep()));
                found.add(new Copy(
                        kept.file(),
                        settings.every().isZero()
                                ? "Goes with the first backup that somebody makes after " + day
                                        + ": none is made by itself here."
                                : "Goes with the first backup after " + day + "."));
            }
        }
        for (var aside : Aside.in(home.directory())) {
            if (aside.holdsKeys() && aside.since().filter(destroyed::isBefore).isEmpty()) {
                found.add(new Copy(
                        aside.directory(), "Put aside by a restore; stays until you remove the whole directory."));
            }
        }
        return found;
    }

    // Its name knows the second only, and what was destroyed was destroyed within one.
    private static Instant madeAt(Shelf.Kept kept) {
        try {
            return BackupFile.manifest(kept.file()).madeAt();
        } catch (IOException _) {
            return kept.madeAt();
        }
    }

    @Override
    public List<Path> renew(Console console) throws IOException {
        backups.mustBePossible();
        var wrong = doctor.lookAtKeys().stream().filter(Finding::isWrong).toList();
        if (!wrong.isEmpty()) {
            wrong.forEach(finding -> finding.say(console));
            throw Refused.wrong("An older backup may hold what is missing here, so no backup was removed.");
        }
        var shelf = backups.settings().shelf();
        console.say("Making a new backup, and trying it out.");
        var made = backups.make(Backups.ASKED, shelf);
        var quiet = new Quiet();
        if (!rehearsals.rehearse(Optional.of(made.events()), Optional.of(made.keys()), quiet)) {
            quiet.said().forEach(console::say);
            throw Refused.wrong("The new backup cannot be restored as it should, so no older one was removed.");
        }
        var removed = new ArrayList<Path>();
        for (var kept : shelf.allKeys()) {
            if (!kept.file().equals(made.keys()) && Files.deleteIfExists(kept.file())) {
                removed.add(kept.file());
            }
        }
        return List.copyOf(removed);
    }

    /** Keeps what is said, for the case that it matters. */
    private static final class Quiet implements Console {

        private final List<String> said = new ArrayList<>();

        List<String> said() {
            return said;
        }

        @Override
        public void say(String sentence) {
            said.add(sentence);
        }

        @Override
        public void progress(String what, long done, long of) {
            // it is one step of another work
        }

        @Override
        public String ask(String question) {
            return "";
        }
    }
}
