package rapport;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;
import rapport.eventstore.EventStoreConfiguration;

/** Starts Rapport. */
@SpringBootApplication
@EnableScheduling
public class Rapport {

    static void main(String[] arguments) {
        AotCache.use();
        EventStoreConfiguration.silenceAxon();
        SpringApplication.run(Rapport.class, arguments);
    }
}
