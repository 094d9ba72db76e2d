package rapport.accounts;

import java.util.Set;
import rapport.parties.PersonId;

/** Auditors who are known to be meant, for tests that start no application. */
public final class AuditorsOf {

    private AuditorsOf() {}

    /** These people and nobody else. */
    @SuppressWarnings("NullAway") // nobody is asked whose address is whose
    public static Auditors these(Set<PersonId> named) {
        return new Auditors(null) {
            @Override
            public boolean include(PersonId person) {
                return named.contains(person);
            }
        };
    }
}
