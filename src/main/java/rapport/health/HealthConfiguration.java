package rapport.health;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.savedrequest.NullRequestCache;
import rapport.eventstore.Measures;
import rapport.eventstore.Pool;
import rapport.nodes.Nodes;
import rapport.shared.Home;
import rapport.words.Vault;

/** What is shown on the port for it, where one is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = ManagementPort.SETTING)
class HealthConfiguration {

    /** Nobody signs in there, and nobody who has come through its gate needs to. */
    @Bean
    @Order(0)
    SecurityFilterChain doorForTheMachine(HttpSecurity http) {
        return http.securityMatcher(request -> request.getAttribute(OnlyHere.PASSED) != null)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    HealthIndicator databaseHealthIndicator(JdbcClient sql, Nodes nodes) {
        return new DatabaseHealth(sql, nodes);
    }

    @Bean
    HealthIndicator keysHealthIndicator(Vault vault) {
        return new KeysHealth(vault);
    }

    /** Only a new start helps then. */
    @Bean
    HealthIndicator fileHealthIndicator(Pool pool) {
        return () -> (pool.isBroken() ? Health.down() : Health.up()).build();
    }

    @Bean
    HealthIndicator diskHealthIndicator(Home home, Pool pool) {
        return new DiskHealth(home, pool);
    }

    @Bean
    Measures measures(MeterRegistry meters) {
        return new ActMeters(meters);
    }

    @Bean
    MeterBinder figures(JdbcClient sql, Nodes nodes, Home home, Pool pool) {
        return new Figures(sql, nodes, home, pool);
    }
}
