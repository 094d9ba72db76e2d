package rapport.eventstore;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import rapport.shared.Home;

/** The history of a Rapport that has stopped, opened with the application's own classes but without starting it. */
public final class OpenedHistory implements AutoCloseable {

    private final Pool source;
    private final JdbcClient sql;
    private final Streams streams;

    private OpenedHistory(Pool source, StoredTypes types) {
        this.source = source;
        this.sql = JdbcClient.create(source);
        var transactions = new SpringTransactionManager(new JdbcTransactionManager(source));
        this.streams = new Streams(EventStoreConfiguration.engine(source, transactions, new StoredJson(types)));
    }

    public static OpenedHistory in(Path home, StoredTypes types) {
        return new OpenedHistory(H2Files.open(new Home(home), "rapport", 4), types);
    }

    public JdbcClient sql() {
        return sql;
    }

    public Streams streams() {
        return streams;
    }

    /** Each stream with the sequence numbers stored for it, in their order. */
    public Map<String, List<Long>> sequences() {
        return sequences(sql);
    }

    static Map<String, List<Long>> sequences(JdbcClient sql) {
        var sequences = new LinkedHashMap<String, List<Long>>();
        sql.sql("select aggregate_identifier, sequence_number from domain_event order by 1, 2")
                .query(row -> {
                    sequences
                            .computeIfAbsent(row.getString(1), _ -> new java.util.ArrayList<>())
                            .add(row.getLong(2));
                });
        return sequences;
    }

    /** 0, 1, 2 and so on. */
    public static List<Long> withoutGaps(int count) {
        return LongStream.range(0, count).boxed().toList();
    }

    @Override
    public void close() {
        source.close();
    }
}
