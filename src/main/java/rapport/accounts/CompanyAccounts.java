package rapport.accounts;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import rapport.eventstore.Durability;
import rapport.parties.PersonId;

/**
 * Whose account at an identity provider is whose here. The first time it is found by the verified e-mail address; from
 * then on by the provider's own name for the account, because addresses change hands. See docs/adr/0019.
 */
@Component
public class CompanyAccounts {

    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_SUBJECT = 255;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]+@[^\\s@<>\"]+");
    /** Also no @, so that nobody is called by what looks like somebody's address. */
    private static final Pattern NOT_FOR_NAMES = Pattern.compile("[@\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Cn}]+");

    /** Letters outside ASCII that become one of ASCII in lower case, and so one address out of two. */
    private static final Pattern DECEPTIVE = Pattern.compile("[\\u0130\\u212a]");

    private final JdbcClient sql;
    private final People people;
    private final TransactionOperations transactions;
    private final Durability durability;
    private final Clock clock;

    CompanyAccounts(
            JdbcClient sql, People people, TransactionOperations transactions, Durability durability, Clock clock) {
        this.sql = sql;
        this.people = people;
        this.transactions = transactions;
        this.durability = durability;
        this.clock = clock;
    }

    /** What came of looking for somebody. */
    public sealed interface Match {

        /** This is who they are. */
        record Found(PersonId person) implements Match {}

        /** Nobody here has this address, and it is of none of the domains that may come in by themselves. */
        record Unknown() implements Match {}

        /** The one who has this address here signs in with another account at the same provider. */
        record Taken() implements Match {}
    }

    /**
     * The person for whom a provider vouches, on disk when this returns. Makes a new one for an address of the given
     * domains.
     *
     * @param domains in lower case
     */
    public Match match(Vouched vouched, Set<String> domains) {
        if (!isUsable(vouched)) {
            return new Match.Unknown();
        }
        Match match;
        try {
            match = matchOnce(vouched, domains);
        } catch (DuplicateKeyException _) {
            // The same person in another window was a moment quicker, or somebody else of the same address.
            match = matchOnce(vouched, domains);
        }
        durability.await();
        return match;
    }

    private static boolean isUsable(Vouched vouched) {
        var email = vouched.email();
        return email.length() <= LONGEST_EMAIL
                && EMAIL.matcher(email).matches()
                && !DECEPTIVE.matcher(email).find()
                && !vouched.subject().isBlank()
                && vouched.subject().length() <= LONGEST_SUBJECT;
    }

    private Match matchOnce(Vouched vouched, Set<String> domains) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            var known = personOf(vouched);
            if (known.isPresent()) {
                return welcome(known.get(), vouched);
            }
            var addressed = people.withEmail(vouched.email()).map(Person::id);
            if (addressed.isPresent() && hasSubject(addressed.get(), vouched.issuer())) {
                return new Match.Taken();
            }
            if (addressed.isEmpty() && !domains.contains(domainOf(vouched.email()))) {
                return new Match.Unknown();
            }
            var person = addressed.orElseGet(() -> people.add(detailsOf(vouched)));
            remember(vouched, person);
            return welcome(person, vouched);
        }));
    }

    private Optional<PersonId> personOf(Vouched vouched) {
        return sql.sql("select person from oidc_subject where issuer = ? and subject = ?")
                .params(vouched.issuer(), vouched.subject())
                .query(UUID.class)
                .optional()
                .map(PersonId::new);
    }

    private boolean hasSubject(PersonId person, String issuer) {
        return sql.sql("select count(*) from oidc_subject where issuer = ? and person = ?")
                        .params(issuer, person.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    private void remember(Vouched vouched, PersonId person) {
        sql.sql("insert into oidc_subject (issuer, subject, person, made_at) values (?, ?, ?, ?)")
                .params(vouched.issuer(), vouched.subject(), person.value(), now())
                .update();
    }

    private Match welcome(PersonId person, Vouched vouched) {
        var accounts = sql.sql("select count(*) from account where person = ?")
                .param(person.value())
                .query(Long.class)
                .single();
        if (accounts == 0) {
            sql.sql("insert into account (person, made_at) values (?, ?)")
                    .params(person.value(), now())
                    .update();
        }
        // Only the address that this person has here; the provider may know them under another by now.
        sql.sql("update person set email_verified_at = ? where id = ? and email_key = ?")
                .params(now(), person.value(), vouched.email().toLowerCase(Locale.ROOT))
                .update();
        return new Match.Found(person);
    }

    private static PersonDetails detailsOf(Vouched vouched) {
        var name = nameFrom(vouched.name());
        if (name.isEmpty()) {
            name = nameFrom(vouched.email().substring(0, vouched.email().lastIndexOf('@')));
        }
        return new PersonDetails(name.isEmpty() ? "Somebody" : name, vouched.email());
    }

    private static String nameFrom(@Nullable String given) {
        if (given == null) {
            return "";
        }
        var line = NOT_FOR_NAMES
                .matcher(given)
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .strip();
        if (line.length() <= LONGEST_NAME) {
            return line;
        }
        // Not in the middle of a character that takes two places.
        var end = Character.isHighSurrogate(line.charAt(LONGEST_NAME - 1)) ? LONGEST_NAME - 1 : LONGEST_NAME;
        return line.substring(0, end).strip();
    }

    private static String domainOf(String email) {
        return email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
