package rapport.web;

import java.util.List;
import org.springframework.stereotype.Component;
import rapport.parties.RelationshipId;

/** Makes the page that shows a recovery code. It is an answer itself, never kept for a next page. */
@Component
class CodePages {

    private final Frames frames;

    CodePages(Frames frames) {
        this.frames = frames;
    }

    CodePage afterSetUp(Visit visit, String code) {
        return new CodePage(
                frames.around(visit, "Welcome", ""),
                "Rapport is set up",
                "You are signed in.",
                code,
                PeoplePages.starts(visit),
                PeoplePages.ZONES,
                null);
    }

    CodePage afterJoining(Visit visit, String code, RelationshipId relationship) {
        return leadingOn(
                visit,
                "You have joined",
                "From here on you speak for yourself. You see everything that was recorded, also what was recorded in your "
                        + "name until now.",
                code,
                new Link("", "Go to the brief", Addressed.brief(relationship)));
    }

    CodePage afterAuditorsLink(Visit visit, String code) {
        return leadingOn(
                visit,
                "You can sign in",
                "Your passphrase is set, and you are signed in.",
                code,
                new Link("", "Go to Audit", Addressed.AUDIT));
    }

    CodePage afterRecovery(Visit visit, String code) {
        return leadingOn(
                visit,
                "You are back",
                "Your new passphrase is set, and everywhere else you are signed out. The code that you used is used up; "
                        + "this is the next one.",
                code,
                new Link("", "Go to Today", Addressed.TODAY));
    }

    CodePage afresh(Visit visit, String code) {
        return leadingOn(
                visit,
                "A new recovery code",
                "The one before is worth nothing any more.",
                code,
                new Link("", "Back to Settings", Addressed.SETTINGS));
    }

    private CodePage leadingOn(Visit visit, String title, String sentence, String code, Link onward) {
        return new CodePage(frames.around(visit, title, ""), title, sentence, code, List.of(), List.of(), onward);
    }
}
