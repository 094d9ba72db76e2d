/**
 * What people wrote. {@link rapport.words.Words} are clear and live only at the edge; {@link rapport.words.Sealed} words are all that the rest of the house ever sees; {@link rapport.words.Vault} turns one into the other and keeps the keys in a database of their own.
 */
@NullMarked
package rapport.words;

import org.jspecify.annotations.NullMarked;
