/**
 * The profile {@code demo}: a Rapport full of made-up people and nine months of what they promised each other, in memory
 * only. Nothing here exists without the profile. Stands on top of the house and goes in by the same doors as everybody;
 * nothing calls it. See docs/adr/0025.
 */
@NullMarked
package rapport.demo;

import org.jspecify.annotations.NullMarked;
