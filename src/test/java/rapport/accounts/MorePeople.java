package rapport.accounts;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.parties.PersonId;

/** People with a token of their own, beyond the one that set-up makes: invitations are still to come. */
public final class MorePeople {

    private final JdbcClient sql;

    public MorePeople(JdbcClient sql) {
        this.sql = sql;
    }

    /** A token for somebody who exists already, such as the other side of a relationship. */
    public String tokenFor(PersonId person) {
        var token = "rapport_test_" + Secrets.random();
        sql.sql("insert into api_token (hash, person, name, made_at) values (?, ?, 'test', ?)")
                .params(Secrets.hash(token), person.value(), Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .update();
        return token;
    }

    /** A passphrase for somebody who exists already. */
    public void account(Accounts accounts, PersonId person, String passphrase) {
        accounts.addAccount(person, accounts.hashed(passphrase));
    }

    /** A token for somebody new. */
    public String tokenForSomebodyNew(String name) {
        var person = PersonId.random();
        sql.sql("insert into person (id, name, made_at) values (?, ?, ?)")
                .params(person.value(), name, Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .update();
        return tokenFor(person);
    }
}
