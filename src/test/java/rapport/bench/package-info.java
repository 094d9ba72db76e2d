/**
 * Figures rather than verdicts: each beside what it is compared with in the same run, in alternating rounds, medians. Run by
 * the profile {@code bench}, which writes docs/benchmarks.md.
 */
@NullMarked
package rapport.bench;

import org.jspecify.annotations.NullMarked;
