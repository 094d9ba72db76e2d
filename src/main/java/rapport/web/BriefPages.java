package rapport.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.briefing.Brief;
import rapport.briefing.Briefing;
import rapport.briefing.OpenItem;
import rapport.briefing.Promise;
import rapport.briefing.SinceLast;
import rapport.commitments.Commitment.Status;
import rapport.commitments.CommitmentId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.relationships.RelationshipCard;
import rapport.relationships.Relationships;
import rapport.seals.Receipt;
import rapport.seals.Seals;
import rapport.web.BriefPage.Section;

/** Makes the page to read before a 1:1, as it is now or as it was on a day. */
@Component
class BriefPages {

    private static final List<String> LEFT_OVER =
            List.of("text", "reason", "owned", "change", "missing", "situation", "delivered", "commitment.text");

    private final Briefing briefing;
    private final Relationships relationships;
    private final Frames frames;
    private final Items items;
    private final Offers offers;
    private final Preparations preparations;
    private final Seals seals;
    private final Clock clock;

    BriefPages(
            Briefing briefing,
            Relationships relationships,
            Frames frames,
            Items items,
            Offers offers,
            Preparations preparations,
            Seals seals,
            Clock clock) {
        this.briefing = briefing;
        this.relationships = relationships;
        this.frames = frames;
        this.items = items;
        this.offers = offers;
        this.preparations = preparations;
        this.seals = seals;
        this.clock = clock;
    }

    BriefPage now(Visit visit, RelationshipId id) {
        return present(visit, id, "", null, Extent.READABLE);
    }

    BriefPage now(Visit visit, RelationshipId id, Extent extent) {
        return present(visit, id, "", null, extent);
    }

    /** As it was at the end of a day, or the present with a word on why that day cannot be shown. */
    BriefPage asOf(Visit visit, RelationshipId id, String typed, Extent extent) {
        var card = relationships.reading(visit.viewer(), id).card();
        LocalDate day;
        try {
            day = LocalDate.parse(typed.strip());
        } catch (DateTimeException _) {
            return refused(visit, id, typed, "This must be a day that exists, written like 2026-03-31.");
        }
        var now = clock.instant();
        var today = card.dayOf(now);
        if (day.isAfter(today)) {
            return refused(visit, id, typed, "That day has not come yet; only what has been can be shown.");
        }
        if (day.isBefore(card.dayOf(card.startedAt()))) {
            return refused(
                    visit,
                    id,
                    typed,
                    "Nothing was recorded here yet on that day; it began on "
                            + Days.day(card.dayOf(card.startedAt()), today) + ".");
        }
        var then = day.equals(today) ? now : endOf(day, card);
        var banner = (day.equals(today)
                        ? "You are looking at the record of today, up to now."
                        : "You are looking at the past: how it stood at the end of " + Days.day(day, today) + ".")
                + " Nothing can be recorded from this page.";
        return page(
                visit,
                briefing.briefAsOf(visit.viewer(), id, then),
                briefing.sinceLastAsOf(visit.viewer(), id, then),
                banner,
                typed,
                null,
                extent);
    }

    // The last instant that the clock can tell, which counts whole milliseconds.
    private static Instant endOf(LocalDate day, RelationshipCard card) {
        return day.plusDays(1).atStartOfDay(card.zone()).toInstant().minusMillis(1);
    }

    private BriefPage refused(Visit visit, RelationshipId id, String typed, String why) {
        return present(visit, id, typed, why, Extent.READABLE);
    }

    private BriefPage present(Visit visit, RelationshipId id, String asOf, @Nullable String asOfError, Extent extent) {
        var viewer = visit.viewer();
        return page(visit, briefing.brief(viewer, id), briefing.sinceLast(viewer, id), null, asOf, asOfError, extent);
    }

    private BriefPage page(
            Visit visit,
            Brief brief,
            SinceLast sinceLast,
            @Nullable String past,
            String asOf,
            @Nullable String asOfError,
            Extent extent) {
        var card = brief.relationship();
        var pair = Pair.of(brief, frames.namesOf(List.of(card)));
        var acting = past == null && !card.hasEnded() && !pair.isReader();
        var whole = pair.address() + "?whole=true" + (past == null ? "" : "&asOf=" + asOf.strip());
        var shown = extent.of(brief.openItems().items().size());
        var sections = sections(pair, brief, acting ? visit : null, shown, whole);
        var inFlight = inFlight(brief);
        return new BriefPage(
                frames.within(visit, pair.title(), pair),
                pair.title(),
                about(pair),
                pair.address(),
                pair.isReader() ? null : Addressed.oneOnOnes(card.id()),
                past == null ? ended(pair) : past,
                past != null,
                // Also where nothing can be recorded any more, so that no typed word is lost.
                acting
                                || (!pair.isReader()
                                        && CreateForms.keys()
                                                .contains(visit.attempt().form()))
                        ? new CreateForms(pair, visit, Back.BRIEF).all()
                        : ActsView.NONE,
                past == null ? meeting(pair, visit) : "",
                card.hasEnded() ? "" : InARowInWords.of(pair, brief.inARow()),
                acting ? wrapUp(pair, brief, sinceLast) : null,
                BriefInASentence.of(
                        pair,
                        brief.openItems().items(),
                        pair.day(brief.openItems().next())),
                acting
                        ? OnMyBehalfPages.unverified(
                                briefing.toBeVerified(visit.viewer(), card.id()).size())
                        : "",
                asOf,
                asOfError,
                leftover(visit),
                sections,
                sections.isEmpty() ? calm(pair, inFlight.isEmpty()) : null,
                new Section(
                        inFlightTitle(pair, inFlight),
                        inFlight.stream()
                                .limit(shown.underOne())
                                .map(promise -> items.inFlight(pair, promise))
                                .toList(),
                        Math.max(0, inFlight.size() - shown.underOne()),
                        whole),
                preparations.of(pair, brief, sinceLast, shown, whole),
                past == null ? seals.head().map(Receipt::text).orElse("") : "");
    }

