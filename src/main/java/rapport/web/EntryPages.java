package rapport.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.briefing.Brief;
import rapport.briefing.Briefing;
import rapport.briefing.OpenItem;
import rapport.briefing.SeenEntry;
import rapport.concerns.Concern;
import rapport.feedback.Feedback;
import rapport.feedback.FeedbackRequest;
import rapport.meetings.Note;
import rapport.meetings.Topic;
import rapport.notebooks.PrivateEntry;
import rapport.parties.EntryId;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.ruptures.Rupture;
import rapport.web.EntryPage.Said;
import rapport.words.Sealed;

/** Makes the page of one entry other than a promise. */
@Component
class EntryPages {

    private final Briefing briefing;
    private final Frames frames;
    private final Items items;
    private final Offers offers;
    private final Links links;

    EntryPages(Briefing briefing, Frames frames, Items items, Offers offers, Links links) {
        this.briefing = briefing;
        this.frames = frames;
        this.items = items;
        this.offers = offers;
        this.links = links;
    }

    EntryPage of(Visit visit, RelationshipId id, EntryId entryId) {
        var seen = briefing.entry(visit.viewer(), id, entryId);
        var card = seen.relationship();
        var pair = Pair.of(card, seen.viewer(), frames.namesOf(List.of(card)), seen.today());
        var entry = seen.entry();
        var brief = briefing.brief(visit.viewer(), id);
        var item = openItem(brief, entryId);
        var yours = item != null
                && pair.viewer().own().filter(item.owedBy()::includes).isPresent();
        var facts = new ArrayList<String>();
        var state = item == null
                ? closed(pair, seen, facts)
                : items.lead(pair, brief, item, facts) + unverified(pair, entry.verifier());
        facts.add(recorded(pair, seen));
        var words = items.shown(seen.stream(), entry.text());
        var kind = kind(seen);
        return new EntryPage(
                frames.within(visit, kind + " · " + pair.title(), pair),
                pair.title(),
                pair.address(),
                kind,
                item == null ? over(seen) : Seam.of(item),
                words,
                Items.marks(seen.visibility(), entry.isReworded()),
                state,
                List.copyOf(facts),
                item == null ? "" : NextStep.of(pair, brief, item),
                item == null ? "" : Items.move(pair, item.owedBy()),
                yours,
                said(pair, seen),
                links(visit.viewer(), id, seen),
                pair.isReader() ? ActsView.NONE : offers.on(pair, seen, yours, visit),
                CorrectionForms.of(pair, entryId, words, briefing.correctionsOf(seen, visit.viewer()), visit),
                steps(pair, seen));
    }

    /** What happened to an entry, for another page to show. */
    StoryPage story(Visit visit, RelationshipId id, EntryId entryId) {
        var seen = briefing.entry(visit.viewer(), id, entryId);
        var card = seen.relationship();
        var pair = Pair.of(card, seen.viewer(), frames.namesOf(List.of(card)), seen.today());
        return StoryPage.of(
                items.shown(seen.stream(), seen.entry().text()), Addressed.entry(id, entryId), steps(pair, seen));
    }

    private List<Step> steps(Pair pair, SeenEntry seen) {
        return briefing.lifeOf(seen).stream()
                .map(recorded -> EntrySteps.step(pair, recorded, text -> items.shown(seen.stream(), text)))
                .toList();
    }

    private static @Nullable OpenItem openItem(Brief brief, EntryId entry) {
        return brief.openItems().items().stream()
                .filter(item -> item.entryId().equals(entry.value()))
                .findFirst()
                .orElse(null);
    }

    /** Where an entry stands in which somebody's verdict counts, in a sentence or two; empty for any other. */
    static String stands(Pair pair, SeenEntry seen) {
        return switch (seen.entry().state()) {
            case Feedback feedback -> feedback(pair, feedback);
            case Concern concern -> concern(pair, concern);
            case Rupture rupture -> rupture(pair, rupture, new ArrayList<>());
            default -> "";
        };
    }

    private static String kind(SeenEntry seen) {
        return switch (seen.entry().state()) {
            case Feedback feedback -> Spoken.kind(feedback.given().kind());
            case FeedbackRequest _ -> "Asked for feedback";
            case Concern _ -> "A concern";
            case Rupture _ -> "A strain";
            case Topic _ -> "A topic";
            case Note _ -> "A note";
            case PrivateEntry own ->
                switch (own.kind()) {
                    case RUPTURE -> "A strain";
                    case TOPIC -> "A topic";
                    case NOTE -> "A note";
                };
            default -> throw new IllegalStateException("no such entry");
        };
    }

    private static Seam over(SeenEntry seen) {
        return switch (seen.entry().state()) {
            case Rupture rupture when rupture.stage() == Rupture.Stage.REPAIRED -> Seam.KEPT;
            case Concern concern when concern.status() == Concern.Status.SETTLED -> Seam.KEPT;
            default -> Seam.CLOSED;
        };
    }

