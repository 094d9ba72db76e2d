package rapport.history;

import java.util.Set;
import rapport.parties.EntryId;

/** Entries that were put right since they were made. */
public record Corrected(Set<EntryId> reworded, Set<EntryId> retracted) {}
