package rapport.webhooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import rapport.parties.PersonId;
import rapport.webhooks.Webhook.Last;
import rapport.webhooks.Webhook.State;
import rapport.words.Sealed;

/** Webhooks as they are stored, and what did not arrive lately. */
@Component
class WebhookTable {

    private final JdbcClient sql;

    WebhookTable(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A row.
     *
     * @param key whose key in the vault seals the address and the secret
     * @param secret null where nothing is signed
     * @param unseen true if it was switched off by Rapport and its person has not said that they know
     * @param notBefore until when they asked not to be sent anything; null if they did not
     */
    record Row(
            UUID id,
            PersonId person,
            String name,
            Format format,
            UUID key,
            Sealed address,
            @Nullable Sealed secret,
            boolean withWords,
            State state,
            boolean unseen,
            Instant madeAt,
            @Nullable Last last,
            @Nullable Instant notBefore) {

        @Override
        public String toString() {
            return "Row[" + id + "]";
        }
    }

    void add(Row row) {
        var secret = row.secret();
        sql.sql("insert into webhook (id, person, name, format, vault_key, address, secret, with_words, state, unseen, "
                        + "made_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(row.id())
                .param(row.person().value())
                .param(row.name())
                .param(row.format().name())
                .param(row.key())
                .param(row.address().packed())
                .param(secret == null ? null : secret.packed())
                .param(row.withWords())
                .param(row.state().name())
                .param(row.unseen())
                .param(utc(row.madeAt()))
                .update();
    }

    List<Row> of(PersonId person) {
        return sql.sql("select * from webhook where person = ? order by made_at, id")
                .param(person.value())
                .query(WebhookTable::row)
                .list();
    }

    Optional<Row> find(UUID id) {
        return sql.sql("select * from webhook where id = ?")
                .param(id)
                .query(WebhookTable::row)
                .optional();
    }

    /** Likewise; whoever else wants to change it waits until the transaction is over. */
    Optional<Row> hold(UUID id) {
        return sql.sql("select * from webhook where id = ? for update")
                .param(id)
                .query(WebhookTable::row)
                .optional();
    }

    List<UUID> on(PersonId person) {
        return sql.sql("select id from webhook where person = ? and state = 'ON' order by made_at, id")
                .param(person.value())
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    List<Row> stoppedUnseen(PersonId person) {
        return sql.sql("select * from webhook where person = ? and unseen order by made_at, id")
                .param(person.value())
                .query(WebhookTable::row)
                .list();
    }

    void remove(UUID id) {
        sql.sql("delete from webhook where id = ?").param(id).update();
    }

    void setState(UUID id, State state, boolean unseen) {
        sql.sql("update webhook set state = ?, unseen = ? where id = ?")
                .params(state.name(), unseen, id)
                .update();
    }

    void setSeen(UUID id) {
        sql.sql("update webhook set unseen = false where id = ?").param(id).update();
    }

    void setWords(UUID id, boolean withWords) {
        sql.sql("update webhook set with_words = ? where id = ?")
                .params(withWords, id)
                .update();
    }

    void setSecret(UUID id, Sealed secret) {
        sql.sql("update webhook set secret = ? where id = ?")
                .params(secret.packed(), id)
                .update();
    }

    void setLast(UUID id, Last last, @Nullable Instant notBefore) {
        sql.sql("update webhook set last_result = ?, last_status = ?, last_at = ?, not_before = ? where id = ?")
                .param(last.result().name())
                .param(last.status())
                .param(utc(last.at()))
                .param(notBefore == null ? null : utc(notBefore))
                .param(id)
                .update();
    }

    /** Notes that a delivery did not arrive this time. Within a transaction that holds the webhook. */
    void addFailure(UUID webhook, UUID delivery, boolean givenUp, Instant at) {
        var known = sql.sql("update webhook_failure set attempts = attempts + 1, given_up = ?, last_at = ? "
                        + "where webhook = ? and delivery = ?")
                .params(givenUp, utc(at), webhook, delivery)
                .update();
        if (known == 0) {
            sql.sql("insert into webhook_failure (webhook, delivery, attempts, given_up, last_at) "
                            + "values (?, ?, 1, ?, ?)")
                    .params(webhook, delivery, givenUp, utc(at))
                    .update();
        }
    }

    void forgetFailures(UUID webhook) {
        sql.sql("delete from webhook_failure where webhook = ?").param(webhook).update();
    }

    /** How many deliveries nobody tries any more: given up, tried this often, or not tried again since. */
    int lost(UUID webhook, int attempts, Instant since) {
        return sql.sql("select count(*) from webhook_failure where webhook = ? "
                        + "and (given_up or attempts >= ? or last_at < ?)")
                .params(webhook, attempts, utc(since))
                .query(Integer.class)
                .single();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var secret = row.getBytes("secret");
        var result = row.getString("last_result");
        var lastAt = instant(row, "last_at");
        return new Row(
                row.getObject("id", UUID.class),
                new PersonId(row.getObject("person", UUID.class)),
                row.getString("name"),
                Format.valueOf(row.getString("format")),
                row.getObject("vault_key", UUID.class),
                Sealed.unpacked(row.getBytes("address")),
                secret == null ? null : Sealed.unpacked(secret),
                row.getBoolean("with_words"),
                State.valueOf(row.getString("state")),
                row.getBoolean("unseen"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                result == null || lastAt == null
                        ? null
                        : new Last(Result.valueOf(result), row.getInt("last_status"), lastAt),
                instant(row, "not_before"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
