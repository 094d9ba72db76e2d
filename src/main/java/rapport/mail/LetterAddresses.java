package rapport.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import rapport.accounts.Secrets;
import rapport.mail.Switch.OffBy;
import rapport.parties.PersonId;
import rapport.shared.RuleBroken;

/** The addresses that letters go to, those that wait to be confirmed, and how many letters were asked for. */
@Component
class LetterAddresses {

    /** How long the link of a confirmation can be used. */
    static final Duration VALID = Duration.ofHours(24);

    /** So many letters that somebody asks for, by one person or to one address, go out in an hour and in a day. */
    static final int MOST_AN_HOUR = 5;

    static final int MOST_A_DAY = 10;

    /** After so many letters in a row for which there is no mailbox, no more are sent. */
    static final int MOST_BACK = 3;

    private final JdbcClient sql;
    private final TransactionOperations transactions;
    private final Clock clock;

    LetterAddresses(JdbcClient sql, TransactionOperations transactions, Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A confirmed address. */
    record LetterAddress(
            UUID id,
            PersonId person,
            String address,
            boolean on,
            boolean words,
            @Nullable OffBy offBy) {

        @Override
        public String toString() {
            return "LetterAddress[" + id + "]";
        }
    }

    /** An address that somebody says is theirs. */
    record Claim(PersonId person, String address) {

        @Override
        public String toString() {
            return "Claim[" + person + "]";
        }
    }

    Optional<LetterAddress> of(PersonId person) {
        return sql.sql("select * from letter_address where person = ?")
                .param(person.value())
                .query(LetterAddresses::address)
                .optional();
    }

    Optional<LetterAddress> withId(UUID id) {
        return sql.sql("select * from letter_address where id = ?")
                .param(id)
                .query(LetterAddresses::address)
                .optional();
    }

    private static LetterAddress address(ResultSet row, int number) throws SQLException {
        var offBy = row.getString("off_by");
        return new LetterAddress(
                row.getObject("id", UUID.class),
                new PersonId(row.getObject("person", UUID.class)),
                row.getString("address"),
                row.getBoolean("switched_on"),
                row.getBoolean("with_words"),
                offBy == null ? null : OffBy.valueOf(offBy));
    }

    // --- asked for ------------------------------------------------------------------------------------------------

    /**
     * Counts a letter that somebody asks for.
     *
     * @throws RuleBroken {@code too-many-letters}
     */
    void count(PersonId person, String address) {
        var now = now();
        var key = Secrets.hash(MailAddress.key(address));
        transactions.executeWithoutResult(_ -> {
            // Whoever asks for another one in the same moment waits here, so that nobody counts too few.
            sql.sql("select id from person where id = ? for update")
                    .param(person.value())
                    .query(UUID.class)
                    .single();
            sql.sql("delete from letter_asked where asked_at < ?")
                    .param(now.minusDays(1))
                    .update();
            if (asked(person, key, now.minusHours(1)) >= MOST_AN_HOUR
                    || asked(person, key, now.minusDays(1)) >= MOST_A_DAY) {
                throw new RuleBroken(
                        "too-many-letters",
                        "These are many letters in a short time, so none was sent. Please try again later.");
            }
            sql.sql("insert into letter_asked (person, address_key, asked_at) values (?, ?, ?)")
                    .params(person.value(), key, now)
                    .update();
        });
    }

    private long asked(PersonId person, byte[] key, OffsetDateTime since) {
        return Math.max(
                sql.sql("select count(*) from letter_asked where person = ? and asked_at > ?")
                        .params(person.value(), since)
                        .query(Long.class)
                        .single(),
                sql.sql("select count(*) from letter_asked where address_key = ? and asked_at > ?")
                        .params(key, since)
                        .query(Long.class)
                        .single());
    }

    // --- confirmed ------------------------------------------------------------------------------------------------

    /** Has an address wait for its owner, in place of any other; answers the token of the link that confirms it. */
    String claim(PersonId person, String address) {
        var token = Secrets.random();
        transactions.executeWithoutResult(_ -> {
            withdrawClaim(person);
            sql.sql("insert into letter_confirmation (person, hash, address, asked_at) values (?, ?, ?, ?)")
                    .params(person.value(), Secrets.hash(token), address, now())
                    .update();
        });
        return token;
    }

    void withdrawClaim(PersonId person) {
        sql.sql("delete from letter_confirmation where person = ?")
                .param(person.value())
                .update();
    }

    Optional<Claim> claimOf(PersonId person) {
        return sql.sql("select * from letter_confirmation where person = ? and asked_at > ?")
                .params(person.value(), now().minus(VALID))
                .query(LetterAddresses::claim)
                .optional();
    }

    /** What this token confirms; empty if it was used, is too old, or never was one. */
    Optional<Claim> claimed(String token) {
        return sql.sql("select * from letter_confirmation where hash = ? and asked_at > ?")
                .params(Secrets.hash(token), now().minus(VALID))
                .query(LetterAddresses::claim)
                .optional();
    }

    private static Claim claim(ResultSet row, int number) throws SQLException {
        return new Claim(new PersonId(row.getObject("person", UUID.class)), row.getString("address"));
    }

    /** Switches letters on at the address that this token confirms; false if it confirms none. */
    boolean confirm(String token) {
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            var claim = claimed(token);
            var used = sql.sql("delete from letter_confirmation where hash = ?")
                    .param(Secrets.hash(token))
                    .update();
            if (claim.isEmpty() || used == 0) {
                return false;
            }
            forget(claim.get().person());
            sql.sql("""
                    insert into letter_address (person, id, address, switched_on, with_words, came_back)
                    values (?, ?, ?, true, false, 0)
                    """)
                    .params(
                            claim.get().person().value(),
                            UUID.randomUUID(),
                            claim.get().address())
                    .update();
            return true;
        }));
    }

    void forget(PersonId person) {
        sql.sql("delete from letter_address where person = ?")
                .param(person.value())
                .update();
    }

    // --- switched -------------------------------------------------------------------------------------------------

    /** False if there is no confirmed address. */
    boolean switchOn(PersonId person, boolean words) {
        return sql.sql("""
                update letter_address set switched_on = true, with_words = ?, off_by = null, came_back = 0
                where person = ?
                """).params(words, person.value()).update() > 0;
    }

    /** Whoever switched them off first is remembered. */
    boolean switchOff(UUID id, OffBy by) {
        return sql.sql("update letter_address set switched_on = false, off_by = ? where id = ? and switched_on")
                        .params(by.name(), id)
                        .update()
                > 0;
    }

    /** Counts a letter for which there is no mailbox; the last one that is borne switches letters off. */
    void cameBack(UUID id) {
        sql.sql("update letter_address set came_back = came_back + 1 where id = ?")
                .param(id)
                .update();
        sql.sql("""
                update letter_address set switched_on = false, off_by = ?
                where id = ? and switched_on and came_back >= ?
                """).params(OffBy.CAME_BACK.name(), id, MOST_BACK).update();
    }

    void arrived(UUID id) {
        sql.sql("update letter_address set came_back = 0 where id = ? and came_back > 0")
                .param(id)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
