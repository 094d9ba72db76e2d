/**
 * What an operator's command is: a {@link rapport.tools.Tool} that any room above may bring, and the
 * {@link rapport.tools.Console} that it speaks on. Knows neither the command line nor what the commands do.
 */
@NullMarked
package rapport.tools;

import org.jspecify.annotations.NullMarked;
