package rapport.web;

import java.util.List;

/** What is shown while nobody answers; kept by the browser with all that it needs. */
public record OfflinePage() {

    /** The assets that it needs. */
    static final List<String> ASSETS =
            List.of("layers.css", "reset.css", "tokens.css", "base.css", "offline.css", "offline.js", "icon.svg");
}
