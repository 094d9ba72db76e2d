package rapport.backups;

import java.io.IOException;

/** A file is no backup, or no whole one: why, to be put behind "…, because". */
final class NotABackup extends IOException {

    private static final long serialVersionUID = 1L;

    NotABackup(String why) {
        super(why);
    }
}
