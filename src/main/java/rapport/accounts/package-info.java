/**
 * People and how they sign in: names, passphrases, passkeys, tokens, the first set-up. Plain tables, not event-sourced.
 */
@NullMarked
package rapport.accounts;

import org.jspecify.annotations.NullMarked;
