package rapport.backups;

import java.util.Locale;

/** Sizes for people. */
final class Sizes {

    private static final long KB = 1000;

    private Sizes() {}

    /** Such as {@code 12.3 MB}. */
    static String text(long bytes) {
        if (bytes < KB * KB) {
            return bytes / KB + " KB";
        }
        var unit = bytes < KB * KB * KB ? " MB" : " GB";
        return String.format(Locale.ROOT, "%.1f", bytes / (double) (unit.equals(" MB") ? KB * KB : KB * KB * KB))
                + unit;
    }
}
