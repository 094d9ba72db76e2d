package rapport.tools;

import java.nio.file.Path;
import java.util.function.Function;
import org.springframework.context.ApplicationContext;

/** Opens a whole Rapport on another data directory: nobody is served, and nothing is swept, sent or sealed. */
public interface Elsewhere {

    /**
     * Opens it, looks, and closes it again.
     *
     * @throws rapport.shared.CannotStart if what lies there cannot be opened
     */
    <T> T open(Path home, Function<ApplicationContext, T> look);
}
