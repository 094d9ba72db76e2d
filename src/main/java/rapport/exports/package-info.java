/**
 * What can be taken along: a party's copy of one relationship, in clear, made while it is sent and kept nowhere; and the
 * whole server for its operator, sealed as it is, with the way back in. Called by the doors above and by the operator's tools.
 */
@NullMarked
package rapport.exports;

import org.jspecify.annotations.NullMarked;
