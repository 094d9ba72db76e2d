package rapport.web;

import org.jspecify.annotations.Nullable;

/**
 * What a page offers to do with a passkey. The browser's part of it is JavaScript: see passkeys.js.
 *
 * @param ceremony what the browser is asked to do: {@code create} or {@code get}
 * @param form what it sends then; null where browsers do not take passkeys
 * @param begin the address that says what to ask the browser for
 * @param elsewhere the address of the same page where browsers do take them; null where there is none, and here
 */
public record PasskeyOffer(
        String ceremony,
        @Nullable FormView form,
        String begin,
        @Nullable String elsewhere) {

    @Override
    public String toString() {
        return "PasskeyOffer[" + ceremony + "]";
    }
}
