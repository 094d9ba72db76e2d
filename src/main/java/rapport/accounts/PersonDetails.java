package rapport.accounts;

import org.jspecify.annotations.Nullable;

/** What is known of a person: a name of 1 to 60 characters, and perhaps an e-mail address. Never shown in a log. */
public record PersonDetails(String name, @Nullable String email) {

    @Override
    public String toString() {
        return "PersonDetails[•]";
    }
}
