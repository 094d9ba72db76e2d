package rapport.web;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import rapport.briefing.Entry;
import rapport.briefing.Promise;
import rapport.concerns.Concern;
import rapport.doors.HandingOver;
import rapport.doors.HandingOver.Anew;
import rapport.doors.HandingOver.Choice;
import rapport.doors.HandingOver.Fate;
import rapport.doors.HandingOver.Offer;
import rapport.feedback.FeedbackRequest;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.parties.Viewer;
import rapport.ruptures.Rupture;
import rapport.web.HandoverPage.Chosen;
import rapport.web.HandoverPage.Seen;
import rapport.words.Sealed;
import rapport.words.Vault;

/** Makes the pages on which a report chooses what goes with them. What they chose travels in the form and is kept nowhere. */
@Component
class HandoverPages {

    static final String FORM = "handover";

    private static final int LONGEST_EXCERPT = 200;
    private static final int DAYS_AHEAD = 7;

    private final HandingOver handingOver;
    private final Frames frames;
    private final Vault vault;
    private final Clock clock;

    HandoverPages(HandingOver handingOver, Frames frames, Vault vault, Clock clock) {
        this.handingOver = handingOver;
        this.frames = frames;
        this.vault = vault;
        this.clock = clock;
    }

    // --- choosing -------------------------------------------------------------------------------------------------

    HandoverPage choosing(Visit visit, RelationshipId id) {
        var offer = handingOver.offer(visit.viewer(), id);
        var pair = pair(offer);
        var onward = offer.onward();
        return new HandoverPage(
                frames.within(visit, "Another manager · " + pair.other(), pair),
                pair.other(),
                pair.address(),
                onward == null ? null : new Link("main", "Go on where you are now", Addressed.brief(onward)),
                onward == null ? form(visit, offer, pair) : null,
                ZoneId.getAvailableZoneIds().stream().sorted().toList(),
                null);
    }

    private Pair pair(Offer offer) {
        var card = offer.from();
        return Pair.of(card, new Viewer.Party(Side.REPORT), frames.namesOf(List.of(card)), card.dayOf(clock.instant()));
    }

    private FormView form(Visit visit, Offer offer, Pair pair) {
        var form = new FormBuilder(FORM, Addressed.handover(offer.from().id()) + "/look", visit)
                .id(UUID.randomUUID().toString());
        manager(form, offer);
        offer.promises().forEach(promise -> promise(form, offer, pair, promise, visit));
        offer.entries().forEach(entry -> entry(form, offer, pair, entry, visit));
        if (!offer.from().hasEnded()) {
            form.words(
                    "reason",
                    "Why it ends with " + pair.other(),
                    "I have another manager from now on.",
                    pair.other() + " reads this; the new manager does not.");
        }
        return form.build("What goes with you", "Look at it before anything is done", true);
    }

    private void manager(FormBuilder form, Offer offer) {
        if (!offer.others().isEmpty()) {
            var names = frames.namesOf(offer.others());
            var choices = new LinkedHashMap<String, String>();
            offer.others()
                    .forEach(card -> choices.put(
                            card.id().toString(),
                            names.getOrDefault(card.parties().manager(), Frames.NAMELESS)));
            choices.put("new", "Somebody who is not here yet");
            form.choice("to", "Your new manager", choices, "", null);
        }
        form.optionalLine("manager.name", offer.others().isEmpty() ? "Your new manager’s name" : "Their name, if new")
                .email("manager.email", "Their e-mail address, if you like", "off")
                .zone("zone", "Time zone", offer.from().zone().getId(), "Where you meet; it says when a day ends.");
    }

    private void promise(FormBuilder form, Offer offer, Pair pair, Promise promise, Visit visit) {
        var commitment = promise.commitment();
        var key = commitment.id().toString();
        var fates = new LinkedHashMap<String, String>();
        fates.put(Fate.CARRIED.name(), "It goes along: your new manager sees it");
        if (commitment.promisee() == Side.REPORT && !offer.from().hasEnded()) {
            fates.put(Fate.RELEASED.name(), "You release " + pair.other() + " from it");
        }
        fates.put(Fate.LEFT.name(), "It stays behind, in this history alone");
        var own = commitment.made().by().person().equals(visit.viewer());
        var words = words(offer, promise.text());
        var dueOn = commitment.dueOn();
        form.choice(
                        "promises." + key,
                        pair.who(commitment.promisor()) + " promised " + pair.whom(commitment.promisee()) + ", due "
                                + pair.day(dueOn) + ": “" + excerpt(words) + "”",
                        fates,
                        "",
                        null)
                .optionalWords("texts." + key, "If it goes along, in these words", own ? words : "")
                .optionalDate(
                        "dates." + key,
                        "If it goes along, due on",
                        (dueOn.isBefore(offer.today()) ? offer.today().plusDays(DAYS_AHEAD) : dueOn).toString(),
                        null);
    }

