package rapport.exports;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import rapport.tools.Console;
import rapport.tools.Elsewhere;
import rapport.tools.Tool;

/** {@code rapport import} for a process in which nothing is open: it puts other data where these are. */
public final class OutsideImport {

    private OutsideImport() {}

    /** The tool for this data directory. */
    public static Tool into(Path home, Environment environment, Elsewhere elsewhere) {
        var isOnServer = environment.acceptsProfiles(Profiles.of("postgres & !demo"));
        return new Tool() {
            @Override
            public Callable<Integer> command(Console console) {
                return new ImportTool.Import(new MovingIn(home, elsewhere, isOnServer), console);
            }
        };
    }
}
