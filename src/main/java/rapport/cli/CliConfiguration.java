package rapport.cli;

import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;
import rapport.shared.Home;
import rapport.tools.Elsewhere;
import rapport.tools.Tool;

/** The tools of this process, and the door by which another process reaches them while people are served. */
@Configuration(proxyBeanMethods = false)
class CliConfiguration {

    @Bean
    Bench bench(List<Tool> tools, ConfigurableEnvironment environment) {
        return new Bench(tools, environment.getProperty("rapport.version", ""));
    }

    @Bean
    Elsewhere elsewhere(ApplicationContext context, ConfigurableEnvironment environment) {
        return new Contexts(
                () -> application(context),
                environment,
                !environment.getProperty("rapport.served", Boolean.class, true));
    }

    private static Class<?> application(ApplicationContext context) {
        return context.getBeansWithAnnotation(SpringBootApplication.class).values().stream()
                .map(ClassUtils::getUserClass)
                .findFirst()
                .orElseThrow();
    }

    /** A demonstration has no data that a tool could be used on. */
    @Bean
    @Profile("!demo")
    Serving serving(Home home, Bench bench) {
        return new Serving(new OperatorDoor(home, bench));
    }

    /** Opens the door once people are served. */
    record Serving(OperatorDoor door) implements AutoCloseable {

        @EventListener
        void open(ApplicationReadyEvent ready) {
            if (ready.getApplicationContext() instanceof WebServerApplicationContext web
                    && web.getWebServer() != null
                    && web.getWebServer().getPort() > 0) {
                door.open();
            }
        }

        @Override
        public void close() {
            door.close();
        }
    }
}
