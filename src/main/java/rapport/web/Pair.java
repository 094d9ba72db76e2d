package rapport.web;

import java.time.LocalDate;
import rapport.briefing.Brief;
import rapport.parties.Side;
import rapport.relationships.RelationshipCard;

/** The two people of a relationship as a page speaks of them to one of them: "you" and a name. */
record Pair(RelationshipCard card, Side own, String other, LocalDate today) {

    static Pair of(Brief brief, String other) {
        return new Pair(
                brief.relationship(), brief.side(), other, brief.openItems().today());
    }

    /** The one on a side at the beginning of a sentence. */
    String who(Side side) {
        return side == own ? "You" : other;
    }

    /** The one on a side within a sentence. */
    String whom(Side side) {
        return side == own ? "you" : other;
    }

    /** Whose something is, within a sentence. */
    String whose(Side side) {
        return side == own ? "your" : other + "’s";
    }

    /** Whose something is, at the beginning of a sentence. */
    String whoseFirst(Side side) {
        return side == own ? "Your" : other + "’s";
    }

    String day(LocalDate day) {
        return Days.day(day, today);
    }

    boolean otherHasJoined() {
        return card.parties().hasJoined(own.other());
    }

    String address() {
        return Addressed.brief(card.id());
    }

    @Override
    public String toString() {
        return "Pair[•]";
    }
}
