/**
 * People and how they sign in: names, passphrases, tokens, the first set-up. Plain tables, not event-sourced.
 */
@NullMarked
package rapport.accounts;

import org.jspecify.annotations.NullMarked;
