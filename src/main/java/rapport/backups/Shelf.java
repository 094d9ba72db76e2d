package rapport.backups;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A directory of backups: those of events and those of keys in one each, so that they can be kept apart. */
record Shelf(Path directory) {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final Pattern NAME = Pattern.compile("(?:rapport|keys)-(\\d{8}T\\d{6}Z)(?:-(\\d+))?\\.zip");

    /** A backup and when it was made, as its name says. */
    record Kept(Path file, Instant madeAt, int number) {}

    boolean isSameAs(Shelf other) {
        return directory
                .toAbsolutePath()
                .normalize()
                .equals(other.directory.toAbsolutePath().normalize());
    }

    Path events() {
        return directory.resolve("events");
    }

    Path keys() {
        return directory.resolve("keys");
    }

    /** The shelf that a backup of events lies on, if it lies on one. */
    static Optional<Shelf> around(Path events) {
        var parent = events.toAbsolutePath().getParent();
        return parent == null || parent.getParent() == null || !parent.endsWith("events")
                ? Optional.empty()
                : Optional.of(new Shelf(parent.getParent()));
    }

    static String stamp(Instant now) {
        return STAMP.format(now.atOffset(ZoneOffset.UTC));
    }

    /** A file of that name which is not there yet. */
    static Path next(Path directory, String kind, Instant now) {
        var name = kind + "-" + stamp(now);
        var file = directory.resolve(name + ".zip");
        for (var number = 2; Files.exists(file); number++) {
            file = directory.resolve(name + "-" + number + ".zip");
        }
        return file;
    }

    Optional<Kept> newestEvents() throws IOException {
        return in(events()).stream().findFirst();
    }

    /** The newest that was made by then: what says that it was made later was made while the clock was wrong. */
    Optional<Kept> newestEvents(Instant now) throws IOException {
        return in(events()).stream().filter(kept -> !kept.madeAt().isAfter(now)).findFirst();
    }

    Optional<Kept> newestKeys() throws IOException {
        return in(keys()).stream().findFirst();
    }

    /** Every file of a backup. */
    List<Kept> all() throws IOException {
        return Stream.concat(in(events()).stream(), in(keys()).stream()).toList();
    }

    /** Every backup of keys, the newest first. */
    List<Kept> allKeys() throws IOException {
        return in(keys());
    }

    /** Newest first. */
    private static List<Kept> in(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.flatMap(file -> kept(file).stream())
                    .sorted(Comparator.comparing(Kept::madeAt)
                            .thenComparingInt(Kept::number)
                            .reversed())
                    .toList();
        }
    }

    /** True for what is to become a backup, by this ending. */
    static boolean isDraft(Path file, String ending) {
        var name = file.getFileName().toString();
        return name.endsWith(ending)
                && NAME.matcher(name.substring(0, name.length() - ending.length()))
                        .matches();
    }

    private static Optional<Kept> kept(Path file) {
        var name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        try {
            var number = name.group(2) == null ? 1 : Integer.parseInt(name.group(2));
            return instant(name.group(1)).map(at -> new Kept(file, at, number));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** The instant that a stamp tells; empty if it is none. */
    static Optional<Instant> instant(String stamp) {
        try {
            return Optional.of(LocalDateTime.parse(stamp, STAMP).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Makes the directories that are not there, and clears away what killed processes left in them. */
    void prepare() throws IOException {
        for (var half : List.of(events(), keys())) {
            BackupFile.removeDrafts(BackupFile.directory(half));
        }
    }

    /**
     * Removes what is older than that, but never the newest. What says that it was made later than now, because the clock
     * was wrong once, is neither: it goes when its time has come.
     */
    void clear(Instant now, Duration keepEvents, Duration keepKeys) throws IOException {
        clear(events(), now, keepEvents);
        clear(keys(), now, keepKeys);
    }

    private static void clear(Path directory, Instant now, Duration keep) throws IOException {
        var before = now.minus(keep);
        for (var old : in(directory).stream()
                .filter(kept -> !kept.madeAt().isAfter(now))
                .skip(1)
                .toList()) {
            if (old.madeAt().isBefore(before)) {
                Files.deleteIfExists(old.file());
            }
        }
    }
}
