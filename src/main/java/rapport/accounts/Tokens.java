package rapport.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import rapport.accounts.Token.Scope;
import rapport.eventstore.Durability;
import rapport.parties.PersonId;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;

/** The tokens with which programs act in a person's name. Kept as hashes, so that no copy of the database opens anything. */
@Component
public class Tokens {

    /** How many one person may have at a time. */
    public static final int MOST = 50;

    private static final String PREFIX = "rapport_";

    private final JdbcClient sql;
    private final TransactionOperations transactions;
    private final Durability durability;
    private final LastUse lastUse;
    private final Clock clock;

    Tokens(JdbcClient sql, TransactionOperations transactions, Durability durability, LastUse lastUse, Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.durability = durability;
        this.lastUse = lastUse;
        this.clock = clock;
    }

    /**
     * Makes a token and answers its secret, which cannot be had again.
     *
     * @param id a fresh one; sent twice, the second is refused, because the secret is gone
     * @throws RuleBroken {@code too-many-tokens}, or {@code id-taken} if there is one of this id
     */
    public String make(UUID id, PersonId person, String name, Scope scope) {
        try {
            var secret = Objects.requireNonNull(transactions.execute(_ -> {
                // Whoever makes another one in the same moment waits here, so that nobody counts too few.
                sql.sql("select id from person where id = ? for update")
                        .param(person.value())
                        .query(UUID.class)
                        .single();
                if (of(person).size() >= MOST) {
                    throw new RuleBroken(
                            "too-many-tokens",
                            "You have 50 tokens, and there is no room for more. Revoke one that is no longer used.");
                }
                return add(id, person, name, scope);
            }));
            durability.await();
            return secret;
        } catch (DuplicateKeyException _) {
            throw new RuleBroken("id-taken", "This id already belongs to another record.");
        }
    }

    /** Makes a token that may record, within a transaction of the caller's, who waits until it is on disk. */
    String addWithin(PersonId person, String name) {
        return add(UUID.randomUUID(), person, name, Scope.RECORD);
    }

    private String add(UUID id, PersonId person, String name, Scope scope) {
        var secret = PREFIX + Secrets.random();
        sql.sql("insert into api_token (hash, id, person, name, read_only, made_at) values (?, ?, ?, ?, ?, ?)")
                .params(
                        Secrets.hash(secret),
                        id,
                        person.value(),
                        name,
                        scope == Scope.READ,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return secret;
    }

    /** A person's tokens, the oldest first. */
    public List<Token> of(PersonId person) {
        return sql.sql("select * from api_token where person = ? order by made_at, id")
                .param(person.value())
                .query(Tokens::token)
                .list();
    }

    /**
     * Ends a token. Once this returns, no program gets in with it, whatever happens to this machine.
     *
     * @throws NotThere if this person has no such token
     */
    public void revoke(PersonId person, UUID id) {
        var revoked = sql.sql("delete from api_token where id = ? and person = ?")
                .params(id, person.value())
                .update();
        if (revoked == 0) {
            throw new NotThere();
        }
        durability.await();
    }

    /** The token of this secret, which counts as used by that; empty if there is none. */
    public Optional<Token> used(String secret) {
        var token = sql.sql("select * from api_token where hash = ?")
                .param(Secrets.hash(secret))
                .query(Tokens::token)
                .optional();
        token.ifPresent(lastUse::note);
        return token;
    }

    private static Token token(ResultSet row, int number) throws SQLException {
        var lastUsed = row.getObject("last_used_at", OffsetDateTime.class);
        return new Token(
                row.getObject("id", UUID.class),
                new PersonId(row.getObject("person", UUID.class)),
                row.getString("name"),
                row.getBoolean("read_only") ? Scope.READ : Scope.RECORD,
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                lastUsed == null ? null : lastUsed.toInstant());
    }
}
