package rapport.web;

import java.time.LocalDate;
import java.util.Map;
import rapport.briefing.Brief;
import rapport.parties.PersonId;
import rapport.parties.Side;
import rapport.parties.Viewer;
import rapport.relationships.RelationshipCard;
import rapport.shared.NotThere;

/**
 * The two people of a relationship as a page speaks of them: to one of them as "you" and a name, to somebody else by
 * both names.
 */
record Pair(RelationshipCard card, Viewer viewer, String manager, String report, LocalDate today) {

    static Pair of(RelationshipCard card, Viewer viewer, Map<PersonId, String> names, LocalDate today) {
        return new Pair(
                card,
                viewer,
                names.getOrDefault(card.parties().manager(), Frames.NAMELESS),
                names.getOrDefault(card.parties().report(), Frames.NAMELESS),
                today);
    }

    static Pair of(Brief brief, Map<PersonId, String> names) {
        return of(brief.relationship(), brief.viewer(), names, brief.openItems().today());
    }

    /** The viewer's own side. @throws NotThere for one who is on neither, to whom nothing is offered to do */
    Side own() {
        return viewer.own().orElseThrow(NotThere::new);
    }

    /** The name of the one across the table. @throws NotThere for a viewer who sits on neither side of it */
    String other() {
        return name(own().other());
    }

    /** Whom this is about: the other one, or both. */
    String title() {
        return viewer.own().map(own -> name(own.other())).orElseGet(() -> manager + " and " + report);
    }

    boolean isReader() {
        return viewer instanceof Viewer.Reader;
    }

    boolean isYou(Side side) {
        return viewer.is(side);
    }

    private String name(Side side) {
        return side == Side.MANAGER ? manager : report;
    }

    /** The one on a side at the beginning of a sentence. */
    String who(Side side) {
        return isYou(side) ? "You" : name(side);
    }

    /** The one on a side within a sentence. */
    String whom(Side side) {
        return isYou(side) ? "you" : name(side);
    }

    /** Whose something is, within a sentence. */
    String whose(Side side) {
        return isYou(side) ? "your" : name(side) + "’s";
    }

    /** Whose something is, at the beginning of a sentence. */
    String whoseFirst(Side side) {
        return isYou(side) ? "Your" : name(side) + "’s";
    }

    /** The one on a side, who says something. */
    String says(Side side) {
        return isYou(side) ? "You say" : name(side) + " says";
    }

    String day(LocalDate day) {
        return Days.day(day, today);
    }

    boolean otherHasJoined() {
        return card.parties().hasJoined(own().other());
    }

    String address() {
        return Addressed.brief(card.id());
    }

    @Override
    public String toString() {
        return "Pair[•]";
    }
}
