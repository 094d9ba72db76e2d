package rapport.health;

import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import rapport.shared.Home;

/**
 * The small server beside the one of the pages, as META-INF/spring says. No configuration by an annotation: as one it would be found by
 * the server of the pages as well.
 */
class ManagementServer {

    private static final int THREADS = 4;

    @Bean
    FilterRegistrationBean<OnlyHere> onlyHere() {
        var registration = new FilterRegistrationBean<>(new OnlyHere());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** Nothing is written outside the data directory, and few threads are enough. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> small(Home home) {
        return server -> {
            server.setBaseDirectory(home.file("tmp").toFile());
            server.addProtocolHandlerCustomizers(handler -> {
                if (handler instanceof AbstractProtocol<?> protocol) {
                    protocol.setMinSpareThreads(1);
                    protocol.setMaxThreads(THREADS);
                }
            });
        };
    }
}
