/**
 * The web's gates: allowed hosts, same origin, body size, headers, sessions, passkeys, tokens. Decides who is asking, never what they may see.
 */
@NullMarked
package rapport.security;

import org.jspecify.annotations.NullMarked;
