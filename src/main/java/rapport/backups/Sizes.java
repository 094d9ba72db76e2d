package rapport.backups;

import java.util.Locale;
import rapport.tools.Console;

/** Sizes for people. */
final class Sizes {

    private static final long KB = 1000;

    private Sizes() {}

    /** Shows how many bytes are done, in MB. */
    static void progress(Console console, String what, long done, long of) {
        console.progress(what + ", MB", done / (KB * KB), of / (KB * KB));
    }

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