    // Where an entry stands that waits for nobody.
    private static String closed(Pair pair, SeenEntry seen, List<String> facts) {
        return switch (seen.entry().state()) {
            case Feedback feedback -> feedback(pair, feedback);
            case FeedbackRequest _ -> "Answered.";
            case Concern concern -> concern(pair, concern);
            case Rupture rupture -> rupture(pair, rupture, facts);
            case Topic topic ->
                switch (topic.status()) {
                    case OPEN -> "Not talked about yet.";
                    case DISCUSSED -> pair.isReader() ? "They talked about it." : "You talked about it.";
                    case DROPPED -> pair.who(topic.raiser()) + " dropped it.";
                };
            case Note _ -> "Kept to be read again.";
            case PrivateEntry own ->
                own.status() == PrivateEntry.Status.OPEN ? "Kept to be read again." : "You are done with it.";
            default -> throw new IllegalStateException("no such entry");
        };
    }

    private static String feedback(Pair pair, Feedback feedback) {
        var landing = feedback.landing();
        if (landing == null) {
            return pair.who(feedback.receiver()) + (pair.isYou(feedback.receiver()) ? " have" : " has")
                    + " not said how it landed.";
        }
        return Spoken.landed(landing) + " with " + pair.whom(feedback.receiver()) + "."
                + unverified(pair, feedback.receiver(), feedback.unverified());
    }

    private static String concern(Pair pair, Concern concern) {
        return switch (concern.status()) {
            case UNANSWERED -> "Not answered yet.";
            case ANSWERED -> "Answered.";
            case SETTLED ->
                pair.who(concern.raiser()) + " said that it is settled."
                        + unverified(pair, concern.raiser(), concern.unverified());
            case WITHDRAWN -> pair.who(concern.raiser()) + " took it back.";
        };
    }

    private static String rupture(Pair pair, Rupture rupture, List<String> facts) {
        facts.add(pair.day(rupture.named().occurredOn()));
        facts.add("caused by " + pair.whom(rupture.causedBy()));
        return switch (rupture.stage()) {
            case REPAIRED -> "Mended." + unverified(pair, rupture.harmed(), rupture.unverified());
            case LET_GO ->
                pair.who(rupture.harmed()) + " let it go." + unverified(pair, rupture.harmed(), rupture.unverified());
            case REBUILDING ->
                "A repair is being lived up to." + unverified(pair, rupture.harmed(), rupture.unverified());
            case DECLINED -> "Not mended yet." + unverified(pair, rupture.harmed(), rupture.unverified());
            case NAMED, DISPUTED, OFFERED -> "Not mended yet.";
        };
    }

    private static String unverified(Pair pair, @Nullable Side verifier) {
        return verifier == null ? "" : "." + unverified(pair, verifier, true);
    }

    private static String unverified(Pair pair, Side side, boolean unverified) {
        return unverified
                ? " " + pair.who(side) + " had not joined when this was recorded, so it has not been verified."
                : "";
    }

    private static String recorded(Pair pair, SeenEntry seen) {
        var by = seen.entry().corrections().author();
        var day = pair.card().dayOf(seen.entry().corrections().recordedAt());
        return "recorded by " + pair.whom(by.onBehalf() ? by.side().other() : by.side()) + " on " + pair.day(day);
    }

    private List<Said> said(Pair pair, SeenEntry seen) {
        var said = new ArrayList<Said>();
        switch (seen.entry().state()) {
            case Feedback feedback -> {
                add(said, seen, "When and where", feedback.situation());
                add(said, seen, "What " + pair.whom(feedback.receiver()) + " said to it", feedback.heardText());
            }
            case Concern concern -> {
                var answer = concern.answer();
                add(said, seen, "The answer", answer == null ? null : answer.text());
            }
            case Rupture rupture -> {
                rupture.impacts()
                        .forEach(impact ->
                                add(said, seen, "What it did to " + pair.whom(rupture.harmed()), impact.text()));
                var disputed = rupture.disputed();
                add(
                        said,
                        seen,
                        "How " + pair.whom(rupture.causedBy())
                                + (pair.isYou(rupture.causedBy()) ? " see it" : " sees it"),
                        disputed == null ? null : disputed.text());
                var repair = rupture.repair();
                if (repair != null) {
                    add(
                            said,
                            seen,
                            "What " + pair.whom(rupture.causedBy())
                                    + (pair.isYou(rupture.causedBy()) ? " own" : " owns"),
                            repair.owned());
                    add(said, seen, "What will be different, by " + pair.day(repair.dueOn()), repair.change());
                    add(said, seen, "What is missing", repair.missing());
                }
            }
            default -> {}
        }
        return List.copyOf(said);
    }

    private void add(List<Said> said, SeenEntry seen, String title, @Nullable Sealed words) {
        if (words != null) {
            said.add(new Said(title, items.shown(seen.stream(), words)));
        }
    }

    private List<Link> links(PersonId viewer, RelationshipId id, SeenEntry seen) {
        var found = new ArrayList<Optional<Link>>();
        switch (seen.entry().state()) {
            case Rupture rupture -> {
                found.add(links.to(viewer, id, "It is about", rupture.named().about()));
                found.add(links.to(viewer, id, "The change as a promise", rupture.commitment()));
            }
            case PrivateEntry own -> found.add(links.to(viewer, id, "It is about", own.about()));
            case Feedback feedback ->
                found.add(links.to(viewer, id, "It answers", feedback.given().answers()));
            case FeedbackRequest request -> found.add(links.to(viewer, id, "The feedback", request.answeredBy()));
            case Concern concern -> {
                var answer = concern.answer();
                found.add(links.to(
                        viewer, id, "The promise made with the answer", answer == null ? null : answer.commitment()));
            }
            default -> {}
        }
        return found.stream().flatMap(Optional::stream).toList();
    }
}
