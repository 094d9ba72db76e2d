package rapport.parties;

import java.util.Locale;

/** A kind of act on an entry that exists; an enum's constants, by the names under which every door offers them. */
public interface ActKind {

    /** The constant's name. */
    String name();

    /** Its name in a URL, such as {@code propose-date}. */
    default String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
