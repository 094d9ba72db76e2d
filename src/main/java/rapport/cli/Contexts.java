package rapport.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import rapport.shared.CannotStart;
import rapport.tools.Elsewhere;

/** Opens the application without its web server and without anything that happens by itself. */
final class Contexts implements Elsewhere {

    /** Spring writes into these: what is opened beside a server would overwrite the port at which that is reached. */
    private static final Set<String> OF_ONE_CONTEXT = Set.of("configurationProperties", "server.ports");

    private final Supplier<Class<?>> application;
    private final ConfigurableEnvironment settings;
    private final boolean ownProcess;

    /**
     * @param application what is opened, found once it is needed
     * @param settings what was set for this process
     * @param ownProcess true if the process is there for the tool alone, so that its log is the tool's as well
     */
    Contexts(Supplier<Class<?>> application, ConfigurableEnvironment settings, boolean ownProcess) {
        this.application = application;
        this.settings = settings;
        this.ownProcess = ownProcess;
    }

    @Override
    public <T> T open(Path home, Function<ApplicationContext, T> look) {
        try (var context = opened(home, true)) {
            return look.apply(context);
        }
    }

    /** Opens the data themselves. */
    ConfigurableApplicationContext opened(Path home) {
        return opened(home, false);
    }

    private ConfigurableApplicationContext opened(Path home, boolean isCopy) {
        var starting = new SpringApplication(application.get());
        starting.setLogStartupInfo(false);
        starting.setRegisterShutdownHook(ownProcess);
        if (!ownProcess) {
            // The log is the server's.
            starting.setListeners(starting.getListeners().stream()
                    .filter(listener -> !(listener instanceof LoggingApplicationListener))
                    .toList());
        }
        starting.setEnvironment(with(home, isCopy));
        try {
            return starting.run();
        } catch (RuntimeException e) {
            var cannot = cannotStart(e);
            throw cannot == null ? e : cannot;
        }
    }

    private ConfigurableEnvironment with(Path home, boolean isCopy) {
        var environment = new StandardEnvironment();
        for (var source : settings.getPropertySources()) {
            if (!OF_ONE_CONTEXT.contains(source.getName())) {
                environment.getPropertySources().addLast(source);
            }
        }
        environment.setActiveProfiles(settings.getActiveProfiles());
        var ours = new HashMap<String, Object>(Map.of(
                "rapport.home", home.toString(),
                "rapport.scheduled", "false",
                // The web's parts are there, since others need them, but they listen to nobody.
                "server.port", "-1",
                "rapport.served", "false",
                "rapport.scratch", String.valueOf(isCopy)));
        if (ownProcess) {
            ours.put("logging.level.root", "error");
            ours.put("logging.level.rapport", "warn");
            ours.put("logging.file.name", "");
            // Said by us, in two sentences.
            ours.put("logging.level.org.springframework.boot.SpringApplication", "off");
            ours.put("logging.level.org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter", "off");
            ours.put("logging.level.org.springframework.context.support.AbstractApplicationContext", "off");
            ours.put("logging.level.org.springframework.boot.tomcat.servlet", "off");
        }
        environment.getPropertySources().addFirst(new MapPropertySource("tool", ours));
        return environment;
    }

    static @Nullable CannotStart cannotStart(Throwable e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at instanceof CannotStart cannot) {
                return cannot;
            }
        }
        return null;
    }
}
