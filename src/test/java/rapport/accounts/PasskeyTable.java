package rapport.accounts;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;
import rapport.eventstore.Durability;
import rapport.parties.PersonId;

/** A database with nothing in it but what passkeys need. */
public final class PasskeyTable {

    private final JdbcConnectionPool source = JdbcConnectionPool.create(
            "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000", "", "");

    public final JdbcClient sql = JdbcClient.create(source);

    private final TransactionOperations transactions = new TransactionTemplate(new JdbcTransactionManager(source));

    public PasskeyTable() {
        DatabasePopulatorUtils.execute(
                new ResourceDatabasePopulator(
                        new ClassPathResource("db/rapport/V1__rapport.sql"),
                        new ClassPathResource("db/rapport/V6__passkeys.sql")),
                source);
    }

    public Passkeys passkeys(Durability durability, Clock clock) {
        return new Passkeys(sql, transactions, durability, clock);
    }

    TransactionOperations transactions() {
        return transactions;
    }

    /** Somebody with an account. */
    public PersonId person() {
        var person = PersonId.random();
        var then = Instant.EPOCH.atOffset(ZoneOffset.UTC);
        sql.sql("insert into person (id, name, made_at) values (?, 'Ada', ?)")
                .params(person.value(), then)
                .update();
        sql.sql("insert into account (person, passphrase, made_at) values (?, '', ?)")
                .params(person.value(), then)
                .update();
        return person;
    }
}
