package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import rapport.briefing.Briefing;
import rapport.briefing.OpenItem;
import rapport.doors.Capturing;
import rapport.doors.Fields;
import rapport.parties.Actor;
import rapport.parties.RelationshipId;

/**
 * What the pages are made of, for the page that shows all of it: forms in each state and items of each kind, made by the
 * same hands as on the real pages. For demonstrations only.
 */
@Component
@Profile("demo")
public class Specimens {

    private final Briefing briefing;
    private final Frames frames;
    private final BriefPages briefs;
    private final PromisePages promises;
    private final Capturing capturing;

    Specimens(Briefing briefing, Frames frames, BriefPages briefs, PromisePages promises, Capturing capturing) {
        this.briefing = briefing;
        this.frames = frames;
        this.briefs = briefs;
        this.promises = promises;
        this.capturing = capturing;
    }

    /** What stands around a page for this viewer. */
    public Frame frame(HttpServletRequest request, Actor viewer, String title) {
        return frames.around(Visit.of(request, viewer), title, "");
    }

    /** One open item of each kind and stage that these people see in these relationships. */
    public List<ItemView> open(HttpServletRequest request, Map<RelationshipId, Actor> viewers) {
        var seen = new HashSet<String>();
        var shown = new ArrayList<ItemView>();
        viewers.forEach((relationship, viewer) -> {
            var items =
                    briefing.brief(viewer.person(), relationship).openItems().items();
            var views = briefs.now(Visit.of(request, viewer), relationship).sections().stream()
                    .flatMap(section -> section.items().stream())
                    .toList();
            for (var i = 0; i < Math.min(items.size(), views.size()); i++) {
                if (seen.add(kindOf(items.get(i)))) {
                    shown.add(views.get(i));
                }
            }
        });
        return List.copyOf(shown);
    }

    private static String kindOf(OpenItem item) {
        var facts = item.rupture();
        return item.kind() + " " + item.visibility()
                + (facts == null ? "" : " " + facts.stage() + " " + (facts.slips() > 0));
    }

    /** One promise of each way to be over that somebody sees in a relationship. */
    public List<ItemView> over(HttpServletRequest request, Actor viewer, RelationshipId relationship) {
        var seen = new HashSet<Seam>();
        return promises.all(Visit.of(request, viewer), relationship).promises().stream()
                .filter(item -> seen.add(item.seam()))
                .filter(item -> item.seam() == Seam.KEPT || item.seam() == Seam.CLOSED)
                .toList();
    }

    /** What happened to the promise with the longest history. */
    public List<Step> steps(HttpServletRequest request, Actor viewer, RelationshipId relationship) {
        return briefing.promises(viewer.person(), relationship).stream()
                .map(life -> promises.of(
                                Visit.of(request, viewer),
                                relationship,
                                life.promise().commitment().id())
                        .steps())
                .max((one, other) -> Integer.compare(one.size(), other.size()))
                .orElse(List.of());
    }

    /** A form with a field of each kind. */
    public FormView fresh(HttpServletRequest request) {
        return fields(new FormBuilder("style-fresh", "/style", Visit.of(request, null)))
                .build("Record something", "Record it", true);
    }

    /** The same after something in it was wrong. */
    public FormView refused(HttpServletRequest request) {
        var errors = new LinkedHashMap<String, String>();
        errors.put("name", "A name fits on one line.");
        errors.put("dueOn", "This must be a day that exists, written as year-month-day, such as 2026-03-31.");
        errors.put("text", "This is required.");
        errors.put("landed", "This is required.");
        var attempt = new Attempt(
                "style-refused",
                422,
                null,
                "Nothing was recorded yet: please look at what is marked.",
                errors,
                Map.of("name", "Nadia", "dueOn", "", "text", ""));
        return fields(new FormBuilder(
                        "style-refused", "/style", Visit.of(request, null).after(attempt)))
                .build("Record something", "Record it", true);
    }

    private static FormBuilder fields(FormBuilder form) {
        var landings = new LinkedHashMap<String, String>();
        landings.put("WELL", "It landed well");
        landings.put("MIXED", "Some of it did");
        landings.put("HARD", "It was hard to hear");
        return form.line("name", "Name", "off")
                .email("email", "E-mail address", "off")
                .secret("passphrase", "Passphrase", "Four words that do not belong together are easy to keep.", "off")
                .words("text", "What was promised", "", "As you would say it to each other.")
                .date("dueOn", "By when", "")
                .time("time", "At", "10:00")
                .number("minutes", "For how many minutes", "30")
                .choice("landed", "How it landed", landings, "", null)
                .select("kind", "What kind of moment", Map.of("SHARP_TONE", "A sharp tone"), "SHARP_TONE")
                .tick("flagged", "Bring it up next time");
    }

    /** A repair that could be better, after hints were asked for. */
    public FormView hinted(HttpServletRequest request) {
        var attempt = new Attempt(
                "style-repair",
                200,
                null,
                null,
                Map.of(),
                Map.of(
                        "owned",
                        "I am sorry if you felt left out, but mistakes were made.",
                        "change",
                        "I will try to do better.",
                        FormBuilder.HINTS,
                        "true"));
        return new FormBuilder("style-repair", "/style", Visit.of(request, null).after(attempt))
                .words("owned", "What I did")
                .words("change", "What will be different")
                .withHints()
                .build("Own it and offer a repair", "Offer it", true);
    }

    /** How a line is understood for somebody, as it is shown under it. */
    public UnderstandingView line(Actor actor, String line) {
        var looked = capturing.look(actor, Fields.ofForm(Map.of("text", new String[] {line})));
        return UnderstandingView.of(looked, null);
    }

    /** What is said once a line is recorded, while it can be taken back. */
    public CapturedView captured(HttpServletRequest request) {
        var undo = new FormBuilder("style-undo", "/style", Visit.of(request, null)).build("Undo", "Undo", false);
        return new CapturedView(
                "Recorded: You promise Tomás: “the account for staging”.", undo, new Link("", "See it", "/style"));
    }

    /** A form of nothing but its button. */
    public FormView oneClick(HttpServletRequest request, boolean main) {
        return new FormBuilder(main ? "style-main" : "style-plain", "/style", Visit.of(request, null))
                .build("Kept", main ? "Kept, yes" : "Not yet", main);
    }

    /** Acts side by side, one of them unfolding into a form. */
    public ActsView acts(HttpServletRequest request) {
        var visit = Visit.of(request, null);
        var keep = new FormBuilder("style-act-keep", "/style", visit).build("Kept", "Kept", true);
        var move = new FormBuilder("style-act-move", "/style", visit)
                .date("dueOn", "New date", "")
                .words("reason", "Why")
                .build("Propose a new date", "Propose it", false);
        return new ActsView("style-acts", List.of(keep, move), List.of(), "", false);
    }

    /** A form that only the demonstration has: one button that says something about somebody. */
    public FormView button(HttpServletRequest request, String key, String action, String label) {
        return new FormBuilder(key, action, Visit.of(request, null)).build(label, label, false);
    }
}
