/**
 * The way by which digests reach people as letters: the settings of a server, confirmed addresses, and the letters themselves.
 */
@NullMarked
package rapport.mail;

import org.jspecify.annotations.NullMarked;
