/**
 * The operator's command line: finds out whether a server has the data directory open, has it run the tool there if so,
 * and otherwise opens the data itself, without serving anybody. Knows tools only as {@link rapport.tools.Tool}.
 */
@NullMarked
package rapport.cli;

import org.jspecify.annotations.NullMarked;
