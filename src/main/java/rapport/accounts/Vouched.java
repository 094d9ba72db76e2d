package rapport.accounts;

import org.jspecify.annotations.Nullable;

/**
 * What an identity provider vouches for, checked already to come from it. Never shown in a log.
 *
 * @param subject the provider's own name for the account, the same for as long as the account exists
 * @param email an address that the provider has verified
 * @param name what the provider calls the person, if it says so
 */
public record Vouched(
        String issuer,
        String subject,
        String email,
        @Nullable String name) {

    @Override
    public String toString() {
        return "Vouched[•]";
    }
}
