package rapport.shared;

import java.nio.file.Path;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Makes the data directory before the log or the web server can, who would make it for everyone to read.
 */
final class HomeFirst implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER - 1;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent prepared) {
        var home = prepared.getEnvironment().getProperty("rapport.home");
        if (home != null) {
            try {
                Home.at(Path.of(home));
            } catch (CannotStart _) {
                // said where it can be explained, when the directory is first used
            }
        }
    }
}
