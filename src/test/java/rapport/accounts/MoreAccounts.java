package rapport.accounts;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.parties.PersonId;

/** People with an account of their own, each with the passphrase of the one who set Rapport up. */
public final class MoreAccounts {

    private final JdbcClient sql;

    public MoreAccounts(JdbcClient sql) {
        this.sql = sql;
    }

    public PersonId add(String name) {
        var person = PersonId.random();
        sql.sql("insert into person (id, name, made_at) values (?, ?, ?)")
                .params(person.value(), name, Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .update();
        sql.sql("""
                insert into account (person, name_key, passphrase, made_at)
                select cast(? as uuid), cast(? as varchar(100)), account.passphrase, account.made_at
                from account join set_up on set_up.person = account.person
                """).params(person.value(), name.toLowerCase(Locale.ROOT)).update();
        return person;
    }

    public void remove(PersonId person) {
        sql.sql("delete from account where person = ?").param(person.value()).update();
    }
}
