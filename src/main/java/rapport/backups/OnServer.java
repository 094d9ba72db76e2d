package rapport.backups;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import rapport.tools.Refused;

/** What Rapport leaves to a database server's own tools. */
final class OnServer {

    private OnServer() {}

    /** True if these settings have Rapport keep its data on a database server. */
    static boolean isMeant(Environment environment) {
        return environment.acceptsProfiles(Profiles.of("postgres & !demo"));
    }

    /** Said by each tool that works on files. */
    static Refused refused() {
        return Refused.notNow(
                "This Rapport keeps its data in PostgreSQL, whose own tools back them up, restore them and write them "
                        + "anew. How, and what has to be looked after with it, stands in docs/operations.md under "
                        + "PostgreSQL.");
    }
}
