package rapport.backups;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.eventstore.Pool;
import rapport.eventstore.ReadModels;
import rapport.eventstore.StoredTypes;
import rapport.seals.Checks;
import rapport.seals.Seals;
import rapport.shared.Home;
import rapport.tools.Console;
import rapport.tools.Erased;
import rapport.words.Vault;

/** Looks whether all is well. Changes nothing. */
final class Doctor {

    /** What a finding about missing keys is about: the one thing that may be meant so. */
    static final String MISSING_KEYS = "Missing keys";

    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final Duration LONG_AGO = Duration.ofHours(6);
    private static final long LITTLE_ROOM = 500L << 20;
    private static final long NO_ROOM = 50L << 20;
    private static final int OLD_ZONES_YEARS = 2;
    private static final int MOST_NAMED = 5;

    private final Home home;
    private final Vault vault;
    private final Pool history;
    private final JdbcClient sql;
    private final ReadModels readModels;
    private final StoredTypes types;
    private final Clock clock;
    private final BackupSettings backups;
    private final ObjectProvider<Erased> erased;
    private final Seals seals;
    private final Checks checks;

    Doctor(
            Home home,
            Vault vault,
            Pool history,
            JdbcClient sql,
            ReadModels readModels,
            StoredTypes types,
            Clock clock,
            BackupSettings backups,
            ObjectProvider<Erased> erased,
            Seals seals,
            Checks checks) {
        this.home = home;
        this.vault = vault;
        this.history = history;
        this.sql = sql;
        this.readModels = readModels;
        this.types = types;
        this.clock = clock;
        this.backups = backups;
        this.erased = erased;
        this.seals = seals;
        this.checks = checks;
    }

    /** The data themselves: keys, names of events, tables against streams. */
    List<Finding> lookAtData(Console console) {
        return lookAtData(console, _ -> false);
    }

    /** @param excused streams whose keys nobody misses, besides those that were erased */
    List<Finding> lookAtData(Console console, Predicate<UUID> excused) {
        var findings = new ArrayList<Finding>();
        findings.addAll(keys(excused));
        findings.add(names());
        findings.addAll(views(console));
        findings.add(clock());
        return findings;
    }

    /** What the data lie in, and what is done about them. */
    List<Finding> lookAround() {
        var findings = new ArrayList<Finding>();
        findings.addAll(modes());
        findings.addAll(history.isShared() ? new ServerCheck(history, sql).look() : List.of(files()));
        findings.addAll(room());
        findings.add(zones());
        findings.add(deliveries());
        findings.add(seals());
        findings.addAll(history.isShared() ? List.of() : copies());
        return findings;
    }

    /** The keys alone. */
    List<Finding> lookAtKeys() {
        return keys(_ -> false);
    }

    private List<Finding> keys(Predicate<UUID> excused) {
        var findings = new ArrayList<Finding>();
        var holders = vault.holders();
        var streams = new TreeSet<UUID>();
        readModels.streams().forEach(stream -> streams.add(UUID.fromString(stream)));
        var without = streams.stream()
                .filter(stream -> !holders.contains(stream))
                .filter(stream -> erased.stream().noneMatch(known -> known.isErased(stream)))
                .filter(excused.negate())
                .toList();
        var shut = holders.stream().filter(holder -> !vault.canOpen(holder)).toList();
        if (!without.isEmpty()) {
            findings.add(Finding.wrong(
                    MISSING_KEYS,
                    without.size() + " of " + streams.size() + " streams have no key, and were not erased: "
                            + named(without) + ". What was written there cannot be read.",
                    "Put vault.mv.db back from the newest backup of keys: rapport restore."));
        }
        if (!shut.isEmpty()) {
            findings.add(Finding.wrong(
                    "Keys",
                    shut.size() + " keys cannot be opened with this master key: " + named(shut) + ".",
                    "Put vault.mv.db and master.key back from the newest backup of keys: rapport restore."));
        }
        var known = new HashSet<>(streams);
        known.addAll(sql.sql("select id from notebook").query(UUID.class).list());
        known.add(Seals.KEY_HOLDER);
        known.addAll(sql.sql("select vault_key from webhook").query(UUID.class).list());
        var idle = holders.stream().filter(holder -> !known.contains(holder)).count();
        if (idle > 0) {
            findings.add(
                    Finding.notice(
                            "Keys",
                            idle + (idle == 1 ? " key belongs" : " keys belong") + " to nothing that is stored.",
                            "Nothing has to be done: a key is made a moment before what it is for, and some were made in vain."));
        }
        if (findings.stream().noneMatch(Finding::isWrong)) {
            findings.add(Finding.well(
                    "Keys",
                    "The master key is the right one, and "
                            + (streams.size() == 1 ? "the one stream" : "each of " + streams.size() + " streams")
                            + " has its key, or was erased."));
        }
        return findings;
    }