    // What was typed into a form that no page can show any more, because what it was about is gone.
    private static List<String> leftover(Visit visit) {
        var attempt = visit.attempt();
        if (attempt.sentence() == null || CreateForms.keys().contains(attempt.form())) {
            return List.of();
        }
        var leftover = new ArrayList<String>();
        leftover.add(attempt.sentence());
        LEFT_OVER.stream()
                .map(name -> attempt.typed().getOrDefault(name, ""))
                .filter(words -> !words.isBlank())
                .forEach(leftover::add);
        return leftover;
    }

    private @Nullable Link wrapUp(Pair pair, Brief brief, SinceLast sinceLast) {
        var wayIn = WrapUpPages.wayIn(pair, briefing.toBeWrappedUp(brief).orElse(null));
        var goesOn = wayIn == null && sinceLast.held() && sinceLast.since().equals(pair.today());
        return goesOn ? WrapUpPages.goOn(pair) : wayIn;
    }

    private String meeting(Pair pair, Visit visit) {
        var card = pair.card();
        if (card.hasEnded()) {
            return "";
        }
        return briefing.planned(visit.viewer(), card.id()).upcoming(pair.today(), card.zone(), 1).stream()
                .findFirst()
                .map(next -> "1:1 "
                        + Days.planned(
                                next.at().withZoneSameInstant(card.zone()).toLocalDateTime(), pair.today()))
                .orElse("No 1:1 is planned yet");
    }

    private static String inFlightTitle(Pair pair, List<Promise> inFlight) {
        var count = Counts.of(inFlight.size(), "promise") + " in flight";
        return inFlight.isEmpty()
                ? count
                : count + ", the next due "
                        + pair.day(inFlight.getFirst().commitment().dueOn());
    }

    private static String about(Pair pair) {
        var role = pair.who(Side.MANAGER) + (pair.isYou(Side.MANAGER) ? " are " : " is ") + pair.whose(Side.REPORT)
                + " manager.";
        return role + " Days are those of " + pair.card().zone().getId().replace('_', ' ') + ".";
    }

    private static @Nullable String ended(Pair pair) {
        var endedOn = pair.card().endedOn();
        if (pair.card().isErased()) {
            return "Everything that was written here was erased for ever. That something was recorded, and when, can still be"
                    + " seen in the history.";
        }
        return endedOn == null
                ? null
                : "This relationship ended on " + pair.day(endedOn)
                        + ". Its history can be read, but nothing more recorded.";
    }

    private static String calm(Pair pair, boolean nothingAtAll) {
        if (pair.isReader()) {
            return nothingAtAll
                    ? "Nothing is open between " + pair.title() + "."
                    : "Nothing waits for either of them before the next 1:1.";
        }
        return nothingAtAll
                ? "Nothing is open between you and " + pair.other()
                        + ". When one of you promises something, it is recorded here and comes up before it is due."
                : "Nothing waits for either of you before the next 1:1.";
    }

    private List<Section> sections(Pair pair, Brief brief, @Nullable Visit visit, Extent.Shown shown, String whole) {
        var next = pair.day(brief.openItems().next());
        Map<String, List<OpenItem>> sections = new LinkedHashMap<>();
        for (var item : brief.openItems().items()) {
            sections.computeIfAbsent(Items.heading(pair, item, next), _ -> new ArrayList<>())
                    .add(item);
        }
        return shown.sections(sections, whole, item -> item(pair, brief, item, visit));
    }

    private ItemView item(Pair pair, Brief brief, OpenItem item, @Nullable Visit visit) {
        var acts = visit == null ? ActsView.NONE : offers.on(pair, brief, item, visit, Back.BRIEF);
        return items.open(pair, brief, item, "", acts);
    }

    private static List<Promise> inFlight(Brief brief) {
        var listed = brief.openItems().items().stream()
                .map(item -> new CommitmentId(item.entryId()))
                .toList();
        return brief.promises().values().stream()
                .filter(promise -> promise.commitment().status() == Status.OPEN)
                .filter(promise -> !listed.contains(promise.commitment().id()))
                .toList();
    }
}
