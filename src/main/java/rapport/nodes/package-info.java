/**
 * The processes that share one database: who of them lives, who does what happens by itself, what they tell each other, and
 * the one time that all go by. On a database that no other process has, there is one node, and nothing of this is asked of
 * it. Rooms above ask whose turn it is and tell what others have to know; this room knows none of them.
 */
@NullMarked
package rapport.nodes;

import org.jspecify.annotations.NullMarked;
