package rapport.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.FileSystemUtils;
import rapport.Rapport;

/** A running demonstration, started as people start it. */
final class Shown implements AutoCloseable {

    private final Clock before = GenericEventMessage.clock;
    private final ConfigurableApplicationContext application;

    private Shown(@Nullable Instant today, String... settings) {
        var arguments = new ArrayList<>(List.of("--spring.profiles.active=demo", "--server.port=0"));
        arguments.addAll(List.of(settings));
        var builder = new SpringApplicationBuilder(Rapport.class).registerShutdownHook(false);
        if (today != null) {
            var clock = Clock.fixed(today, ZoneOffset.UTC);
            builder.initializers(context -> ((GenericApplicationContext) context)
                    .registerBean(DemoConfiguration.Today.class, () -> new DemoConfiguration.Today(clock)));
        }
        application = builder.run(arguments.toArray(String[]::new));
    }

    static Shown now(String... settings) {
        return new Shown(null, settings);
    }

    /** As if it were this moment, for as long as it runs. */
    static Shown on(Instant today) {
        return new Shown(today);
    }

    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) application).getWebServer())
                .getPort();
    }

    String setting(String name) {
        return String.valueOf(application.getEnvironment().getProperty(name));
    }

    @Override
    public void close() {
        var home = Path.of(setting("rapport.home"));
        application.close();
        try {
            FileSystemUtils.deleteRecursively(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Axon keeps one for the whole process.
        GenericEventMessage.clock = before;
    }
}
