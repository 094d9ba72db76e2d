package rapport.accounts;

import rapport.parties.PersonId;

/** A person, with or without an account. */
public record Person(PersonId id, PersonDetails details) {

    public String name() {
        return details.name();
    }
}
