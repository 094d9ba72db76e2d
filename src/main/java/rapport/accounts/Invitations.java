package rapport.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import rapport.eventstore.Durability;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;

/** One-time links by which the other side of a relationship joins. Kept as hashes; a newer link takes the place of an older. */
@Component
public class Invitations {

    /** How long a link can be used. */
    public static final Duration VALID = Duration.ofDays(7);

    private final JdbcClient sql;
    private final TransactionOperations transactions;
    private final Durability durability;
    private final Clock clock;

    Invitations(JdbcClient sql, TransactionOperations transactions, Durability durability, Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.durability = durability;
        this.clock = clock;
    }

    /** An invitation that can still be used, and the mark by which it is known without its token. */
    public record Invitation(String mark, RelationshipId relationship, Side side) {}

    /** A new link's token, shown this once, and when it ends. */
    public record Made(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Made[" + expiresAt + "]";
        }
    }

    /** Makes the token of a new link for a side; those made for it before are worth nothing from here on. */
    public Made make(RelationshipId relationship, Side side, PersonId madeBy) {
        var token = Secrets.random();
        var now = clock.instant();
        var expiresAt = now.plus(VALID);
        transactions.executeWithoutResult(_ -> {
            withdraw(relationship, side);
            sql.sql("""
                    insert into invitation (hash, relationship, side, made_by, made_at, expires_at)
                    values (?, ?, ?, ?, ?, ?)
                    """)
                    .params(
                            Secrets.hash(token),
                            relationship.value(),
                            side.name(),
                            madeBy.value(),
                            now.atOffset(ZoneOffset.UTC),
                            expiresAt.atOffset(ZoneOffset.UTC))
                    .update();
        });
        durability.await();
        return new Made(token, expiresAt);
    }

    private void withdraw(RelationshipId relationship, Side side) {
        sql.sql("delete from invitation where relationship = ? and side = ? and used_by is null")
                .params(relationship.value(), side.name())
                .update();
    }

    /** When the open link for a side ends, if there is one. */
    public Optional<Instant> openUntil(RelationshipId relationship, Side side) {
        return sql.sql("""
                select expires_at from invitation
                where relationship = ? and side = ? and used_by is null and expires_at > ?
                """)
                .params(relationship.value(), side.name(), now())
                .query((row, _) -> Objects.requireNonNull(row.getObject("expires_at", OffsetDateTime.class))
                        .toInstant())
                .optional();
    }

    /** The mark of a token, under which an invitation is found without keeping the token itself. */
    public static String markOf(String token) {
        return HexFormat.of().formatHex(Secrets.hash(token));
    }

    /** The invitation of this mark; empty if there is none, or it was used, or its time is over. */
    public Optional<Invitation> find(String mark) {
        byte[] hash;
        try {
            hash = HexFormat.of().parseHex(mark);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        return sql.sql("select * from invitation where hash = ? and used_by is null and expires_at > ?")
                .params(hash, now())
                .query((row, _) -> new Invitation(
                        mark,
                        new RelationshipId(row.getObject("relationship", UUID.class)),
                        Side.valueOf(row.getString("side"))))
                .optional();
    }

    /** Uses it up, within the caller's transaction; false if somebody else was quicker. */
    public boolean use(Invitation invitation, PersonId by) {
        return sql.sql("update invitation set used_by = ? where hash = ? and used_by is null and expires_at > ?")
                        .params(by.value(), HexFormat.of().parseHex(invitation.mark()), now())
                        .update()
                > 0;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
