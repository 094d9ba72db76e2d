package rapport.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.briefing.Briefing;
import rapport.briefing.PromiseLife;
import rapport.commitments.Commitment.Status;
import rapport.parties.PersonId;
import rapport.parties.Viewer;

/** Makes the page of what was promised to the viewer, across everybody whom they meet. */
@Component
class PromisesToMePages {

    private static final int SETTLED_AT_ONCE = 20;
    private static final String WHOLE = Addressed.PROMISES_TO_ME + "?whole=true";
    private static final String BROKEN = "Broken";
    private static final String YOUR_WORD = "Waits for your word";
    private static final String IN_FLIGHT = "In flight";

    private final Briefing briefing;
    private final Frames frames;
    private final PromisePages promises;
    private final Offers offers;

    PromisesToMePages(Briefing briefing, Frames frames, PromisePages promises, Offers offers) {
        this.briefing = briefing;
        this.frames = frames;
        this.promises = promises;
        this.offers = offers;
    }

    /** @param page which page of the settled ones, from 1 on; one that does not exist is the nearest that does */
    PromisesToMePage of(Visit visit, int page, Extent extent) {
        var lives = briefing.promisesTo(visit.viewer());
        var names = frames.namesOf(
                lives.stream().map(PromiseLife::relationship).distinct().toList());
        Map<String, List<PromiseLife>> open = new LinkedHashMap<>();
        List.of(BROKEN, YOUR_WORD, IN_FLIGHT).forEach(title -> open.put(title, new ArrayList<>()));
        var settled = new ArrayList<PromiseLife>();
        for (var life : lives) {
            (isOver(life) ? settled : open.getOrDefault(title(life), settled)).add(life);
        }
        var pages = Math.max(1, (settled.size() + SETTLED_AT_ONCE - 1) / SETTLED_AT_ONCE);
        var shown = Math.clamp(page, 1, pages);
        var sections = extent.of(lives.size() - settled.size()).sections(open, WHOLE, life -> item(visit, life, names));
        return new PromisesToMePage(
                frames.around(visit, "Promises to me", "promises"),
                sum(open),
                sections,
                Counts.of(settled.size(), "promise") + " that " + (settled.size() == 1 ? "is" : "are") + " settled",
                items(
                        visit,
                        settled.subList(
                                (shown - 1) * SETTLED_AT_ONCE, Math.min(settled.size(), shown * SETTLED_AT_ONCE)),
                        names),
                shown > 1 ? address(shown - 1) : null,
                shown < pages ? address(shown + 1) : null);
    }

    // Where the two do not meet any more nobody has a move.
    private static boolean isOver(PromiseLife life) {
        return !life.promise().isOpen() || life.relationship().hasEnded();
    }

    private static String title(PromiseLife life) {
        var promise = life.promise().commitment();
        if (life.isBroken() && promise.status() == Status.OPEN) {
            return BROKEN;
        }
        return promise.status() == Status.CLAIMED || promise.hasLiveProposal(life.today()) ? YOUR_WORD : IN_FLIGHT;
    }

    private static String sum(Map<String, List<PromiseLife>> open) {
        var parts = new ArrayList<String>();
        add(parts, open.get(BROKEN), " is broken", " are broken");
        add(parts, open.get(YOUR_WORD), " waits for your word", " wait for your word");
        add(parts, open.get(IN_FLIGHT), " is in flight", " are in flight");
        if (parts.isEmpty()) {
            return "Nothing that was promised to you is open.";
        }
        return Spoken.capital(String.join(", ", parts) + ".");
    }

    // The first of them says what is counted.
    private static void add(List<String> parts, @Nullable List<PromiseLife> lives, String one, String many) {
        if (lives != null && !lives.isEmpty()) {
            var count = lives.size();
            var counted = parts.isEmpty() ? Counts.inWords(count, "promise") + " to you" : Counts.inWords(count);
            parts.add(counted + (count == 1 ? one : many));
        }
    }

    private List<ItemView> items(Visit visit, List<PromiseLife> lives, Map<PersonId, String> names) {
        return lives.stream().map(life -> item(visit, life, names)).toList();
    }

    private ItemView item(Visit visit, PromiseLife life, Map<PersonId, String> names) {
        var card = life.relationship();
        var own = life.promise().commitment().promisee();
        var pair = Pair.of(card, new Viewer.Party(own), names, life.today());
        var acts = offers.promisedToMe(pair, life, visit);
        return isOver(life)
                ? promises.listed(pair, life, pair.other(), acts)
                : promises.waiting(pair, life, pair.other(), acts);
    }

    private static String address(int page) {
        return Addressed.PROMISES_TO_ME + "?settled=" + page;
    }
}
