package rapport.shared;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Keeps the web server from writing whole requests into the log, words and secrets included, at any level that anybody
 * may switch on.
 */
final class NoRequestsInLogs implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent prepared) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.addTurboFilter(new Filter());
        }
    }

    private static final class Filter extends TurboFilter {

        /** Whoever of them sees a request or a statement logs parts of it below WARN: what it could not parse, parameters. */
        private static final List<String> QUOTING = List.of(
                "com.webauthn4j.",
                // At DEBUG they write whole letters, and whom they are for.
                "jakarta.activation",
                "jakarta.mail",
                "org.apache.",
                "org.eclipse.angus.",
                "org.springframework.boot.tomcat.",
                "org.springframework.boot.webmvc.",
                "org.springframework.http.",
                // At TRACE it writes every value that goes into a query.
                "org.springframework.jdbc.",
                "org.springframework.security.",
                "org.springframework.web.");

        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] parameters,
                @Nullable Throwable throwable) {
            // What is not logged anyway, which is nearly all that is asked, at the price of comparing two numbers.
            var isLogged = level.levelInt >= logger.getEffectiveLevel().levelInt;
            return isLogged && !level.isGreaterOrEqual(Level.WARN) && quotes(logger.getName())
                    ? FilterReply.DENY
                    : FilterReply.NEUTRAL;
        }

        private static boolean quotes(String logger) {
            return QUOTING.stream().anyMatch(logger::startsWith);
        }
    }
}
