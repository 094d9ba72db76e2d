package rapport.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;
import rapport.accounts.Token;
import rapport.accounts.Tokens;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.shared.RuleBroken;

/**
 * Signs a program in for one request, by the token in its one {@code Authorization} header and nothing else. A token that
 * may only read gets no further with anything that could record, whatever there is or is not behind the address.
 */
final class BearerTokens extends OncePerRequestFilter {

    private static final String BEARER = "Bearer ";

    private final Tokens tokens;

    BearerTokens(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var headers = Collections.list(request.getHeaders("Authorization"));
        var token = Optional.of(headers)
                .filter(all -> all.size() == 1)
                .map(List::getFirst)
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .flatMap(header -> tokens.used(header.substring(BEARER.length()).strip()));
        token.ifPresent(BearerTokens::signIn);
        if (token.filter(Token::isReadOnly).isPresent() && !Gate.SAFE.contains(request.getMethod())) {
            Refusal.write(request, response, 403, readOnly());
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void signIn(Token token) {
        var signedIn = new SignedIn(new Actor(token.person(), Channel.API));
        signedIn.setDetails(token);
        SecurityContextHolder.setContext(new SecurityContextImpl(signedIn));
    }

    private static RuleBroken readOnly() {
        return new RuleBroken("read-only-token", "This token may only read, so nothing was done.");
    }
}
