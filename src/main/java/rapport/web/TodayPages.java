package rapport.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import rapport.briefing.Brief;
import rapport.briefing.Briefing;
import rapport.briefing.OpenItem;
import rapport.briefing.OpenItem.Kind;
import rapport.briefing.Today;
import rapport.parties.PersonId;
import rapport.parties.Viewer;
import rapport.relationships.RelationshipCard;
import rapport.shared.NotThere;
import rapport.web.TodayPage.Meeting;

/** Makes the home page. */
@Component
class TodayPages {

    private static final String DAMAGED =
            "Something that was recorded here cannot be read any more. Open it to see what can be done.";

    private static final int WORST = 3;

    private final Briefing briefing;
    private final Frames frames;
    private final Items items;
    private final Offers offers;
    private final Clock clock;

    TodayPages(Briefing briefing, Frames frames, Items items, Offers offers, Clock clock) {
        this.briefing = briefing;
        this.frames = frames;
        this.items = items;
        this.offers = offers;
        this.clock = clock;
    }

    TodayPage of(Visit visit) {
        return of(visit, Extent.READABLE);
    }

    TodayPage of(Visit visit, Extent extent) {
        var today = briefing.today(visit.viewer());
        var names = frames.namesOf(
                Stream.concat(today.briefs().stream().map(Brief::relationship), today.unreadable().stream())
                        .toList());
        var shown = extent.of(today.moves().size()).inAll();
        var moves = today.moves().stream()
                .limit(shown)
                .map(move -> {
                    var pair = Pair.of(move.brief(), names);
                    return item(pair, move.brief(), move.item(), visit, true);
                })
                .toList();
        var meetings = Stream.concat(
                        today.briefs().stream().map(brief -> meeting(Pair.of(brief, names), brief, visit)),
                        today.unreadable().stream().map(card -> damaged(card, names, visit)))
                .toList();
        var frame = frames.around(visit, "Today", "today", today);
        var starts = meetings.isEmpty() ? PeoplePages.starts(visit) : List.<FormView>of();
        return new TodayPage(
                frame,
                day(today),
                moves,
                today.moves().size() - moves.size(),
                meetings,
                starts,
                starts.isEmpty() ? List.of() : PeoplePages.ZONES);
    }

    // Each relationship has its own day; without any, the server's has to do.
    private String day(Today today) {
        var here = today.briefs().isEmpty()
                ? LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault())
                : today.briefs().getFirst().openItems().today();
        return Days.day(here, here);
    }

    private Meeting meeting(Pair pair, Brief brief, Visit visit) {
        var worst = brief.openItems().items().stream()
                .limit(WORST)
                .map(item -> item(pair, brief, item, visit, false))
                .toList();
        var next = brief.nextOneOnOne();
        var when = next == null ? "" : "1:1 " + Days.distance(next, pair.today());
        var wrapUp = WrapUpPages.wayIn(pair, briefing.toBeWrappedUp(brief).orElse(null));
        return new Meeting(
                pair.other(),
                pair.address(),
                when,
                InARowInWords.of(pair, brief.inARow()),
                counts(brief),
                wrapUp,
                worst);
    }

    private Meeting damaged(RelationshipCard card, Map<PersonId, String> names, Visit visit) {
        var side = card.parties().sideOf(visit.viewer()).orElseThrow(NotThere::new);
        var pair = Pair.of(card, new Viewer.Party(side), names, card.dayOf(clock.instant()));
        return new Meeting(pair.other(), pair.address(), "", "", DAMAGED, null, List.of());
    }

    private static String counts(Brief brief) {
        var open = brief.openItems();
        var byKind = new EnumMap<Kind, Integer>(Kind.class);
        open.items().forEach(item -> byKind.merge(item.kind(), 1, Integer::sum));
        var counts = new ArrayList<String>();
        byKind.forEach((kind, number) -> counts.add(Items.count(kind, number)));
        if (open.inFlight() > 0) {
            counts.add(open.inFlight() + " in flight");
        }
        return counts.isEmpty() ? "Nothing is open." : String.join(", ", counts) + ".";
    }

    private ItemView item(Pair pair, Brief brief, OpenItem item, Visit visit, boolean acting) {
        var acts = acting ? offers.on(pair, brief, item, visit, Back.TODAY) : ActsView.NONE;
        return items.open(pair, brief, item, acting ? pair.other() : "", acts);
    }
}
