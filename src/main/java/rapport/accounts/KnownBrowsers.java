package rapport.accounts;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import rapport.parties.PersonId;

/**
 * Remembers in which browsers a person has signed in before, by a secret that lies in a cookie there. It lets nobody in;
 * it only keeps a stranger's wrong tries from slowing down the owner.
 */
@Component
public class KnownBrowsers {

    private static final PersonId NOBODY = new PersonId(new UUID(0, 0));

    private final JdbcClient sql;
    private final Clock clock;

    KnownBrowsers(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The secret to leave in a browser in which this person has just signed in. */
    public String remember(PersonId person) {
        var secret = Secrets.random();
        sql.sql("insert into known_browser (hash, person, made_at) values (?, ?, ?)")
                .params(Secrets.hash(secret), person.value(), clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return secret;
    }

    /** True if this person has signed in before in the browser that holds this secret. */
    public boolean isKnown(@Nullable String secret, @Nullable PersonId person) {
        // The same question for somebody who does not exist.
        return sql.sql("select count(*) from known_browser where hash = ? and person = ?")
                        .params(Secrets.hash(secret == null ? "" : secret), (person == null ? NOBODY : person).value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Forgets all browsers of this person. */
    public void forgetAll(PersonId person) {
        sql.sql("delete from known_browser where person = ?")
                .param(person.value())
                .update();
    }
}
