package rapport.seals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionOperations;
import rapport.eventstore.Databases;
import rapport.eventstore.Durability;
import rapport.eventstore.H2InMemory;
import rapport.eventstore.OnPostgres;
import rapport.eventstore.Pool;
import rapport.eventstore.Settled;
import rapport.nodes.Nodes;
import rapport.words.Sealed;
import rapport.words.Vault;
import rapport.words.VaultInMemory;

/** A history with its seals, as the application keeps it but for the disk, and hands that do to it what they should not. */
final class World implements AutoCloseable {

    static final List<String> TABLES = List.of("domain_event", "seal_block", "seal_key");

    final Pool pool;
    final Pool vaultPool;
    final JdbcClient sql;
    final JdbcClient vaultSql;
    private final Vault vault;
    final SealTable table;
    final Signing signing;
    final Settled settled;
    final Sealer sealer;
    final Verification verification;
    final Checks checks;
    final Seals seals;

    World(Path directory) {
        Databases databases = OnPostgres.isOn() ? OnPostgres.databases(OnPostgres.newDatabase()) : new H2InMemory();
        pool = databases.open("rapport", 16);
        vaultPool = databases.open("vault", 2);
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/rapport")
                .load()
                .migrate();
        sql = JdbcClient.create(pool);
        vaultSql = JdbcClient.create(vaultPool);
        vault = VaultInMemory.on(vaultPool, directory);
        var clock = Clock.fixed(Instant.parse("2026-03-02T09:00:00Z"), ZoneOffset.UTC);
        table = new SealTable(sql);
        signing = new Signing(table, vault, pool::flush);
        settled = Settled.in(pool);
        sealer = new Sealer(table, signing, settled, pool::flush, clock, Nodes.one());
        verification = new Verification(table, signing, settled, clock);
        checks = new Checks(
                verification,
                sql,
                TransactionOperations.withoutTransaction(),
                new StaticListableBeanFactory().getBeanProvider(Checks.Watch.class),
                Nodes.one());
        seals = new Seals(table, signing);
    }

    /** What another node seals with, which lingers between what it has written and the copy of that. */
    Sealer lingering(Durability between) {
        return new Sealer(table, new Signing(table, vault, between), settled, between, Clock.systemUTC(), Nodes.one());
    }

    Sealed sealedByTheVault(String secret) {
        return vault.sealSecret(Seals.KEY_HOLDER, secret);
    }

    Verification.Result verify(Receipt... receipts) {
        return verification.run(List.of(receipts), (_, _) -> {});
    }

    /** As many events as can be of all kinds, over a few streams, with places between them that were never filled. */
    void tell(Random random, int events, List<UUID> streams, Map<UUID, Long> lengths) {
        for (var i = 0; i < events; i++) {
            if (random.nextInt(4) == 0) {
                skipAPlace();
            }
            var stream = streams.get(random.nextInt(streams.size()));
            append(random, stream, lengths.merge(stream, 1L, Long::sum) - 1);
        }
    }

    /** As a transaction does that is rolled back. */
    void skipAPlace() {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            insert(
                    JdbcClient.create(new SingleConnectionDataSource(connection, true)),
                    new Random(),
                    UUID.randomUUID(),
                    0);
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void append(Random random, UUID stream, long sequence) {
        insert(sql, random, stream, sequence);
    }

    static void insert(JdbcClient sql, Random random, UUID stream, long sequence) {
        sql.sql("insert into domain_event (event_identifier, aggregate_identifier, sequence_number, type,"
                        + " payload_type, payload_revision, payload, meta_data, time_stamp)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(values(random, stream, sequence))
                .update();
    }

    void insertAt(long index, Random random, UUID stream, long sequence) {
        var values = values(random, stream, sequence);
        values.addFirst(index);
        sql.sql("insert into domain_event (global_index, event_identifier, aggregate_identifier, sequence_number, type,"
                        + " payload_type, payload_revision, payload, meta_data, time_stamp)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(values)
                .update();
    }

    private static List<Object> values(Random random, UUID stream, long sequence) {
        var values = new ArrayList<Object>();
        values.add(new UUID(random.nextLong(), random.nextLong()).toString());
        values.add(stream.toString());
        values.add(sequence);
        values.add("Relationship");
        values.add("CommitmentMade" + random.nextInt(3));
        values.add(random.nextBoolean() ? null : "1");
        values.add(("{\"n\":" + random.nextInt() + "}").getBytes(StandardCharsets.UTF_8));
        values.add("{}".getBytes(StandardCharsets.UTF_8));
        values.add("2026-03-02T09:00:00.000Z");
        return values;
    }

    @Override
    public void close() {
        pool.close();
        vaultPool.close();
    }
}
