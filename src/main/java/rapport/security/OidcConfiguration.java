package rapport.security;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.savedrequest.NullRequestCache;
import rapport.accounts.CompanyAccounts;

/** The way in for people who have an account at their team's identity provider. */
@Configuration(proxyBeanMethods = false)
class OidcConfiguration {

    @Bean
    OidcOffer oidcOffer(Environment environment) {
        return new OidcOffer(OidcSettings.of(environment).map(OidcSettings::name));
    }

    /** Only where a provider is set. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OidcConfigured.class)
    static class Door {

        @Bean
        Oidc oidc(Environment environment, CompanyAccounts accounts, Clock clock) {
            var settings = OidcSettings.of(environment).orElseThrow();
            var address = new PublicAddress(environment);
            return new Oidc(new OidcProvider(settings, address), settings, address, accounts, clock);
        }

        @Bean
        @Order(1)
        SecurityFilterChain doorForCompanyAccounts(HttpSecurity http) {
            return SecurityConfiguration.headers(http)
                    .securityMatcher(Oidc.START, Oidc.CALLBACK)
                    .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .exceptionHandling(handling -> handling.accessDeniedHandler(SecurityConfiguration::refuseForm))
                    .build();
        }
    }
}
