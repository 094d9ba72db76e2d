/**
 * What proves that the history was not altered: events are hashed in blocks that are chained and signed, people keep
 * receipts of the newest, and a verification names what no longer fits. Reads the stored rows as they lie there and
 * writes none but its own; the doors show receipts and results, exports take proofs along.
 */
@NullMarked
package rapport.seals;

import org.jspecify.annotations.NullMarked;
