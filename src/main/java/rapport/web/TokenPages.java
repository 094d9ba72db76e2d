package rapport.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.accounts.Token;
import rapport.accounts.Token.Scope;
import rapport.accounts.Tokens;
import rapport.web.TokensPage.Listed;

/** Makes the page of API tokens. */
@Component
class TokenPages {

    static final String MAKE = "make-token";

    private final Tokens tokens;
    private final Frames frames;
    private final Clock clock;

    TokenPages(Tokens tokens, Frames frames, Clock clock) {
        this.tokens = tokens;
        this.frames = frames;
        this.clock = clock;
    }

    /** @param secret that of the token just made, if one was */
    TokensPage of(Visit visit, @Nullable String secret) {
        // Tokens belong to no relationship, so the times are this machine's.
        var zone = ZoneId.systemDefault();
        var today = LocalDate.ofInstant(clock.instant(), zone);
        return new TokensPage(
                frames.around(visit, "API tokens", "settings"),
                secret,
                tokens.of(visit.viewer()).stream()
                        .map(token -> listed(visit, token, zone, today))
                        .toList(),
                make(visit),
                zone.getId());
    }

    private static Listed listed(Visit visit, Token token, ZoneId zone, LocalDate today) {
        var lastUsed = token.lastUsedAt();
        return new Listed(
                token.name(),
                said(token.scope()),
                Days.day(token.madeAt().atZone(zone).toLocalDate(), today),
                lastUsed == null ? "never used" : "last used on " + Days.moment(lastUsed, zone, today),
                new FormBuilder("revoke-" + token.id(), Addressed.revoke(token.id()), visit)
                        .build("Revoke", "Revoke “" + token.name() + "”", false));
    }

    private static String said(Scope scope) {
        return switch (scope) {
            case RECORD -> "may record";
            case READ -> "may only read";
        };
    }

    private static FormView make(Visit visit) {
        Map<String, String> scopes = new LinkedHashMap<>();
        scopes.put(Scope.RECORD.name(), "It may look and record, as I may");
        scopes.put(Scope.READ.name(), "It may only look");
        return new FormBuilder(MAKE, Addressed.TOKENS, visit)
                .id(UUID.randomUUID().toString())
                .line("name", "A name, by which you will know it again", "off")
                .choice("scope", "What a program may do with it", scopes)
                .build("Make a token", "Make a token", true);
    }
}
