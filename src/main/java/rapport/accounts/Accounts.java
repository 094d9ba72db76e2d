package rapport.accounts;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import rapport.eventstore.Durability;
import rapport.nodes.Nodes;
import rapport.parties.PersonId;
import rapport.shared.Home;
import rapport.shared.RuleBroken;
import rapport.words.Vault;

/** The first set-up, and proving who one is: by passphrase, or by the one-time code of recovery. */
@Component
public class Accounts {

    private final JdbcClient sql;
    private final People people;
    private final Tokens tokens;
    private final SetupToken setupToken;
    private final TransactionOperations transactions;
    private final Durability durability;
    private final Clock clock;
    private final SlowDown slowDown;
    private final KnownBrowsers browsers;
    private final Recovery recovery;
    private final Passphrases passphrases = new Passphrases();

    Accounts(
            JdbcClient sql,
            People people,
            Tokens tokens,
            Home home,
            TransactionOperations transactions,
            Durability durability,
            SlowDown slowDown,
            KnownBrowsers browsers,
            Nodes nodes,
            Vault vault,
            Clock clock) {
        this.sql = sql;
        this.people = people;
        this.tokens = tokens;
        this.setupToken = new SetupToken(
                home, nodes.areSeveral() ? Optional.of(Secrets.derived(vault, "set-up token")) : Optional.empty());
        this.transactions = transactions;
        this.durability = durability;
        this.slowDown = slowDown;
        this.browsers = browsers;
        this.recovery = new Recovery(sql, clock);
        this.clock = clock;
    }

