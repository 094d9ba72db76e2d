/**
 * Copies of the data while Rapport runs, putting them back, trying them out, and looking whether all is well: the tools
 * backup, restore, rehearse, doctor, rebuild and compact, and what of it happens by itself. Reads every table and changes
 * none but the views.
 */
@NullMarked
package rapport.backups;

import org.jspecify.annotations.NullMarked;
