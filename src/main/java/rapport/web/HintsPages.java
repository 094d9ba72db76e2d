package rapport.web;

import org.springframework.stereotype.Component;
import rapport.hints.Hints;

/** Makes the page that explains the hints. */
@Component
class HintsPages {

    private final Frames frames;

    HintsPages(Frames frames) {
        this.frames = frames;
    }

    HintsPage of(Visit visit) {
        return new HintsPage(frames.around(visit, "Hints on a repair", ""), Hints.all());
    }
}
