package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;
import rapport.doors.Addresses;
import rapport.exports.PartyExport;
import rapport.parties.Actor;
import rapport.parties.RelationshipId;
import rapport.parties.Viewer;
import rapport.relationships.Relationships;
import rapport.shared.NotThere;

/** The page from which one of the two takes a copy of what was recorded, and the copy itself. */
@Controller
@RequestMapping("/relationships/{r}/export")
class TakingAlong {

    private final Relationships relationships;
    private final PartyExport exports;
    private final Pages pages;
    private final Frames frames;
    private final Clock clock;

    TakingAlong(Relationships relationships, PartyExport exports, Pages pages, Frames frames, Clock clock) {
        this.relationships = relationships;
        this.exports = exports;
        this.pages = pages;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping
    View page(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        var visit = Visit.of(request, actor);
        return pages.page("export", 200, page(visit, Addresses.relationship(r)));
    }

    private ExportPage page(Visit visit, RelationshipId id) {
        var card = relationships.find(visit.viewer(), id);
        var side = card.parties().joinedSideOf(visit.viewer()).orElseThrow(NotThere::new);
        var pair = Pair.of(card, new Viewer.Party(side), frames.namesOf(List.of(card)), card.dayOf(clock.instant()));
        return new ExportPage(
                frames.within(visit, "Take it along · " + pair.title(), pair),
                Addressed.history(id),
                pair.other(),
                card.hasEnded(),
                new FormBuilder("take-along", Addressed.export(id), visit)
                        .build("Take it along", "Make the copy", true));
    }

    /** Sent by a form, though it changes nothing: what it answers with must stand in no cache and behind no link. */
    @PostMapping
    void copy(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletResponse response)
            throws IOException {
        var copy = exports.of(actor.person(), Addresses.relationship(r));
        response.setContentType("application/zip");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(copy.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        copy.writeTo(response.getOutputStream());
    }
}
