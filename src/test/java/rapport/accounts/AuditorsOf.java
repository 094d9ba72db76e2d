package rapport.accounts;

import java.util.Set;
import rapport.parties.PersonId;

/** Auditors as they are once Rapport has started, for tests that start none. */
public final class AuditorsOf {

    private AuditorsOf() {}

    /** These people and nobody else. */
    public static Auditors these(Set<PersonId> named) {
        var auditors = new Auditors();
        auditors.name(named);
        return auditors;
    }
}
