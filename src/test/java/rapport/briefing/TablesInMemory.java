package rapport.briefing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import rapport.eventstore.ReadModel;
import rapport.eventstore.Recorded;
import rapport.notebooks.NotebookId;
import rapport.parties.Cast;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.relationships.Histories;
import rapport.relationships.OpeningBook;
import rapport.relationships.RelationshipBook;

/** The real read models in a database in memory, with the real schema; one for a whole test. */
final class TablesInMemory implements AutoCloseable {

    private final SingleConnectionDataSource source;
    private final RelationshipBook book;
    private final PromiseTable promises;
    private final EntryTable entries;
    private final MeetingTable meetings;
    private final OpeningBook openings;
    private final JdbcClient sql;

    TablesInMemory() {
        // Outlives the connections that Flyway opens and closes.
        var url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;QUERY_CACHE_SIZE=500";
        Flyway.configure()
                .dataSource(url, "sa", "")
                .locations("classpath:db/rapport")
                .load()
                .migrate();
        source = new SingleConnectionDataSource(url, "sa", "", true);
        var sql = JdbcClient.create(source);
        List.of(Cast.GRACE, Cast.ADA, Cast.EDSGER, Cast.BARBARA).forEach(person -> add(sql, person));
        book = Histories.book(sql);
        openings = Histories.openings(sql);
        promises = new PromiseTable(sql);
        entries = new EntryTable(sql);
        meetings = new MeetingTable(sql);
        this.sql = sql;
    }

    private static void add(JdbcClient sql, PersonId person) {
        sql.sql("insert into person (id, name, made_at) values (?, ?, ?)")
                .params(person.value(), "somebody", Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .update();
    }

    RelationshipBook book() {
        return book;
    }

    PromiseTable promises() {
        return promises;
    }

    EntryTable entries() {
        return entries;
    }

    OpeningBook openings() {
        return openings;
    }

    MeetingTable meetings() {
        return meetings;
    }

    JdbcClient sql() {
        return sql;
    }

    private List<ReadModel> models() {
        return List.of(book, promises, entries, meetings, openings);
    }

    void take(String stream, Recorded<?> recorded) {
        models().forEach(model -> model.take(stream, recorded));
    }

    /** A notebook's place, as it is found by its author. */
    void reserve(NotebookId notebook, RelationshipId relationship, PersonId author) {
        sql.sql("insert into notebook (id, relationship, author) values (?, ?, ?)")
                .params(notebook.value(), relationship.value(), author.value())
                .update();
    }

    void forgetNotebooks() {
        sql.sql("delete from notebook").update();
    }

    void forget(String stream) {
        models().forEach(model -> model.forget(stream));
    }

    @Override
    public void close() {
        JdbcClient.create(source).sql("shutdown").update();
        source.destroy();
    }
}
