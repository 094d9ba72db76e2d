package rapport.demo;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import rapport.accounts.CompanyAccounts;
import rapport.accounts.CompanyAccounts.Match;
import rapport.accounts.Vouched;
import rapport.parties.PersonId;

/** Lets the people of the story in as a company account would, so that they are known by their addresses. */
@Component
@Profile(NothingOfTheirs.PROFILE)
class Newcomers {

    private static final String ISSUER = "the demonstration";

    private final CompanyAccounts accounts;

    Newcomers(CompanyAccounts accounts) {
        this.accounts = accounts;
    }

    /** Everybody, as people of this company; the same company again is the same people. */
    Map<Cast, PersonId> of(String company) {
        var people = new EnumMap<Cast, PersonId>(Cast.class);
        for (var one : Cast.values()) {
            people.put(one, person(one, one == Cast.ILSE ? Cast.COMPANY : company));
        }
        return new HashMap<>(people);
    }

    private PersonId person(Cast one, String company) {
        var email = one.email(company);
        var vouched = new Vouched(ISSUER, email, email, one.person());
        return switch (accounts.match(vouched, Set.of(company))) {
            case Match.Found(var person) -> person;
            case Match.Unknown _, Match.ByPassphrase _, Match.Taken _ ->
                throw new IllegalStateException("somebody of the story could not come in");
        };
    }
}
