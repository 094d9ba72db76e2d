package rapport.accounts;

import rapport.parties.PersonId;

/** A person, with or without an account. */
public record Person(PersonId id, PersonDetails details) {

    public String name() {
        return details.name();
    }

    /** True if these details mean this person: the same address if one is given, otherwise the same name. */
    public boolean isDescribedBy(PersonDetails other) {
        return other.email() == null ? details.equals(other) : other.email().equalsIgnoreCase(details.email());
    }
}