    /**
     * The first person, a token with which programs can act for them, and the code with which they can come back; both
     * are shown this once.
     */
    public record SetUp(PersonId person, String token, String recoveryCode) {
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
        var hash = passphrases.hash(passphrase);
        try {
            var done = Objects.requireNonNull(transactions.execute(_ -> {
                var person = people.add(details);
                sql.sql("insert into set_up (id, person, done_at) values (1, ?, ?)")
                        .params(person.value(), clock.instant().atOffset(ZoneOffset.UTC))
                        .update();
                addAccount(person, keyOf(details.name()), hash);
                return new SetUp(person, tokens.addWithin(person, "set-up"), recovery.renew(person));
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

    private void addAccount(PersonId person, @Nullable String nameKey, String hash) {
        sql.sql("insert into account (person, name_key, passphrase, made_at) values (?, ?, ?, ?)")
                .param(person.value())
                .param(nameKey)
                .param(hash)
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Signs somebody in by name or e-mail address and passphrase. Takes as long, and answers the same, whether or not
     * there is such a person.
     *
     * @param browser what an earlier sign-in in the same browser left there, if anything
     * @throws TooManyTries if whoever tries has to wait
     */
    public Optional<PersonId> signIn(String nameOrEmail, String passphrase, @Nullable String browser) {
        var found = candidate(nameOrEmail);
        var who = browsers.isKnown(browser, found.map(Candidate::person).orElse(null))
                ? "browser " + browser
                : "account " + found.map(one -> one.person().toString()).orElseGet(() -> keyOf(nameOrEmail));
        slowDown.letTry(who);
        if (passphrases.matches(passphrase, found.map(Candidate::hash).orElse(null))) {
            slowDown.succeeded(who);
            return found.map(Candidate::person);
        }
        slowDown.failed(who);
        return Optional.empty();
    }

    private record Candidate(PersonId person, @Nullable String hash) {}

    // A name never holds an @, so nobody can call themselves by the address of somebody else.
    private Optional<Candidate> candidate(String nameOrEmail) {
        var key = keyOf(nameOrEmail);
        var column = key.contains("@") ? "person.email_key" : "account.name_key";
        return sql.sql(
                        "select account.person, account.passphrase from account join person on person.id = account.person "
                                + "where " + column + " = ?")
                .param(key)
                .query((row, _) ->
                        new Candidate(new PersonId(row.getObject("person", UUID.class)), row.getString("passphrase")))
                .optional();
    }

    private static String keyOf(String nameOrEmail) {
        return nameOrEmail.strip().toLowerCase(Locale.ROOT);
    }

    // --- one's own account ----------------------------------------------------------------------------------------

    /** True if this person can sign in, in whichever way. */
    public boolean hasAccount(PersonId person) {
        return sql.sql("select count(*) from account where person = ?")
                        .param(person.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** True if this person signs in by passphrase, among other ways. */
    public boolean hasPassphrase(PersonId person) {
        return hashOf(person).isPresent();
    }

    /**
     * Gives a person whom Rapport knows a way to sign in: by this name, by their address, and this passphrase. Within the
     * caller's transaction, which waits until it is on disk.
     *
     * @return the code with which they can come back, shown this once
     * @throws RuleBroken {@code name-taken} if they could not be told from somebody else when they sign in
     */
    public String open(PersonId person, String name, String passphrase) {
        var email = people.find(person).map(one -> one.details().email()).orElse(null);
        people.rename(person, name);
        addAccount(person, freeKey(name, email), passphrases.hash(passphrase));
        return recovery.renew(person);
    }

    // With an address one can sign in all the same.
    private @Nullable String freeKey(String name, @Nullable String email) {
        var taken = sql.sql("select count(*) from account where name_key = ?")
                        .param(keyOf(name))
                        .query(Long.class)
                        .single()
                > 0;
        if (taken && email == null) {
            throw nameTaken();
        }
        return taken ? null : keyOf(name);
    }

    /** Nobody could tell two people of one name apart when they sign in. */
    public static RuleBroken nameTaken() {
        return new RuleBroken(
                "name-taken",
                "Somebody here already signs in by this name. Please add to yours, such as a second name.");
    }

    /**
     * Changes the passphrase of somebody who knows the old one. Who had none, and came in another way, chooses a first one.
     *
     * @throws RuleBroken {@code wrong-passphrase}
     * @throws TooManyTries if whoever tries has to wait
     */
    public void changePassphrase(PersonId person, @Nullable String old, String chosen) {
        prove(person, old);
        setPassphrase(person, passphrases.hash(chosen));
        durability.await();
    }

    /**
     * Makes sure that it is this person who asks, where they have a passphrase.
     *
     * @throws RuleBroken {@code wrong-passphrase}
     * @throws TooManyTries if whoever tries has to wait
     */
    public void prove(PersonId person, @Nullable String passphrase) {
        var hash = hashOf(person);
        if (hash.isEmpty()) {
            return;
        }
        var who = "own " + person;
        slowDown.letTry(who);
        if (passphrase == null || !passphrases.matches(passphrase, hash.get())) {
            slowDown.failed(who);
            throw new RuleBroken("wrong-passphrase", "This is not your present passphrase.");
        }
        slowDown.succeeded(who);
    }

    private Optional<String> hashOf(PersonId person) {
        return sql.sql("select passphrase from account where person = ? and passphrase is not null")
                .param(person.value())
                .query(String.class)
                .optional();
    }

    private void setPassphrase(PersonId person, String hash) {
        sql.sql("update account set passphrase = ? where person = ?")
                .params(hash, person.value())
                .update();
    }

    // --- recovery -------------------------------------------------------------------------------------------------

    /** A new one-time code with which this person can come back without a passphrase; the one before is worth nothing. */
    public String newRecoveryCode(PersonId person) {
        var code = Objects.requireNonNull(transactions.execute(_ -> recovery.renew(person)));
        durability.await();
        return code;
    }

    /**
     * Sets a new passphrase by the one-time code, which is used up by it.
     *
     * @return whose account it is, and their next code; empty if name and code do not belong together
     * @throws TooManyTries if whoever tries has to wait
     */
    public Optional<Recovered> recover(String nameOrEmail, String code, String chosen) {
        var found = candidate(nameOrEmail).map(Candidate::person);
        var who = "recovery " + found.map(PersonId::toString).orElseGet(() -> keyOf(nameOrEmail));
        slowDown.letTry(who);
        // As long for a wrong code as for the right one.
        var hash = passphrases.hash(chosen);
        var done = Optional.ofNullable(transactions.execute(_ -> found.filter(person -> recovery.use(person, code))
                .map(person -> {
                    setPassphrase(person, hash);
                    return new Recovered(person, recovery.renew(person));
                })
                .orElse(null)));
        if (done.isEmpty()) {
            slowDown.failed(who);
            return done;
        }
        slowDown.succeeded(who);
        durability.await();
        return done;
    }

    /** Somebody who is back, and the code for the next time; shown this once. */
    public record Recovered(PersonId person, String nextCode) {
        @Override
        public String toString() {
            return "Recovered[" + person + "]";
        }
    }
}
