package rapport.shared;

import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** The data directory and the clock. */
@Configuration(proxyBeanMethods = false)
class SharedConfiguration {

    @Bean
    Home home(Environment environment) {
        return Home.at(Path.of(environment.getRequiredProperty("rapport.home")));
    }

    /** By asking for it, the web server waits until the data directory is known to be usable. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> temporaryFilesAtHome(Home home) {
        return server -> server.setBaseDirectory(home.file("tmp").toFile());
    }

    /**
     * The one clock of the application, in whole milliseconds, which is what the store keeps. Only the profile
     * {@code lab} may shift it; a demonstration brings its own.
     */
    @Bean
    @Profile("!demo")
    Clock clock(Environment environment) {
        return Clock.tick(shifted(environment), Duration.ofMillis(1));
    }

    private static Clock shifted(Environment environment) {
        var offset = environment.getProperty("rapport.clock.offset", "").strip();
        if (offset.isEmpty()) {
            return Clock.systemUTC();
        }
        if (!environment.acceptsProfiles(Profiles.of("lab"))) {
            throw new CannotStart(
                    "rapport.clock.offset is set, but shifting the clock is for the profile \"lab\" alone.",
                    "Remove the setting, or start with --spring.profiles.active=lab on data that you can throw away.");
        }
        try {
            return Clock.offset(Clock.system(ZoneOffset.UTC), Duration.parse(offset));
        } catch (DateTimeException | ArithmeticException e) {
            throw new CannotStart(
                    "rapport.clock.offset is not a duration that can be read.",
                    "Write it as an ISO 8601 duration, such as P7D for a week or PT36H for a day and a half.",
                    e);
        }
    }
}
