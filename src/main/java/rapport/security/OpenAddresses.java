package rapport.security;

import java.util.List;

/** Addresses that also those may ask for who have not signed in. A room above brings one for pages of its own. */
public record OpenAddresses(List<String> paths) {}
