package rapport.api;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import rapport.doors.Addresses;
import rapport.doors.Question;
import rapport.doors.Timelines;
import rapport.parties.Actor;

/** What was recorded within a relationship. */
@RestController
@RequestMapping("/api/relationships/{r}/history")
class HistoryController {

    private final Timelines timelines;
    private final HistoryViews views;

    HistoryController(Timelines timelines, HistoryViews views) {
        this.timelines = timelines;
        this.views = views;
    }

    @GetMapping
    Answer history(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String r,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String side,
            @RequestParam(required = false) @Nullable String q) {
        var question = new Question(before, limit, kind, side, q);
        return new Answer(views.timeline(timelines.answer(actor.person(), Addresses.relationship(r), question)));
    }
}
