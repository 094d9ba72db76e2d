package rapport.mail;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import rapport.security.OpenAddresses;
import rapport.security.PublicAddress;

/** The mail server, where one is named. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    /** Whoever follows a link in a letter need not be signed in there. */
    @Bean
    OpenAddresses addressesInLetters() {
        return new OpenAddresses(List.of("/email/confirm/*", "/email/unsubscribe/*"));
    }

    /** What is set, which must be right even where it names no server. */
    record Given(Optional<MailSettings> settings) {

        @Override
        public String toString() {
            return "Given[•]";
        }
    }

    @Bean
    Given mailSettings(Environment environment) {
        return new Given(MailSettings.of(environment));
    }

    @Bean
    @Conditional(ServerNamed.class)
    MailServer mailServer(Given given, PublicAddress here, Clock clock) {
        return new MailServer(given.settings().orElseThrow(), here.host(), clock, MailServer.LIMIT);
    }

    static final class ServerNamed implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !context.getEnvironment().getProperty(MailSettings.HOST, "").isBlank();
        }
    }
}
