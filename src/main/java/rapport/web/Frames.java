package rapport.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.accounts.Auditors;
import rapport.accounts.People;
import rapport.briefing.Brief;
import rapport.briefing.Briefing;
import rapport.briefing.OpenItem;
import rapport.briefing.OpenItem.Kind;
import rapport.briefing.Today;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.relationships.RelationshipCard;
import rapport.web.Frame.Neighbour;
import rapport.web.Frame.Note;

/** Puts a frame around a page, for the one who looks at it. */
@Component
class Frames {

    static final String NAMELESS = "Somebody";

    private static final String READING =
            "You are reading as an auditor. Both people see that you opened this, when and why.";

    private final Briefing briefing;
    private final People people;
    private final Auditors auditors;
    private final Accesses accesses;
    private final Arrivals arrivals;
    private final StoppedWebhooks stopped;
    private final Unsealed unsealed;
    private final ErasuresToCome erasures;

    Frames(
            Briefing briefing,
            People people,
            Auditors auditors,
            Accesses accesses,
            Arrivals arrivals,
            StoppedWebhooks stopped,
            Unsealed unsealed,
            ErasuresToCome erasures) {
        this.briefing = briefing;
        this.people = people;
        this.auditors = auditors;
        this.accesses = accesses;
        this.arrivals = arrivals;
        this.stopped = stopped;
        this.unsealed = unsealed;
        this.erasures = erasures;
    }

    Frame around(Visit visit, String title, String place) {
        return around(visit, title, place, briefing.today(visit.viewer()));
    }

    /** Around a page of one relationship. */
    Frame within(Visit visit, String title, Pair pair) {
        return around(visit, title, "", briefing.today(visit.viewer()), pair);
    }

    /**
     * Around a page that both look at on one screen: no other people, nothing that was opened elsewhere, and no line on
     * which completions would tell of either.
     */
    Frame together(Visit visit, String title) {
        var done = visit.done();
        return new Frame(
                title,
                "",
                nameOf(visit.viewer()),
                List.of(),
                signOut(visit),
                done == null ? null : done.sentence(),
                auditors.include(visit.viewer()),
                null,
                visit.version(),
                List.of(),
                List.of(),
                List.of(),
                null);
    }

    private static FormView signOut(Visit visit) {
        return new FormBuilder("sign-out", "/sign-out", visit).build("Sign out", "Sign out", false);
    }

    Frame around(Visit visit, String title, String place, Today today) {
        return around(visit, title, place, today, null);
    }

    private Frame around(Visit visit, String title, String place, Today today, @Nullable Pair pair) {
        var current = pair == null ? null : pair.card().id();
        var ids = new ArrayList<PersonId>();
        ids.add(visit.viewer());
        today.briefs().forEach(brief -> ids.add(otherIn(brief)));
        var names = people.names(ids);
        var done = visit.done();
        return new Frame(
                title,
                place,
                names.getOrDefault(visit.viewer(), NAMELESS),
                neighbours(today.briefs(), names, current),
                signOut(visit),
                done == null ? null : done.sentence(),
                auditors.include(visit.viewer()),
                pair != null && pair.isReader() ? READING : null,
                visit.version(),
                accesses.unseen(visit),
                arrivals.unread(visit, others(today.briefs(), names)),
                notes(visit),
                today.briefs().isEmpty() || place.equals(CaptureView.PLACE)
                        ? null
                        : CaptureView.idle(
                                visit,
                                pair,
                                names.getOrDefault(otherIn(today.briefs().getFirst()), NAMELESS)));
    }

    private List<Note> notes(Visit visit) {
        return Stream.of(unsealed.found(visit), erasures.unseen(visit), stopped.unseen(visit))
                .flatMap(List::stream)
                .toList();
    }

    private static Map<RelationshipId, String> others(List<Brief> briefs, Map<PersonId, String> names) {
        var others = new HashMap<RelationshipId, String>();
        briefs.forEach(brief -> others.put(brief.relationship().id(), names.getOrDefault(otherIn(brief), NAMELESS)));
        return others;
    }

    private static List<Neighbour> neighbours(
            List<Brief> briefs, Map<PersonId, String> names, @Nullable RelationshipId current) {
        return briefs.stream()
                .map(brief -> new Neighbour(
                        names.getOrDefault(otherIn(brief), NAMELESS),
                        Addressed.brief(brief.relationship().id()),
                        next(brief),
                        line(brief),
                        brief.openItems().items().stream().anyMatch(Frames::isBroken),
                        brief.relationship().id().equals(current)))
                .toList();
    }

    private static String next(Brief brief) {
        var day = brief.nextOneOnOne();
        return day == null ? "" : Days.near(day, brief.openItems().today());
    }

    private static String line(Brief brief) {
        var items = brief.openItems().items();
        var broken = items.stream().filter(Frames::isBroken).count();
        if (broken > 0) {
            return broken + " broken";
        }
        var moves = items.stream()
                .filter(item -> item.owedBy().includes(brief.side()))
                .count();
        if (moves > 0) {
            return Counts.of(moves, "waits for you", "wait for you");
        }
        return items.isEmpty() ? "nothing open" : items.size() + " open";
    }

    private static boolean isBroken(OpenItem item) {
        return item.kind() == Kind.BROKEN_PROMISE;
    }

    private static PersonId otherIn(Brief brief) {
        return brief.relationship().parties().on(brief.side().other());
    }

    String nameOf(PersonId person) {
        return Objects.requireNonNull(people.names(List.of(person)).getOrDefault(person, NAMELESS));
    }

    Map<PersonId, String> namesOfPeople(List<PersonId> ids) {
        return people.names(ids);
    }

    Map<PersonId, String> namesOf(List<RelationshipCard> cards) {
        return people.names(cards.stream()
                .flatMap(
                        card -> List.of(card.parties().manager(), card.parties().report()).stream())
                .toList());
    }
}
