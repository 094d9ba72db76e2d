package rapport.erasure;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import rapport.tools.Erased;

/** Says of a stream that its key was destroyed on purpose: it ends with the event that says so. */
@Component
class ErasedStreams implements Erased {

    private final JdbcClient sql;

    ErasedStreams(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public boolean isErased(UUID stream) {
        return sql.sql("""
                        select count(*) from domain_event where aggregate_identifier = ?
                        and payload_type in ('rapport.RelationshipErased', 'rapport.NotebookErased')
                        """).param(stream.toString()).query(Long.class).single() > 0;
    }
}
