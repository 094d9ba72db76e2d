package rapport.web;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import rapport.accounts.Invitations;
import rapport.doors.Joining;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.parties.Viewer;
import rapport.relationships.RelationshipCard;
import rapport.relationships.Relationships;
import rapport.shared.NotThere;
import rapport.web.PeoplePage.Known;
import rapport.web.PeoplePage.Waiting;

/** Makes the page of people. */
@Component
class PeoplePages {

    static final String START_REPORT = "start-report";
    static final String START_MANAGER = "start-manager";

    static final List<String> ZONES =
            ZoneId.getAvailableZoneIds().stream().sorted().toList();

    private final Relationships relationships;
    private final Frames frames;
    private final Joining joining;
    private final Invitations invitations;
    private final Clock clock;

    PeoplePages(Relationships relationships, Frames frames, Joining joining, Invitations invitations, Clock clock) {
        this.relationships = relationships;
        this.joining = joining;
        this.invitations = invitations;
        this.frames = frames;
        this.clock = clock;
    }

    static String endKey(RelationshipId relationship) {
        return "end-" + relationship;
    }

    PeoplePage of(Visit visit) {
        var cards = relationships.of(visit.viewer());
        var names = frames.namesOf(cards);
        return new PeoplePage(
                frames.around(visit, "People", "people"),
                known(visit, cards, names, false),
                known(visit, cards, names, true),
                waiting(visit),
                starts(visit),
                ZONES);
    }

    static List<FormView> starts(Visit visit) {
        return List.of(
                start(visit, START_REPORT, "report", "Add somebody who reports to me"),
                start(visit, START_MANAGER, "manager", "Add my manager"));
    }

    // Those who have added the viewer by an address that is known to be theirs.
    private List<Waiting> waiting(Visit visit) {
        var cards = joining.waitingFor(visit.viewer());
        var names = frames.namesOf(cards);
        return cards.stream().map(card -> waiting(visit, card, names)).toList();
    }

    private static Waiting waiting(Visit visit, RelationshipCard card, Map<PersonId, String> names) {
        var own = card.parties().sideOf(visit.viewer()).orElseThrow(NotThere::new);
        var name = names.getOrDefault(card.parties().on(own.other()), Frames.NAMELESS);
        var form = new FormBuilder("join-" + card.id(), Addressed.join(card.id()), visit).build("Join", "Join", true);
        var facts = own == Side.MANAGER
                ? "Has added you as their manager. Once you have joined, you speak for yourself."
                : "Has added you as somebody who reports to them. Once you have joined, you speak for yourself.";
        return new Waiting(name, facts, form);
    }

    private List<Known> known(Visit visit, List<RelationshipCard> cards, Map<PersonId, String> names, boolean ended) {
        return cards.stream()
                .filter(card -> card.hasEnded() == ended)
                .map(card -> known(visit, card, names))
                .toList();
    }

    private Known known(Visit visit, RelationshipCard card, Map<PersonId, String> names) {
        var own = card.parties().sideOf(visit.viewer()).orElseThrow(NotThere::new);
        var pair = Pair.of(card, new Viewer.Party(own), names, card.dayOf(clock.instant()));
        // Also where it has ended meanwhile, so that no typed word is lost.
        var endable = !card.hasEnded() || visit.attempt().isOf(endKey(card.id()));
        return new Known(
                pair.other(),
                pair.address(),
                facts(pair),
                own == Side.REPORT && !card.isErased()
                        ? new Link("", "I have another manager now", Addressed.handover(card.id()))
                        : null,
                card.hasEnded() || pair.otherHasJoined() ? null : invite(visit, pair),
                endable ? List.of(end(visit, pair)) : List.of());
    }

    private FormView invite(Visit visit, Pair pair) {
        var again = invitations
                .openUntil(pair.card().id(), pair.own().other())
                .map(until -> "A link is open until " + pair.day(pair.card().dayOf(until)) + ". Make a new one")
                .orElse("Invite " + pair.other());
        return new FormBuilder(
                        "invite-" + pair.card().id(),
                        Addressed.invitations(pair.card().id()),
                        visit)
                .build(again, again, false);
    }

    private static String facts(Pair pair) {
        var role = pair.own() == Side.MANAGER ? "Reports to you" : "Your manager";
        var card = pair.card();
        var endedOn = card.endedOn();
        var erasedAt = card.erasedAt();
        if (erasedAt != null) {
            return role + "; erased on " + pair.day(card.dayOf(erasedAt)) + ".";
        }
        if (endedOn != null) {
            return role + " until " + pair.day(endedOn) + ".";
        }
        var since = role + "; here since " + pair.day(card.dayOf(card.startedAt()));
        return pair.otherHasJoined() ? since + "." : since + ", and has not joined yet.";
    }

    private static FormView end(Visit visit, Pair pair) {
        return new FormBuilder(
                        endKey(pair.card().id()), Addressed.end(pair.card().id()), visit)
                .words("reason", "Why it ends")
                .date("endedOn", "Ended on", pair.today().toString())
                .build("End this relationship", "End it for both of you", false);
    }

    private static FormView start(Visit visit, String key, String side, String title) {
        return new FormBuilder(key, Addressed.RELATIONSHIPS, visit)
                .id(UUID.randomUUID().toString())
                .line(side + ".name", "Name", "off")
                .email(side + ".email", "E-mail address, if you like", "off")
                .zone("zone", "Time zone", serversZone(), "Where you meet; it says when a day ends.")
                .build(title, "Add", side.equals("report"));
    }

    private static String serversZone() {
        var zone = ZoneId.systemDefault().getId();
        return ZoneId.getAvailableZoneIds().contains(zone) ? zone : "UTC";
    }
}
