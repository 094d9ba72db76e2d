package rapport.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import rapport.eventstore.Durability;
import rapport.parties.PersonId;

/**
 * The one-time links with which named auditors who cannot sign in yet choose a passphrase. Kept as hashes; each start
 * makes new ones and the old ones lead nowhere any more.
 */
@Component
public class AuditorLinks {

    /** A week, as for other invitations: time to hand it over in person. */
    static final Duration LAST = Duration.ofDays(7);

    private final JdbcClient sql;
    private final People people;
    private final Accounts accounts;
    private final TransactionOperations transactions;
    private final Durability durability;
    private final Clock clock;

    AuditorLinks(
            JdbcClient sql,
            People people,
            Accounts accounts,
            TransactionOperations transactions,
            Durability durability,
            Clock clock) {
        this.sql = sql;
        this.people = people;
        this.accounts = accounts;
        this.transactions = transactions;
        this.durability = durability;
        this.clock = clock;
    }

    /** The token of a link, and whom it is for. */
    public record Link(String name, String token) {
        @Override
        public String toString() {
            return "Link[•]";
        }
    }

    void forget() {
        sql.sql("delete from auditor_link").update();
    }

    /** A new link's token in place of any other; nothing for one who can sign in. */
    Optional<String> renew(PersonId person) {
        if (accounts.has(person)) {
            return Optional.empty();
        }
        var token = Secrets.random();
        transactions.executeWithoutResult(_ -> {
            sql.sql("delete from auditor_link where person = ?")
                    .param(person.value())
                    .update();
            sql.sql("insert into auditor_link (person, hash, made_at) values (?, ?, ?)")
                    .params(person.value(), Secrets.hash(token), clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        });
        return Optional.of(token);
    }

    /** For whom this token is; nothing if it was used, is too old, or never was one. */
    public Optional<Person> opens(String token) {
        return sql.sql("select person from auditor_link where hash = ? and made_at > ?")
                .params(Secrets.hash(token), oldest().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional()
                .map(PersonId::new)
                .filter(person -> !accounts.has(person))
                .flatMap(people::find);
    }

    private Instant oldest() {
        return clock.instant().minus(LAST);
    }

    /** Gives the one whom the token is for an account with this passphrase; nothing if the token does not lead there. */
    public Optional<PersonId> use(String token, String passphrase) {
        var person = opens(token).map(Person::id);
        if (person.isEmpty()) {
            return Optional.empty();
        }
        var hash = accounts.hashed(passphrase);
        try {
            var used = transactions.execute(_ -> {
                if (sql.sql("delete from auditor_link where hash = ?")
                                .param(Secrets.hash(token))
                                .update()
                        == 0) {
                    return false;
                }
                accounts.addAccount(person.get(), hash);
                return true;
            });
            if (!Boolean.TRUE.equals(used)) {
                return Optional.empty();
            }
        } catch (DuplicateKeyException _) {
            return Optional.empty(); // somebody was quicker
        }
        durability.await();
        return person;
    }
}
