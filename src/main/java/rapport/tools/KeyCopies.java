package rapport.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The copies of the keys that Rapport has made and that lie where it put them. Not those that somebody keeps elsewhere. */
public interface KeyCopies {

    /** @param until what has to happen before it is gone, as a sentence */
    record Copy(Path place, String until) {}

    /**
     * Those that may hold what was destroyed at an instant: made before it, and still there.
     *
     * @throws IOException if one cannot look
     */
    List<Copy> madeBefore(Instant destroyed) throws IOException;

    /**
     * Makes a new backup, tries it out, and only if it can be restored removes every other backup of keys beside it.
     *
     * @return what was removed
     * @throws Refused if it cannot be made or restored, or keys are missing that an older backup may hold: then nothing was removed
     * @throws IOException if it cannot be written, or not everything can be removed
     */
    List<Path> renew(Console console) throws IOException;
}
