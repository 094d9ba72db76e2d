package rapport.demo;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import rapport.eventstore.Databases;
import rapport.eventstore.H2InMemory;
import rapport.security.OpenAddresses;
import rapport.shared.CannotStart;

/** What a demonstration has of its own: databases in memory, a clock that has lived through nine months, open pages. */
@Configuration(proxyBeanMethods = false)
@Profile(NothingOfTheirs.PROFILE)
class DemoConfiguration {

    private static final List<String> OTHER_DATABASES =
            List.of("spring.datasource.url", "spring.datasource.jndi-name", "spring.flyway.url");

    /** The day on which it is told, for pictures that stay the same. */
    record Today(Clock clock) {}

    @Bean
    DemoClock clock(ObjectProvider<Today> today) {
        var real = today.getIfAvailable(() -> new Today(Clock.systemUTC())).clock();
        return new DemoClock(Clock.tick(real, Duration.ofMillis(1)));
    }

    /** @throws CannotStart where a demonstration could be mistaken for something real, or reached by others */
    @Bean
    Databases databases(Environment environment) {
        for (var setting : OTHER_DATABASES) {
            if (!environment.getProperty(setting, "").isBlank()) {
                throw new CannotStart(
                        setting + " is set, but a demonstration keeps everything in memory and touches no database.",
                        "Remove the setting, or start without the profile \"demo\".");
            }
        }
        if (environment.acceptsProfiles(Profiles.of("lab"))) {
            throw new CannotStart(
                    "The profiles \"demo\" and \"lab\" do not go together: a demonstration has a clock of its own.",
                    "Start with one of them.");
        }
        if (!isLoopback(environment.getProperty("server.address", ""))) {
            throw new CannotStart(
                    "A demonstration lets everybody in, so it listens to this machine only; server.address says otherwise.",
                    "Remove the setting, or start without the profile \"demo\".");
        }
        return new H2InMemory();
    }

    private static boolean isLoopback(String address) {
        try {
            return !address.isBlank() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }

    @Bean
    OpenAddresses addressesOfTheDemonstration() {
        return new OpenAddresses(List.of("/demo", "/demo/*"));
    }
}
