package rapport.accounts;

/**
 * The public half of a passkey, as its authenticator made it. Nothing in it is secret.
 *
 * @param id the authenticator's own id for it, in base64url
 * @param publicKey what its signatures are checked against, in base64url
 * @param signCount how often it had signed when it was last seen; always 0 if it does not count
 * @param backupEligible true if it may be copied to other devices; that never changes
 */
public record PasskeyCredential(String id, String publicKey, long signCount, boolean backupEligible) {

    @Override
    public String toString() {
        return "PasskeyCredential[•]";
    }
}
