package rapport.web;

import org.jspecify.annotations.Nullable;

/** The page from which an act was sent, and to which the person returns. A fixed word, so that it leads nowhere else. */
enum Back {
    TODAY,
    PROMISES_TO_ME,
    BRIEF,
    ON_MY_BEHALF,
    ENTRY;

    static Back named(@Nullable String word) {
        return switch (word) {
            case "today" -> TODAY;
            case "promises-to-me" -> PROMISES_TO_ME;
            case "brief" -> BRIEF;
            case "on-my-behalf" -> ON_MY_BEHALF;
            case null, default -> ENTRY;
        };
    }

    String word() {
        return switch (this) {
            case TODAY -> "today";
            case PROMISES_TO_ME -> "promises-to-me";
            case BRIEF -> "brief";
            case ON_MY_BEHALF -> "on-my-behalf";
            case ENTRY -> "entry";
        };
    }
}
