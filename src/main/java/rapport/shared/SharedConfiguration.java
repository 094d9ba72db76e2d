package rapport.shared;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
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
     * The one clock of the application. Only the profile {@code lab} may shift it, or have it begin from a clock of this machine
     * that is wrong; a demonstration brings its own.
     */
    @Bean
    @Profile("!demo")
    OneClock clock(Environment environment) {
        var wrong = lab(environment, "rapport.clock.machine");
        return new OneClock(() -> Instant.now().plus(wrong), lab(environment, "rapport.clock.offset"));
    }

    private static Duration lab(Environment environment, String setting) {
        var offset = environment.getProperty(setting, "").strip();
        if (offset.isEmpty()) {
            return Duration.ZERO;
        }
        if (!environment.acceptsProfiles(Profiles.of("lab"))) {
            throw new CannotStart(
                    setting + " is set, but shifting the clock is for the profile \"lab\" alone.",
                    "Remove the setting, or start with --spring.profiles.active=lab on data that you can throw away.");
        }
        try {
            var duration = Duration.parse(offset);
            var _ = Instant.now().plus(duration);
            return duration;
        } catch (DateTimeException | ArithmeticException e) {
            throw new CannotStart(
                    setting + " is not a duration that can be read.",
                    "Write it as an ISO 8601 duration, such as P7D for a week or PT36H for a day and a half.",
                    e);
        }
    }
}
