package rapport.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import rapport.accounts.Tokens;
import rapport.eventstore.Durability;
import rapport.eventstore.Pool;
import rapport.nodes.Nodes;
import rapport.shared.Home;
import rapport.shared.Room;

/** Who gets in, and under which headers everything is answered. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    FilterRegistrationBean<Gate> gate(Environment environment, PublicAddress address) {
        var names = new LinkedHashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
        Arrays.stream(environment.getProperty("rapport.hosts", "").split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        names.add(address.host());
        var registration = new FilterRegistrationBean<>(new Gate(names));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<CutOff> cutOff(Nodes nodes, Pool pool, Home home) {
        var room = new Room(home);
        var registration = new FilterRegistrationBean<>(new CutOff(nodes, () -> !pool.hasFile() || room.isThere()));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }

    @Bean
    @Order(1)
    SecurityFilterChain doorForPrograms(HttpSecurity http, Tokens tokens) {
        return headers(http)
                .securityMatcher("/api/**")
                // A session that comes along by a cookie is not for programs: not even its id is changed.
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS)
                        .sessionFixation(fixation -> fixation.none()))
                // A token has to be put into each request on purpose, which another site cannot do.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .logout(AbstractHttpConfigurer::disable)
                .addFilterBefore(new BearerTokens(tokens), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.POST, "/api/setup")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, _) -> {
                            response.setHeader("WWW-Authenticate", "Bearer");
                            Refusal.write(request, response, 401, "Please send a valid token.");
                        })
                        .accessDeniedHandler((request, response, _) ->
                                Refusal.write(request, response, 404, "There is nothing here under this address.")))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain doorForPeople(
            HttpSecurity http, Sessions sessions, Durability durability, ObjectProvider<OpenAddresses> more) {
        return headers(http)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                // Mail providers send it for people (RFC 8058): who knows the address was meant to.
                .csrf(csrf -> csrf.ignoringRequestMatchers("/email/unsubscribe/*"))
                .logout(logout -> logout.logoutUrl("/sign-out")
                        .logoutSuccessHandler((request, response, _) -> {
                            // The session must not come back to life with the database after a crash.
                            durability.await();
                            sessions.tellEnded();
                            response.setStatus(303);
                            response.setHeader("Location", "/sign-in?out");
                        })
                        .deleteCookies(SessionConfiguration.COOKIE))
                .authorizeHttpRequests(requests -> more.forEach(
                        open -> requests.requestMatchers(open.paths().toArray(String[]::new))
                                .permitAll()))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/assets/**",
                                "/setup",
                                "/auditor",
                                "/sign-in",
                                "/sign-in/passkey/**",
                                "/recover",
                                "/join",
                                "/join/new",
                                "/join/sign-in",
                                // says itself that one is signed out, in a word that scripts understand
                                "/live",
                                "/service-worker.js",
                                "/offline",
                                "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(SecurityConfiguration::askToSignIn)
                        .accessDeniedHandler(SecurityConfiguration::refuseForm))
                .build();
    }

    static void refuseForm(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException {
        Refusal.write(
                request,
                response,
                403,
                "This form is too old or came from somewhere else, so nothing was done. "
                        + "Go back, reload the page and send it again.");
    }

    static HttpSecurity headers(HttpSecurity http) {
        return http.headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(Headers.CONTENT_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(permissions ->
                                permissions.policy("camera=(), microphone=(), geolocation=(), payment=(), usb=()")))
                .cors(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable);
    }

    private static void askToSignIn(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refused) {
        Wanted.remember(request);
        response.setStatus(303);
        response.setHeader("Location", "/sign-in");
    }

    // Nobody comes in this way; without it the framework would make a user of its own and print a passphrase.
    @Bean
    AuthenticationManager authenticationManager() {
        return _ -> {
            throw new BadCredentialsException("not in this way");
        };
    }
}
