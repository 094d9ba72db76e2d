package rapport.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;
import rapport.accounts.Accounts;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;

/** Signs a program in for one request, by the token in its {@code Authorization} header and nothing else. */
final class BearerTokens extends OncePerRequestFilter {

    private static final String BEARER = "Bearer ";

    private final Accounts accounts;

    BearerTokens(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .flatMap(header ->
                        accounts.ofToken(header.substring(BEARER.length()).strip()))
                .ifPresent(person -> SecurityContextHolder.setContext(
                        new SecurityContextImpl(new SignedIn(new Actor(person, Channel.API)))));
        chain.doFilter(request, response);
    }
}
