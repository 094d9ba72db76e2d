package rapport.parties;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;

/**
 * The two people of a relationship and which of them has joined, that is, speaks for themselves.
 *
 * @param joined the sides that have joined; the one who started the relationship has from the beginning
 */
public record Parties(PersonId manager, PersonId report, Set<Side> joined) {

    public Parties {
        joined = joined.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(joined));
    }

    /** The side on which a person stands, empty for anyone who is not a party. */
    public Optional<Side> sideOf(PersonId person) {
        if (person.equals(manager)) {
            return Optional.of(Side.MANAGER);
        }
        return person.equals(report) ? Optional.of(Side.REPORT) : Optional.empty();
    }

    /** The side for which a person speaks; empty for anyone who has not joined, though they may be named. */
    public Optional<Side> joinedSideOf(PersonId person) {
        return sideOf(person).filter(this::hasJoined);
    }

    /** The person on a side. */
    public PersonId on(Side side) {
        return side == Side.MANAGER ? manager : report;
    }

    /**
     * Who an act is by. Only the two parties act, each for their own side, and for the other side only until it has
     * joined (2-events, "Who").
     *
     * @throws NotThere if the person is not a party
     * @throws RuleBroken {@code side-has-joined} if the other side speaks for itself
     */
    public By by(PersonId person, boolean onBehalf) {
        var own = sideOf(person).orElseThrow(NotThere::new);
        if (!onBehalf) {
            return new By(person, own, false);
        }
        if (hasJoined(own.other())) {
            throw new RuleBroken(
                    "side-has-joined",
                    "The other person has joined and speaks for themselves, so only they can record this.");
        }
        return new By(person, own.other(), true);
    }

    /** True once the side speaks for itself. */
    public boolean hasJoined(Side side) {
        return joined.contains(side);
    }

    /** With one more side joined, by this person. */
    public Parties with(Side side, PersonId person) {
        var more = EnumSet.of(side);
        more.addAll(joined);
        return new Parties(side == Side.MANAGER ? person : manager, side == Side.REPORT ? person : report, more);
    }
}
