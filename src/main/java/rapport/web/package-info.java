/**
 * The door for people: server-rendered pages and forms that work without JavaScript.
 */
@NullMarked
package rapport.web;

import org.jspecify.annotations.NullMarked;
