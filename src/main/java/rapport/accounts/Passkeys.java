package rapport.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import rapport.eventstore.Durability;
import rapport.parties.PersonId;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;

/** Who has which passkeys. How a passkey is checked is not known here. */
@Component
public class Passkeys {

    /** How many a person may have. */
    public static final int MOST = 20;

    private final JdbcClient sql;
    private final TransactionOperations transactions;
    private final Durability durability;
    private final Clock clock;

    Passkeys(JdbcClient sql, TransactionOperations transactions, Durability durability, Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.durability = durability;
        this.clock = clock;
    }

    /** A passkey that may sign somebody in, and the handle under which it knows them. */
    public record Owned(UUID passkey, PersonId person, String handle, PasskeyCredential credential) {

        @Override
        public String toString() {
            return "Owned[" + passkey + "]";
        }
    }

    /** A person's passkeys, the oldest first. */
    public List<Passkey> of(PersonId person) {
        return sql.sql("select id, name, made_at, used_at from passkey where person = ? order by made_at, id")
                .param(person.value())
                .query((row, _) -> new Passkey(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getObject("made_at", OffsetDateTime.class).toInstant(),
                        instant(row, "used_at")))
                .list();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    /** The ids that authenticators gave to a person's passkeys, so that none makes a second one. */
    public List<String> credentialsOf(PersonId person) {
        return sql.sql("select credential from passkey where person = ? order by made_at, id")
                .param(person.value())
                .query((row, _) -> row.getString("credential"))
                .list();
    }

    /** The handle under which a person's passkeys know them, random and for ever; made when it is first asked for. */
    public String handleOf(PersonId person) {
        return knownHandleOf(person).orElseGet(() -> {
            try {
                sql.sql("insert into passkey_holder (person, handle) values (?, ?)")
                        .params(person.value(), Secrets.random())
                        .update();
            } catch (DuplicateKeyException _) {
                // somebody else was quicker, and that one stands
            }
            return knownHandleOf(person).orElseThrow();
        });
    }

    private Optional<String> knownHandleOf(PersonId person) {
        return sql.sql("select handle from passkey_holder where person = ?")
                .param(person.value())
                .query(String.class)
                .optional();
    }

    /** @throws RuleBroken {@code too-many-passkeys} if a person has as many as there may be */
    public void checkRoom(PersonId person) {
        if (credentialsOf(person).size() >= MOST) {
            throw new RuleBroken(
                    "too-many-passkeys",
                    "You have " + MOST + " passkeys, and more than that are not kept. Remove one that you do not use.");
        }
    }

    /**
     * Keeps a new passkey of a person who has a handle. It is on disk when this returns.
     *
     * @param name 1 to 60 characters on one line
     * @throws RuleBroken {@code too-many-passkeys}, or {@code passkey-taken} if it is here already
     */
    public void add(PersonId person, PasskeyCredential credential, String name) {
        try {
            transactions.executeWithoutResult(_ -> {
                // One at a time for each person, or two at once would both find room.
                sql.sql("select handle from passkey_holder where person = ? for update")
                        .param(person.value())
                        .query(String.class)
                        .single();
                checkRoom(person);
                insert(person, credential, name);
            });
        } catch (DuplicateKeyException _) {
            throw new RuleBroken("passkey-taken", "This passkey is here already, so nothing was added.");
        }
        durability.await();
    }

    private void insert(PersonId person, PasskeyCredential credential, String name) {
        sql.sql("""
                insert into passkey (id, person, credential, public_key, sign_count, backup_eligible, name, made_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        UUID.randomUUID(),
                        person.value(),
                        credential.id(),
                        credential.publicKey(),
                        credential.signCount(),
                        credential.backupEligible(),
                        name,
                        now())
                .update();
    }

    /** The passkey to which an authenticator gave this id, if its owner has an account. */
    public Optional<Owned> find(String credential) {
        return sql.sql("""
                select passkey.*, passkey_holder.handle from passkey
                join passkey_holder on passkey_holder.person = passkey.person
                join account on account.person = passkey.person
                where passkey.credential = ?
                """).param(credential).query(Passkeys::owned).optional();
    }

    private static Owned owned(ResultSet row, int number) throws SQLException {
        return new Owned(
                row.getObject("id", UUID.class),
                new PersonId(row.getObject("person", UUID.class)),
                row.getString("handle"),
                new PasskeyCredential(
                        row.getString("credential"),
                        row.getString("public_key"),
                        row.getLong("sign_count"),
                        row.getBoolean("backup_eligible")));
    }

    /**
     * Notes that a passkey signed somebody in. False if it is gone meanwhile, or if it counts its signatures and this
     * is not a later one than the last: then there is a copy of it, or an answer was sent twice. Not waited for until
     * it is on disk, since nobody is told of it.
     */
    public boolean used(Owned passkey, long signCount) {
        return sql.sql("""
                update passkey set sign_count = :count, used_at = :now
                where id = :id and (sign_count < :count or (sign_count = 0 and :count = 0))
                """)
                        .param("count", signCount)
                        .param("now", now())
                        .param("id", passkey.passkey())
                        .update()
                == 1;
    }

    /**
     * Takes a passkey away: nobody signs in with it any more. That is on disk when this returns.
     *
     * @throws NotThere if the person has no such passkey
     */
    public void remove(PersonId person, UUID id) {
        var removed = sql.sql("delete from passkey where id = ? and person = ?")
                .params(id, person.value())
                .update();
        if (removed == 0) {
            throw new NotThere();
        }
        durability.await();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
