package rapport.parties;

/**
 * Who recorded something, and for which side it speaks.
 *
 * @param person the one who recorded it
 * @param side the side that the record speaks for
 * @param onBehalf true if that side is not the person's own: the other one had not joined yet
 */
public record By(PersonId person, Side side, boolean onBehalf) {}