    private static String named(List<UUID> ids) {
        return String.join(
                        ", ", ids.stream().limit(MOST_NAMED).map(UUID::toString).toList())
                + (ids.size() > MOST_NAMED ? " and others" : "");
    }

    private Finding names() {
        var unknown = sql.sql("select distinct payload_type from domain_event ").query(String.class).list().stream()
                .sorted()
                .filter(name -> types.named(name).isEmpty())
                .toList();
        return unknown.isEmpty()
                ? Finding.well("Events", "All kinds of events that are stored are known.")
                : Finding.wrong(
                        "Events",
                        "Kinds that this version does not know are stored: " + String.join(", ", unknown) + ".",
                        "They were most likely written by a newer version: start that one.");
    }

    private List<Finding> views(Console console) {
        var findings = new ArrayList<Finding>();
        var wrong = new TreeMap<String, Long>();
        var unreadable = new TreeSet<UUID>();
        for (var difference :
                readModels.differences((done, of) -> console.progress("Comparing tables with streams", done, of))) {
            if (difference.readable()) {
                wrong.merge(difference.view(), 1L, Long::sum);
            } else {
                unreadable.add(UUID.fromString(difference.stream()));
            }
        }
        if (!unreadable.isEmpty()) {
            findings.add(Finding.wrong(
                    "Events",
                    unreadable.size() + (unreadable.size() == 1 ? " stream holds" : " streams hold")
                            + " something that cannot be read: " + named(List.copyOf(unreadable)) + ".",
                    "rapport verify says which event it is. Copy the data directory before anything else, and restore a "
                            + "backup from before it happened."));
        }
        wrong.forEach((view, streams) -> findings.add(Finding.wrong(
                "Views",
                "What the view " + view + " shows of " + streams + (streams == 1 ? " stream" : " streams")
                        + " is not what was recorded.",
                "rapport rebuild --view " + view + " makes it again from the events.")));
        var letters = readModels.deadLetters().size();
        if (letters > 0) {
            findings.add(Finding.notice(
                    "Views",
                    letters + (letters == 1 ? " view of a stream has" : " views of streams have")
                            + " fallen behind. People see what is right, a little more slowly.",
                    "It is tried again by itself. rapport dead-letters says what went wrong, and tries it now."));
        }
        var waiting = readModels.stale() - letters;
        if (waiting > 0) {
            findings.add(Finding.notice(
                    "Views",
                    waiting + (waiting == 1 ? " view of a stream waits" : " views of streams wait")
                            + " to be made again. People see what is right, a little more slowly.",
                    "A Rapport that runs does it by itself, and so does rapport rebuild."));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.well("Views", "Every table says what its stream says."));
        }
        return findings;
    }

    private Finding clock() {
        var newest = sql.sql("select max(time_stamp) from domain_event")
                .query((row, _) -> java.util.Optional.ofNullable(row.getString(1)))
                .single();
        try {
            if (newest.isPresent()
                    && Instant.parse(newest.get()).isAfter(clock.instant().plus(AHEAD))) {
                return Finding.wrong(
                        "Clock",
                        "The newest event was recorded at " + newest.get() + ", which is still to come.",
                        "Set this machine's clock right. If it is, it was wrong when that was recorded.");
            }
        } catch (DateTimeException _) {
            return Finding.wrong("Clock", "The newest event has no time that can be read.", "Run rapport verify.");
        }
        return Finding.well("Clock", "No event is later than now.");
    }

    private List<Finding> modes() {
        var findings = new ArrayList<Finding>();
        if (BackupFile.isPosix(home.directory())) {
            checkMode(findings, home.directory(), "rwx------", "700");
            for (var name : List.of("rapport.mv.db", "vault.mv.db", "master.key", "setup-token", "operator")) {
                checkMode(findings, home.file(name), "rw-------", "600");
            }
            try {
                backups.shelf().all().forEach(kept -> checkMode(findings, kept.file(), "rw-------", "600"));
            } catch (IOException _) {
                // said of the backups themselves
            }
        }
        if (findings.isEmpty()) {
            findings.add(Finding.well("Modes", "Nobody else on this machine can read the data."));
        }
        return findings;
    }

    private static void checkMode(List<Finding> findings, Path file, String most, String mode) {
        try {
            if (Files.exists(file)
                    && !PosixFilePermissions.fromString(most).containsAll(Files.getPosixFilePermissions(file))) {
                findings.add(Finding.wrong(
                        "Modes", "Others on this machine may open " + file + ".", "chmod " + mode + " " + file));
            }
        } catch (IOException _) {
            findings.add(Finding.wrong(
                    "Modes", "Who may open " + file + " cannot be seen.", "Check that it belongs to this user."));
        }
    }

    private Finding files() {
        var made = sql.sql("select setting_value from information_schema.settings where setting_name = 'CREATE_BUILD'")
                .query(String.class)
                .optional()
                .orElse("?");
        return Finding.well(
                "Files",
                "The history takes " + size("rapport.mv.db") + ", the keys " + size("vault.mv.db") + "; H2 "
                        + org.h2.engine.Constants.VERSION + ", file made by build " + made + ".");
    }

    private String size(String name) {
        try {
            return Sizes.text(Files.size(home.file(name)));
        } catch (IOException _) {
            return "?";
        }
    }

    private List<Finding> room() {
        var findings = new ArrayList<Finding>();
        for (var directory : List.of(home.directory(), backups.directory())) {
            try {
                if (Files.isDirectory(directory)) {
                    var found = room(directory, Files.getFileStore(directory).getUsableSpace());
                    if (findings.isEmpty() || found.level() != Finding.Level.WELL) {
                        findings.add(found);
                    }
                }
            } catch (IOException _) {
                findings.add(Finding.notice(
                        "Room", "How much is free in " + directory + " cannot be seen.", "Look by other means."));
            }
        }
        return findings;
    }

    /** @param free bytes */
    static Finding room(Path directory, long free) {
        var sentence = Sizes.text(free) + " are free in " + directory + ".";
        if (free < NO_ROOM) {
            return Finding.wrong("Room", "Only " + sentence, "Make room: soon nothing more can be recorded.");
        }
        return free < LITTLE_ROOM
                ? Finding.notice("Room", sentence, "Make room before long.")
                : Finding.well("Room", sentence);
    }

    private Finding zones() {
        var rules = ZoneRulesProvider.getVersions("Europe/Berlin").lastKey();
        var year = rules.matches("\\d{4}.*") ? Integer.parseInt(rules.substring(0, 4)) : 0;
        return year >= clock.instant().atOffset(ZoneOffset.UTC).getYear() - OLD_ZONES_YEARS
                ? Finding.well("Time zones", "The rules are those of " + rules + ".")
                : Finding.notice(
                        "Time zones",
                        "The rules are those of " + rules + ", some years old.",
                        "Run Rapport with a newer JDK, so that 1:1s are reminded of at the right hour everywhere.");
    }

    private Finding deliveries() {
        var dead = sql.sql("select count(*) from delivery where next_try_at is not null and good_until < ?")
                .param(clock.instant().minus(LONG_AGO).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        return dead == 0
                ? Finding.well("Reminders", "None is left behind.")
                : Finding.notice(
                        "Reminders",
                        dead + (dead == 1 ? " reminder waits" : " reminders wait")
                                + " to be sent though nobody needs it any more.",
                        "The running Rapport clears them away; if this stays, see its log.");
    }

    private Finding seals() {
        var head = seals.head();
        var last = checks.last();
        if (last.isPresent() && !last.get().findings().isEmpty()) {
            return Finding.wrong(
                    "Seals",
                    "The check at " + last.get().at() + " found that something is not as it was when it was sealed.",
                    "rapport verify says what. Copy the data directory before anything else.");
        }
        return Finding.well(
                "Seals",
                head.map(receipt -> "The newest is " + receipt.text()).orElse("Nothing is sealed yet")
                        + last.map(check -> "; all were checked at " + check.at() + ".")
                                .orElse("; they have not been checked yet."));
    }

    private List<Finding> copies() {
        var findings = new ArrayList<Finding>();
        try {
            var now = clock.instant();
            var newest = backups.shelf().newestEvents(now);
            var keys = backups.shelf().newestKeys();
            var later = backups.shelf().all().stream()
                    .filter(kept -> kept.madeAt().isAfter(now))
                    .count();
            if (later > 0) {
                findings.add(Finding.notice(
                        "Backups",
                        later + (later == 1 ? " file says" : " files say") + " that it was made later than now.",
                        "The clock was wrong when that was made, or is wrong now. Once it is right, remove what is not "
                                + "needed."));
            }
            if (newest.isEmpty() || keys.isEmpty()) {
                findings.add(Finding.notice(
                        "Backups", "There is no backup in " + backups.directory() + ".", "rapport backup makes one."));
            } else {
                var age = Duration.between(newest.get().madeAt(), clock.instant());
                var late = !backups.every().isZero()
                        && age.compareTo(backups.every().multipliedBy(2)) > 0;
                var sentence = "The newest was made at " + newest.get().madeAt() + ".";
                findings.add(
                        late
                                ? Finding.notice(
                                        "Backups",
                                        sentence + " That is longer ago than it should be.",
                                        "See Rapport's log, and run rapport backup.")
                                : Finding.well("Backups", sentence));
            }
            Rehearsals.last(backups.directory())
                    .filter(last -> !last.well())
                    .ifPresent(last -> findings.add(Finding.wrong(
                            "Backups",
                            "The backup that was tried out at " + last.at() + " could not be restored as it should.",
                            "Make a new one, and try it out: rapport backup, then rapport rehearse.")));
            for (var aside : Aside.in(home.directory())) {
                findings.add(aside(aside));
            }
        } catch (IOException _) {
            findings.add(Finding.notice(
                    "Backups",
                    "What lies in " + backups.directory() + " cannot be seen.",
                    "Check that it belongs to this user."));
        }
        return findings;
    }

    private Finding aside(Aside aside) {
        var what = "What a restore has replaced still lies in " + aside.directory() + ", with its keys";
        var erasedSince = aside.since()
                .map(since -> sql.sql("select count(*) from erasure where carried_out_at >= ?")
                        .param(since.atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .single())
                .orElse(0L);
        if (aside.holdsKeys() && erasedSince > 0) {
            return Finding.wrong(
                    "Backups",
                    what + ". Something was erased since, and these keys may still open it.",
                    "Remove the directory: it undoes what was promised to two people.");
        }
        var isOld = aside.since()
                .filter(since -> since.plus(backups.keysKeep()).isBefore(clock.instant()))
                .isPresent();
        return Finding.notice(
                "Backups",
                what + (isOld ? ", for longer than copies of keys are kept here." : "."),
                "Remove the directory once you are sure that nobody needs it: it holds what may have been erased since.");
    }
}
