/**
 * Who stands on which side of a relationship and who may act for whom. Ids and sides are spelled here once; every part uses them.
 */
@NullMarked
package rapport.parties;

import org.jspecify.annotations.NullMarked;
