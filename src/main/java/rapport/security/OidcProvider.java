package rapport.security;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;
import rapport.security.OidcRefused.Reason;
import rapport.shared.Traced;

/**
 * Talks to the identity provider, only ever when somebody signs in, and never for longer than a person would wait. What
 * it says is for {@link Oidc} alone: none of it is shown or logged.
 */
final class OidcProvider {

    private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);

    private static final String REGISTRATION = "oidc";
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** How long we go by what the provider said of itself. */
    private static final Duration FRESH = Duration.ofHours(1);

    private static final ParameterizedTypeReference<Map<String, Object>> JSON = new ParameterizedTypeReference<>() {};

    /** The errors of RFC 6749 and RFC 6750 that can be told to the log: from this list they are our words. */
    private static final Set<String> KNOWN_ERRORS = Set.of(
            OAuth2ErrorCodes.INVALID_CLIENT,
            OAuth2ErrorCodes.INVALID_GRANT,
            OAuth2ErrorCodes.INVALID_REQUEST,
            OAuth2ErrorCodes.INVALID_SCOPE,
            OAuth2ErrorCodes.UNAUTHORIZED_CLIENT,
            OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE,
            OAuth2ErrorCodes.UNSUPPORTED_RESPONSE_TYPE,
            OAuth2ErrorCodes.SERVER_ERROR,
            OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE,
            OAuth2ErrorCodes.ACCESS_DENIED);

    private final OidcSettings settings;
    private final PublicAddress address;
    private final JdkClientHttpRequestFactory requests;
    private final OidcAuthorizationCodeAuthenticationProvider exchange;
    private volatile @Nullable Known known;

    private record Known(ClientRegistration registration, JwtDecoder decoder, long since) {

        boolean isFresh() {
            return System.nanoTime() - since < FRESH.toNanos();
        }
    }

    OidcProvider(OidcSettings settings, PublicAddress address) {
        this.settings = settings;
        this.address = address;
        this.requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(Redirect.NEVER)
                .build());
        requests.setReadTimeout(ANSWER);
        this.exchange = new OidcAuthorizationCodeAuthenticationProvider(codes(), users());
        exchange.setJwtDecoderFactory(_ -> decoder());
    }

    private RestClientAuthorizationCodeTokenResponseClient codes() {
        var client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(requests)
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    private OidcUserService users() {
        var rest = new RestTemplate(requests);
        rest.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        var userInfo = new DefaultOAuth2UserService();
        userInfo.setRestOperations(rest);
        var users = new OidcUserService();
        users.setOauth2UserService(userInfo);
        users.setRetrieveUserInfo(OidcProvider::saysTooLittle);
        return users;
    }

    // Many providers put everything into the ID token; then there is nothing more to ask.
    private static boolean saysTooLittle(OidcUserRequest request) {
        var token = request.getIdToken();
        var claims = List.of("email", "email_verified", "name");
        return request.getClientRegistration()
                                .getProviderDetails()
                                .getUserInfoEndpoint()
                                .getUri()
                        != null
                && !claims.stream().allMatch(token::hasClaim);
    }

    /**
     * What the provider says of itself, asked for if need be.
     *
     * @throws OidcRefused if it cannot be reached or says nothing that can be used
     */
    ClientRegistration registration() throws OidcRefused {
        var before = known;
        if (before != null && before.isFresh()) {
            return before.registration();
        }
        try {
            var now = discover();
            known = now;
            return now.registration();
        } catch (OidcRefused refused) {
            if (before != null) {
                return before.registration();
            }
            throw refused;
        }
    }

    private Known discover() throws OidcRefused {
        Map<String, Object> said;
        try {
            said = RestClient.builder()
                    .requestFactory(requests)
                    .build()
                    .get()
                    .uri(URI.create(settings.issuer().replaceFirst("/$", "") + "/.well-known/openid-configuration"))
                    .retrieve()
                    .body(JSON);
        } catch (RuntimeException e) {
            LOG.warn("the identity provider did not say how to sign in with it", new Traced(e));
            throw new OidcRefused(Reason.UNREACHABLE);
        }
        if (said == null || !settings.issuer().equals(said.get("issuer"))) {
            LOG.warn("the identity provider calls itself something else than {} says", OidcSettings.ISSUER);
            throw new OidcRefused(Reason.NOT_GENUINE);
        }
        try {
            var registration = registrationFrom(said);
            return new Known(registration, decoderFor(registration), System.nanoTime());
        } catch (RuntimeException e) {
            LOG.warn("what the identity provider says of itself cannot be used", new Traced(e));
            throw new OidcRefused(Reason.NOT_GENUINE);
        }
    }

    private ClientRegistration registrationFrom(Map<String, Object> said) {
        var registration = ClientRegistrations.fromOidcConfiguration(said)
                .registrationId(REGISTRATION)
                .clientId(settings.clientId())
                .clientSecret(settings.clientSecret())
                .redirectUri(address.of(Oidc.CALLBACK))
                .scope("openid", "email", "profile")
                .build();
        var details = registration.getProviderDetails();
        requireSafe(details.getAuthorizationUri());
        requireSafe(details.getTokenUri());
        requireSafe(details.getJwkSetUri());
        if (details.getUserInfoEndpoint().getUri() != null) {
            requireSafe(details.getUserInfoEndpoint().getUri());
        }
        return registration;
    }

    // Neither people nor the client's secret are sent anywhere unencrypted.
    private void requireSafe(@Nullable String endpoint) {
        if (endpoint == null || !PublicAddress.isWebAddress(URI.create(endpoint)) || isDowngrade(endpoint)) {
            throw new IllegalArgumentException("not a safe address");
        }
    }

    private boolean isDowngrade(String endpoint) {
        return "https".equalsIgnoreCase(URI.create(settings.issuer()).getScheme())
                && !"https".equalsIgnoreCase(URI.create(endpoint).getScheme());
    }

    // As OidcIdTokenDecoderFactory makes it, but with our time limits, and for every algorithm with a public key.
    private JwtDecoder decoderFor(ClientRegistration registration) {
        var keys = new RestTemplate(requests);
        var decoder = NimbusJwtDecoder.withJwkSetUri(
                        Objects.requireNonNull(registration.getProviderDetails().getJwkSetUri()))
                .jwsAlgorithms(algorithms -> algorithms.addAll(List.of(SignatureAlgorithm.values())))
                .restOperations(keys)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(), new OidcIdTokenValidator(registration)));
        decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
        return decoder;
    }

    private JwtDecoder decoder() {
        var now = known;
        if (now == null) {
            throw new IllegalStateException("nothing was asked of the provider yet");
        }
        return now.decoder();
    }

    /**
     * Redeems a code for what the provider vouches for: signature, issuer, audience, times and nonce have been checked.
     *
     * @throws OidcRefused if the provider does not answer, does not accept the code, or what it says does not hold
     */
    OidcUser redeem(ClientRegistration registration, OAuth2AuthorizationExchange answered) throws OidcRefused {
        try {
            var done = exchange.authenticate(new OAuth2LoginAuthenticationToken(registration, answered));
            if (done instanceof OAuth2LoginAuthenticationToken token && token.getPrincipal() instanceof OidcUser user) {
                return user;
            }
            throw new OidcRefused(Reason.NOT_GENUINE);
        } catch (OAuth2AuthenticationException e) {
            throw new OidcRefused(reasonFor(e));
        } catch (RuntimeException e) {
            LOG.warn("the identity provider did not answer in a way that can be used", new Traced(e));
            throw new OidcRefused(isUnanswered(e) ? Reason.UNREACHABLE : Reason.NOT_GENUINE);
        }
    }

    private static Reason reasonFor(OAuth2AuthenticationException e) {
        var code = e.getError().getErrorCode();
        if (KNOWN_ERRORS.contains(code)) {
            LOG.warn("the identity provider did not accept a sign-in: {}", code);
            return Reason.NOT_ACCEPTED;
        }
        LOG.warn("the answer of the identity provider does not hold", new Traced(e));
        return isUnanswered(e) ? Reason.UNREACHABLE : Reason.NOT_GENUINE;
    }

    // Rather than answered in a way that does not hold.
    private static boolean isUnanswered(@Nullable Throwable failure) {
        return failure != null && (failure instanceof RestClientException || isUnanswered(failure.getCause()));
    }
}
