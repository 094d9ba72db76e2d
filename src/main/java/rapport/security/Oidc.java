package rapport.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import rapport.accounts.CompanyAccounts;
import rapport.accounts.CompanyAccounts.Match;
import rapport.accounts.Vouched;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.security.OidcRefused.Reason;

/**
 * Signs people in with their account at the team's identity provider: OpenID Connect, by authorization code with PKCE,
 * state and nonce. Nothing that the provider hands out is kept.
 */
public final class Oidc {

    /** Where a sign-in begins, by POST. */
    public static final String START = "/oidc/start";

    /** Where the provider sends people back to. */
    public static final String CALLBACK = "/oidc/callback";

    private static final String ATTEMPT = "rapport.oidc";

    private final OidcProvider provider;
    private final OidcSettings settings;
    private final PublicAddress address;
    private final CompanyAccounts accounts;
    private final Clock clock;

    Oidc(OidcProvider provider, OidcSettings settings, PublicAddress address, CompanyAccounts accounts, Clock clock) {
        this.provider = provider;
        this.settings = settings;
        this.address = address;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * Begins a sign-in in this browser: the address at which it goes on.
     *
     * @throws OidcRefused if the provider cannot be reached
     */
    public URI begin(HttpServletRequest request) throws OidcRefused {
        if (address.isOtherNameOfThisMachine(request.getServerName())) {
            return URI.create(address.of("/sign-in?oidc=" + Reason.OTHER_NAME.code()));
        }
        var registration = provider.registration();
        var attempt = OidcAttempt.begin(clock.instant());
        request.getSession(true).setAttribute(ATTEMPT, attempt);
        return URI.create(asked(registration, attempt).getAuthorizationRequestUri());
    }

    private static OAuth2AuthorizationRequest asked(ClientRegistration registration, OidcAttempt attempt) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .clientId(registration.getClientId())
                .authorizationUri(
                        Objects.requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
                .redirectUri(registration.getRedirectUri())
                .scopes(registration.getScopes())
                .state(attempt.state())
                .attributes(Map.of(
                        OAuth2ParameterNames.REGISTRATION_ID, registration.getRegistrationId(),
                        OidcParameterNames.NONCE, attempt.nonce(),
                        PkceParameterNames.CODE_VERIFIER, attempt.verifier()))
                .additionalParameters(Map.of(
                        OidcParameterNames.NONCE, hash(attempt.nonce()),
                        PkceParameterNames.CODE_CHALLENGE, hash(attempt.verifier()),
                        PkceParameterNames.CODE_CHALLENGE_METHOD, "S256"))
                .build();
    }

    private static String hash(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Finishes the sign-in that this browser began and has come back from. The person is signed in, in a session that has
     * nothing of the one before.
     *
     * @throws OidcRefused if it did not end well; nobody has been signed in
     */
    public void finish(HttpServletRequest request, HttpServletResponse response) throws OidcRefused {
        var attempt = takeAttempt(request);
        var answer = answer(request, attempt);
        var registration = provider.registration();
        var user = provider.redeem(registration, new OAuth2AuthorizationExchange(asked(registration, attempt), answer));
        switch (accounts.match(vouched(user), settings.domains())) {
            case Match.Found found -> {
                Optional.ofNullable(request.getSession(false)).ifPresent(HttpSession::invalidate);
                SignIn.as(new Actor(found.person(), Channel.WEB), request, response);
            }
            case Match.Unknown _ -> throw new OidcRefused(Reason.UNKNOWN);
            case Match.Taken _ -> throw new OidcRefused(Reason.TAKEN);
        }
    }

    // Whatever comes back, it comes back once.
    private OidcAttempt takeAttempt(HttpServletRequest request) throws OidcRefused {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTEMPT) instanceof OidcAttempt attempt)) {
            throw new OidcRefused(Reason.STALE);
        }
        var state = request.getParameter(OAuth2ParameterNames.STATE);
        if (state == null || !isSame(state, attempt.state())) {
            throw new OidcRefused(Reason.STALE);
        }
        session.removeAttribute(ATTEMPT);
        if (attempt.isOver(clock.instant())) {
            throw new OidcRefused(Reason.STALE);
        }
        return attempt;
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private OAuth2AuthorizationResponse answer(HttpServletRequest request, OidcAttempt attempt) throws OidcRefused {
        var issuer = request.getParameter("iss");
        if (issuer != null && !issuer.equals(settings.issuer())) {
            throw new OidcRefused(Reason.NOT_GENUINE);
        }
        var error = request.getParameter(OAuth2ParameterNames.ERROR);
        if (error != null) {
            throw new OidcRefused(error.equals("access_denied") ? Reason.DECLINED : Reason.NOT_ACCEPTED);
        }
        var code = request.getParameter(OAuth2ParameterNames.CODE);
        if (code == null || code.isBlank()) {
            throw new OidcRefused(Reason.NOT_GENUINE);
        }
        return OAuth2AuthorizationResponse.success(code)
                .redirectUri(address.of(CALLBACK))
                .state(attempt.state())
                .build();
    }

    // The address and whether it is verified must be said in the same breath: each could be true of another address.
    private Vouched vouched(OidcUser user) throws OidcRefused {
        var token = user.getIdToken().getClaims();
        var saidInToken = token.containsKey("email") && token.containsKey("email_verified");
        var claims = saidInToken || user.getUserInfo() == null
                ? token
                : user.getUserInfo().getClaims();
        if (!(claims.get("email") instanceof String email)
                || email.isBlank()
                || !isTrue(claims.get("email_verified"))) {
            throw new OidcRefused(Reason.UNVERIFIED);
        }
        var subject = user.getIdToken().getSubject();
        if (subject == null || subject.isBlank()) {
            throw new OidcRefused(Reason.NOT_GENUINE);
        }
        return new Vouched(settings.issuer(), subject, email.strip(), user.getFullName());
    }

    // Some providers write it as text.
    private static boolean isTrue(@Nullable Object claim) {
        return Boolean.TRUE.equals(claim) || "true".equals(claim);
    }
}
