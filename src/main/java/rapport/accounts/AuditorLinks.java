package rapport.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import rapport.eventstore.Durability;
import rapport.nodes.Nodes;
import rapport.parties.PersonId;
import rapport.words.Vault;

/**
 * The one-time links by which named auditors prove that they are meant: who holds one was given it by the operator, so the
 * address is theirs. Anybody could have recorded somebody under that address before. Kept as hashes; each start makes new
 * ones, and the old ones lead nowhere any more.
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
    private final Nodes nodes;
    private final Vault vault;
    private final Clock clock;

    AuditorLinks(
            JdbcClient sql,
            People people,
            Accounts accounts,
            TransactionOperations transactions,
            Durability durability,
            Nodes nodes,
            Vault vault,
            Clock clock) {
        this.nodes = nodes;
        this.vault = vault;
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

    /** Has the links of an earlier start lead nowhere; where others run already, only those of whom nobody names any more. */
    void forget(Set<PersonId> named) {
        if (!nodes.areSeveral()) {
            sql.sql("delete from auditor_link").update();
            return;
        }
        var kept = named.stream().map(PersonId::value).toList();
        for (var person :
                sql.sql("select person from auditor_link").query(UUID.class).list()) {
            if (!kept.contains(person)) {
                sql.sql("delete from auditor_link where person = ?")
                        .param(person)
                        .update();
            }
        }
    }

    /** A new link's token in place of any other; nothing for one whose address is known to be theirs. */
    Optional<String> renew(PersonId person) {
        if (people.hasVerifiedAddress(person)) {
            return Optional.empty();
        }
        if (nodes.areSeveral()) {
            return Optional.of(sameForAll(person));
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

    // Whichever of the processes starts first makes it, and the others print the same, until it is used or too old. It
    // follows
    // from the master key and from when it was made, so that nobody has to keep it.
    private String sameForAll(PersonId person) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            var now = clock.instant();
            sql.sql("delete from auditor_link where person = ? and made_at <= ?")
                    .params(person.value(), now.minus(LAST).atOffset(ZoneOffset.UTC))
                    .update();
            sql.sql("insert into auditor_link (person, hash, made_at) values (?, ?, ?)"
                            + " on conflict (person) do nothing")
                    .params(person.value(), Secrets.hash(tokenOf(person, now)), now.atOffset(ZoneOffset.UTC))
                    .update();
            return tokenOf(
                    person,
                    sql.sql("select made_at from auditor_link where person = ?")
                            .param(person.value())
                            .query((row, _) -> row.getObject("made_at", OffsetDateTime.class)
                                    .toInstant())
                            .single());
        }));
    }

    private String tokenOf(PersonId person, Instant madeAt) {
        return Secrets.derived(vault, "link of the auditor " + person + " of " + madeAt.toEpochMilli());
    }

    /** For whom this token is; nothing if it was used, is too old, or never was one. */
    public Optional<Person> opens(String token) {
        return sql.sql("select person from auditor_link where hash = ? and made_at > ?")
                .params(Secrets.hash(token), clock.instant().minus(LAST).atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional()
                .map(PersonId::new)
                .flatMap(people::find);
    }

    /** Somebody who can sign in from here on; the code is shown this once. */
    public record Welcomed(PersonId person, String recoveryCode) {
        @Override
        public String toString() {
            return "Welcomed[" + person + "]";
        }
    }

    /** Gives the one whom the token is for an account with this passphrase; nothing if it cannot be used for that. */
    public Optional<Welcomed> use(String token, String passphrase) {
        var person = opens(token).filter(one -> !accounts.hasAccount(one.id()));
        if (person.isEmpty()) {
            return Optional.empty();
        }
        try {
            var id = person.get().id();
            var welcomed = Optional.ofNullable(transactions.execute(_ ->
                    use(token) ? new Welcomed(id, accounts.open(id, person.get().name(), passphrase)) : null));
            durability.await();
            return welcomed;
        } catch (DuplicateKeyException _) {
            return Optional.empty(); // somebody was quicker
        }
    }

    /** Takes the token as proof from somebody who has signed in as the one whom it is for; false if it is none. */
    public boolean confirm(String token, PersonId signedIn) {
        if (opens(token).filter(one -> one.id().equals(signedIn)).isEmpty()) {
            return false;
        }
        var used = Boolean.TRUE.equals(transactions.execute(_ -> use(token)));
        durability.await();
        return used;
    }

    private boolean use(String token) {
        sql.sql("update person set email_verified_at = ? where id in (select person from auditor_link where hash = ?)")
                .params(clock.instant().atOffset(ZoneOffset.UTC), Secrets.hash(token))
                .update();
        return sql.sql("delete from auditor_link where hash = ?")
                        .param(Secrets.hash(token))
                        .update()
                > 0;
    }
}
