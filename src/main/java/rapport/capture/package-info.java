/**
 * What a line that somebody typed means: the act that it asks for, or the question or the sentence that has to come
 * first. Pure functions of the line and of whom it may be about; nothing is looked up, kept or recorded here. Called by
 * the doors, which hand in names and opened words and get back nothing but what goes straight to the one who typed.
 */
@NullMarked
package rapport.capture;

import org.jspecify.annotations.NullMarked;
