package rapport.parties;

import java.util.UUID;

/** The people of the tests: Grace manages Ada; Edsger is nobody's party unless a test says so. */
public final class Cast {

    public static final PersonId GRACE = person(1);
    public static final PersonId ADA = person(2);
    public static final PersonId EDSGER = person(3);

    /** An auditor. */
    public static final PersonId BARBARA = person(4);

    public static final RelationshipId THEIRS = relationship(1);

    public static final By GRACE_HERSELF = new By(GRACE, Side.MANAGER, false);
    public static final By ADA_HERSELF = new By(ADA, Side.REPORT, false);
    public static final By GRACE_FOR_ADA = new By(GRACE, Side.REPORT, true);
    public static final By ADA_FOR_GRACE = new By(ADA, Side.MANAGER, true);

    private Cast() {}

    public static RelationshipId relationship(int number) {
        return new RelationshipId(new UUID(2, number));
    }

    private static PersonId person(int number) {
        return new PersonId(new UUID(1, number));
    }
}
