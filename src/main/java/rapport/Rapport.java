package rapport;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import rapport.cli.Operator;
import rapport.eventstore.EventStoreConfiguration;

/** Starts Rapport. */
@SpringBootApplication
public class Rapport {

    static void main(String[] arguments) {
        AotCache.use();
        EventStoreConfiguration.silenceAxon();
        if (Operator.isMeant(arguments)) {
            System.exit(Operator.run(Rapport.class, arguments));
        }
        SpringApplication.run(Rapport.class, arguments);
    }

    /** What happens by itself, as time passes; not where a tool has opened the data. */
    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    @ConditionalOnProperty(name = "rapport.scheduled", matchIfMissing = true)
    static class Scheduled {}
}
