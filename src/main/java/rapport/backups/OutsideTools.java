package rapport.backups;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.core.env.Environment;
import rapport.tools.Elsewhere;
import rapport.tools.Tool;

/** The tools that must not open the data in the data directory, because they put others there. */
public final class OutsideTools {

    private OutsideTools() {}

    /** Those tools, for a process in which nothing is open. */
    public static List<Tool> of(Path home, Environment environment, Elsewhere elsewhere) {
        return List.of(new RestoreTool(
                new Restorer(elsewhere, Clock.systemUTC()), home, false, OnServer.isMeant(environment)));
    }
}
