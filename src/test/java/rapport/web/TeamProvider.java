package rapport.web;

import static org.springframework.security.config.Customizer.withDefaults;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/**
 * A team's identity provider: a real Spring Authorization Server on a port of its own, with a sign-in form of its own. It
 * shares nothing with the application but the process.
 */
final class TeamProvider implements AutoCloseable {

    static final String CLIENT = "rapport-at-the-team";
    static final String SECRET = "a-client-secret-that-occurs-nowhere-else";
    static final String PASSPHRASE = "passphrase at the provider";

    private final Map<String, Member> members = new ConcurrentHashMap<>();
    private final AnnotationConfigServletWebServerApplicationContext context;

    /**
     * Somebody who has an account there, under a login that is also the subject.
     *
     * @param inToken whether the ID token says it, or only the answer to who they are
     */
    record Member(boolean inToken, Map<String, Object> claims) {}

    TeamProvider() {
        context = new AnnotationConfigServletWebServerApplicationContext();
        context.registerBean(TeamProvider.class, () -> this);
        context.register(Beans.class);
        context.refresh();
    }

    String issuer() {
        return "http://127.0.0.1:"
                + java.util.Objects.requireNonNull(context.getWebServer()).getPort();
    }

    /** Adds or changes an account. */
    void member(String login, Member member) {
        members.put(login, member);
    }

    /** Registers a program that people can sign in to. */
    void client(String id, String secret, String redirect) {
        context.getBean(InMemoryRegisteredClientRepository.class)
                .save(RegisteredClient.withId(UUID.randomUUID().toString())
                        .clientId(id)
                        .clientSecret("{noop}" + secret)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .redirectUri(redirect)
                        .scope("openid")
                        .scope("email")
                        .scope("profile")
                        .clientSettings(
                                ClientSettings.builder().requireProofKey(true).build())
                        .build());
    }

    private Member of(String login) {
        return members.getOrDefault(login, new Member(true, Map.of()));
    }

    @Override
    public void close() {
        context.close();
    }

    /** Without an annotation by which Rapport, looking for its own, could take it for one of them. */
    @EnableWebSecurity
    static class Beans {

        @Bean
        TomcatServletWebServerFactory server() {
            var server = new TomcatServletWebServerFactory(0);
            server.setAddress(InetAddress.getLoopbackAddress());
            // Without any servlet, Tomcat would not ask the filters.
            server.setRegisterDefaultServlet(true);
            return server;
        }

        @Bean
        @Order(1)
        SecurityFilterChain protocol(HttpSecurity http, TeamProvider provider) {
            return http.oauth2AuthorizationServer(server -> {
                        http.securityMatcher(server.getEndpointsMatcher());
                        server.oidc(oidc -> oidc.userInfoEndpoint(info -> info.userInfoMapper(asked -> {
                            var login = asked.getAuthorization().getPrincipalName();
                            var claims = new HashMap<>(provider.of(login).claims());
                            claims.put("sub", login);
                            return new OidcUserInfo(claims);
                        })));
                    })
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .exceptionHandling(handling ->
                            handling.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
                    .oauth2ResourceServer(resources -> resources.jwt(withDefaults()))
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain form(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return login -> User.withUsername(login)
                    .password("{noop}" + PASSPHRASE)
                    .roles("MEMBER")
                    .build();
        }

        @Bean
        InMemoryRegisteredClientRepository clients() {
            // It must not be empty.
            return new InMemoryRegisteredClientRepository(RegisteredClient.withId("nobody")
                    .clientId("nobody")
                    .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .clientSecret("{noop}nobody")
                    .build());
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }

        @Bean
        JWKSource<SecurityContext> keys() throws JOSEException {
            var key = new RSAKeyGenerator(2048).keyID("team").generate();
            return new ImmutableJWKSet<>(new JWKSet(key));
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return org.springframework.security.config.annotation.web.configuration
                    .OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> idTokens(TeamProvider provider) {
            return token -> {
                var member = provider.of(java.util.Objects.requireNonNull(token.<Authentication>getPrincipal())
                        .getName());
                if (token.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN) && member.inToken()) {
                    token.getClaims().claims(claims -> claims.putAll(member.claims()));
                }
            };
        }
    }
}
