package rapport.accounts;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import rapport.eventstore.Durability;
import rapport.parties.PersonId;
import rapport.shared.Home;
import rapport.shared.RuleBroken;

/** The first set-up, and proving who one is: by passphrase (Argon2id) or by an API token (kept as a hash). */
@Component
public class Accounts {

    private final JdbcClient sql;
    private final People people;
    private final SetupToken setupToken;
    private final TransactionOperations transactions;
    private final Durability durability;
    private final Clock clock;
    private final PasswordEncoder passphrases = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();

    /** Compared with where there is no account, so that the answer takes as long. A hash, of a passphrase nobody knows. */
    private static final String HASH_OF_NOBODY =
            "$argon2id$v=19$m=16384,t=2,p=1$" + "ZG9lc25vdG1hdHRlcmF0YWxs$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    Accounts(
            JdbcClient sql,
            People people,
            Home home,
            TransactionOperations transactions,
            Durability durability,
            Clock clock) {
        this.sql = sql;
        this.people = people;
        this.setupToken = new SetupToken(home);
        this.transactions = transactions;
        this.durability = durability;
        this.clock = clock;
    }

    /** The first person, and a token with which programs can act for them; the token is shown this once. */
    public record SetUp(PersonId person, String token) {
        @Override
        public String toString() {
            return "SetUp[" + person + "]";
        }
    }

    /** True once somebody has set Rapport up. */
    public boolean isSetUp() {
        return sql.sql("select count(*) from set_up").query(Long.class).single() > 0;
    }

    /** The token that set-up asks for; empty once set-up is done. */
    public Optional<String> openSetupToken() {
        return isSetUp() ? Optional.empty() : Optional.of(setupToken.orNew());
    }

    /** True if this token opens the set-up that is still to be done. */
    public boolean opensSetUp(String token) {
        return !isSetUp() && setupToken.is(token);
    }

    /**
     * Makes the first person. Works exactly once, whoever else tries in the same moment.
     *
     * @throws RuleBroken {@code already-set-up}, or {@code wrong-token} if the token is not the one in the data directory
     */
    public SetUp setUp(String token, PersonDetails details, String passphrase) {
        if (isSetUp()) {
            throw alreadySetUp();
        }
        if (!setupToken.is(token)) {
            throw new RuleBroken(
                    "wrong-token",
                    "This is not the set-up token. It lies in the file setup-token in Rapport's data directory.");
        }
        var hash = Objects.requireNonNull(passphrases.encode(passphrase));
        try {
            var done = Objects.requireNonNull(transactions.execute(_ -> {
                var person = people.add(details);
                sql.sql("insert into set_up (id, person, done_at) values (1, ?, ?)")
                        .params(person.value(), clock.instant().atOffset(ZoneOffset.UTC))
                        .update();
                addAccount(person, hash);
                return new SetUp(person, addToken(person, "set-up"));
            }));
            durability.await();
            setupToken.remove();
            return done;
        } catch (DuplicateKeyException _) {
            throw alreadySetUp();
        }
    }

    private static RuleBroken alreadySetUp() {
        return new RuleBroken("already-set-up", "Rapport has already been set up. Sign in instead.");
    }

    void addAccount(PersonId person, String hash) {
        sql.sql("insert into account (person, passphrase, made_at) values (?, ?, ?)")
                .params(person.value(), hash, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What is kept of a passphrase. Takes its time, so not within a transaction. */
    String hashed(String passphrase) {
        return Objects.requireNonNull(passphrases.encode(passphrase));
    }

    /** True if this person can sign in by a passphrase, or once could. */
    boolean has(PersonId person) {
        return sql.sql("select count(*) from account where person = ?")
                        .param(person.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    private String addToken(PersonId person, String name) {
        var token = "rapport_" + Secrets.random();
        sql.sql("insert into api_token (hash, person, name, made_at) values (?, ?, ?, ?)")
                .params(
                        Secrets.hash(token),
                        person.value(),
                        name,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return token;
    }

    /** Who signs in with this name or e-mail address and passphrase; takes as long whether or not there is such a one. */
    public Optional<PersonId> signIn(String nameOrEmail, String passphrase) {
        var found = sql.sql("""
                select account.person, account.passphrase from account join person on person.id = account.person
                where person.email_key = :key or lower(person.name) = :key
                """)
                .param("key", nameOrEmail.strip().toLowerCase(Locale.ROOT))
                .query((row, _) ->
                        new Candidate(new PersonId(row.getObject("person", UUID.class)), row.getString("passphrase")))
                .list();
        // Two accounts of one name can only be told apart by address.
        var one = found.size() == 1 ? found.getFirst() : null;
        var matches = passphrases.matches(passphrase, one == null ? HASH_OF_NOBODY : one.hash());
        return one != null && matches ? Optional.of(one.person()) : Optional.empty();
    }

    private record Candidate(PersonId person, String hash) {}

    /** Whose token this is. */
    public Optional<PersonId> ofToken(String token) {
        return sql.sql("select person from api_token where hash = ?")
                .param(Secrets.hash(token))
                .query(UUID.class)
                .optional()
                .map(PersonId::new);
    }
}
