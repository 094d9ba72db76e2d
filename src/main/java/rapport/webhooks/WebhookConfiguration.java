package rapport.webhooks;

import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What whoever runs the server says about webhooks. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    private static final String PRIVATE = "rapport.webhooks.private-addresses";
    private static final Duration LONGEST = Duration.ofSeconds(9);

    @Bean(destroyMethod = "close")
    Poster poster(Environment environment, Clock clock) {
        return new Poster(
                environment.getProperty(PRIVATE, Boolean.class, false),
                InetAddress::getAllByName,
                WebhookConfiguration::trusted,
                LONGEST,
                clock);
    }

    private static SSLContext trusted() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }
}
