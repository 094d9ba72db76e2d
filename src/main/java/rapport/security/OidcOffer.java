package rapport.security;

import java.util.Optional;

/**
 * Whether people can sign in with an account elsewhere.
 *
 * @param provider what people call the place; empty if there is none
 */
public record OidcOffer(Optional<String> provider) {}
