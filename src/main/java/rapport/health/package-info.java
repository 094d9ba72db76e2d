/**
 * How Rapport is, for whoever runs it: whether it can serve, and figures over time. Only on this machine, on a port of its own, and only
 * if that is asked for. Counts rows of every room and reads none: no word, no name and no id leaves by it. Nobody calls it.
 */
@NullMarked
package rapport.health;

import org.jspecify.annotations.NullMarked;
