package rapport.accounts;

import java.util.Set;
import org.springframework.stereotype.Component;
import rapport.parties.PersonId;

/**
 * Who may ask to read what others recorded: the people whom the setting {@code rapport.auditors} names, once it is known
 * that the address is theirs, and nobody else. The setting is read at each start and kept nowhere, so whoever is not named
 * any more is no auditor any more.
 */
@Component
public class Auditors {

    private final People people;
    private volatile Set<PersonId> named = Set.of();

    Auditors(People people) {
        this.people = people;
    }

    void name(Set<PersonId> auditors) {
        named = Set.copyOf(auditors);
    }

    /** True if there may be any. */
    public boolean areNamed() {
        return !named.isEmpty();
    }

    /** True if this person is an auditor as long as this process runs. */
    public boolean include(PersonId person) {
        return named.contains(person) && people.hasVerifiedAddress(person);
    }
}
