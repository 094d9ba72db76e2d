package rapport.doors;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import rapport.eventstore.Unreadable;

/** What people are told where something that was recorded cannot be read any more. */
public final class Damage {

    /** What it is, in a few words; nobody broke a rule. */
    public static final String TITLE = "Something here cannot be read";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Damage() {}

    /** Says which event it is, what that means, and what to do. It quotes nothing. */
    public static String sentence(Unreadable unreadable) {
        return "One thing that was recorded here cannot be read any more: number " + unreadable.sequence()
                + ", recorded on "
                + TIME.format(unreadable.at())
                + " (UTC). What depends on it is not shown, and nothing new can be decided on it, so nothing was changed."
                + " Please tell whoever runs this server: rapport verify says what is damaged, and a backup from before can"
                + " be restored. Your other relationships are not affected.";
    }
}
