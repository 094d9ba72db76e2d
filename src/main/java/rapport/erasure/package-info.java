/**
 * Erases for ever what two people wrote: announces it to them, waits until they know, and then destroys the keys of their words. Called by the operator's command, and by the doors for what the two are told. Only this room may destroy the key of a stream.
 */
@NullMarked
package rapport.erasure;

import org.jspecify.annotations.NullMarked;