    private void entry(FormBuilder form, Offer offer, Pair pair, Entry entry, Visit visit) {
        var own = entry.corrections().author().person().equals(visit.viewer());
        var words = words(offer, entry.text());
        form.tick(
                        "shown." + entry.id(),
                        what(pair, entry) + ": “" + excerpt(words) + "”",
                        false,
                        switch (Anew.of(entry)) {
                            case CONCERN -> "If ticked, it goes along as a concern that your new manager answers.";
                            case FEEDBACK_REQUEST -> "If ticked, you ask your new manager for it.";
                            case TOPIC -> "If ticked, it goes along as something to talk about.";
                        })
                .optionalWords("texts." + entry.id(), "If ticked, in these words", own ? words : "");
    }

    private static String what(Pair pair, Entry entry) {
        return switch (entry.state()) {
            case Concern concern -> pair.whoseFirst(concern.raiser()) + " concern";
            case FeedbackRequest request ->
                pair.whoseFirst(request.requested().by().side()) + " request for feedback";
            case Rupture _ -> "A strain";
            default -> "A topic";
        };
    }

    private String words(Offer offer, Sealed words) {
        return vault.open(offer.from().id().value(), words).shown();
    }

    private static String excerpt(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_EXCERPT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_EXCERPT)).strip() + "…";
    }

    // --- looking at it once more ----------------------------------------------------------------------------------

    HandoverPage chosen(Visit visit, RelationshipId id, Choice choice, Map<String, String> sent) {
        var offer = handingOver.offer(visit.viewer(), id);
        var pair = pair(offer);
        var confirm = new FormBuilder(FORM + "-done", Addressed.handover(id), visit);
        var change = new FormBuilder(FORM + "-change", Addressed.handover(id) + "/choose", visit);
        sent.forEach((name, value) -> {
            if (!name.equals("_csrf")) {
                confirm.hidden(name, value);
                change.hidden(name, value);
            }
        });
        if (!sent.containsKey("id")) {
            confirm.hidden("id", choice.id().toString());
        }
        return new HandoverPage(
                frames.within(visit, "Another manager · " + pair.other(), pair),
                pair.other(),
                pair.address(),
                null,
                null,
                List.of(),
                new Chosen(
                        manager(choice),
                        seen(pair, choice),
                        kept(offer, pair, choice),
                        confirm.build("Hand over", "Do this", true),
                        change.build("Change something", "Change something", false)));
    }

    private String manager(Choice choice) {
        var onward = choice.onward();
        var manager = choice.manager();
        return onward != null
                ? frames.nameOf(onward.parties().manager())
                : manager == null ? Frames.NAMELESS : manager.name();
    }

    private static List<Seen> seen(Pair pair, Choice choice) {
        var seen = new ArrayList<Seen>();
        for (var one : choice.carried()) {
            var yours = one.promise().commitment().promisor() == Side.REPORT;
            seen.add(new Seen(
                    (yours ? "A promise of yours" : "A promise to you, which they may decline") + ", due "
                            + pair.day(one.dueOn()),
                    one.text().text()));
        }
        for (var one : choice.shown()) {
            seen.add(new Seen(
                    switch (Anew.of(one.entry())) {
                        case CONCERN -> "A concern of yours";
                        case FEEDBACK_REQUEST -> "A request for feedback";
                        case TOPIC -> "A topic";
                    },
                    one.text().text()));
        }
        return List.copyOf(seen);
    }

    private static List<String> kept(Offer offer, Pair pair, Choice choice) {
        var kept = new ArrayList<String>();
        if (!choice.released().isEmpty()) {
            kept.add("You release " + pair.other() + " from "
                    + Counts.of(choice.released().size(), "promise") + ".");
        }
        kept.add(pair.other() + " sees how many promises went along ("
                + choice.carried().size()
                + "), were released (" + choice.released().size() + ") and stay as they are ("
                + choice.left().size() + "); not which, and nothing else of your choice.");
        kept.add(
                offer.from().hasEnded()
                        ? "It has ended already, and stays as it is."
                        : "It ends today. Both of you can go on reading its history.");
        kept.add("What you did not choose stays where it is. Nothing of your notebook goes along.");
        return List.copyOf(kept);
    }
}
