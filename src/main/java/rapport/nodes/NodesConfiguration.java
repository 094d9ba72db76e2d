package rapport.nodes;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import rapport.eventstore.NodeName;
import rapport.eventstore.Pool;
import rapport.eventstore.PostgresPool;
import rapport.shared.OneClock;

/** One node where the database is its own, one of several where it is a PostgreSQL. */
@Configuration(proxyBeanMethods = false)
class NodesConfiguration {

    @Bean
    Nodes nodes(Pool pool, NodeName name, ObjectProvider<OneClock> clocks) {
        if (!(pool instanceof PostgresPool shared)) {
            return Nodes.one();
        }
        var nodes = new SharedNodes(shared, name.name());
        clocks.ifAvailable(clock -> clock.follow(nodes.time()));
        return nodes;
    }

    /** Not where a tool has opened the data: it comes and goes, and does nothing by itself. */
    @Bean
    @ConditionalOnProperty(name = "rapport.scheduled", matchIfMissing = true)
    Living livingNode(Nodes nodes) {
        return new Living(nodes instanceof SharedNodes shared ? shared : null);
    }
}
