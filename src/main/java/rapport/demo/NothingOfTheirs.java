package rapport.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/**
 * Keeps a demonstration away from everything that is somebody's, before anything of it is looked at: the data directory
 * is a temporary one, removed when Rapport stops, the key is made for this once, and settings that name other machines,
 * people or keys count for nothing.
 */
final class NothingOfTheirs implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    static final String PROFILE = "demo";

    private static final int KEY_BYTES = 32;

    /** Before the data directory is made, and before the log is set up. */
    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER - 2;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent prepared) {
        var environment = prepared.getEnvironment();
        if (environment.acceptsProfiles(Profiles.of(PROFILE))) {
            moveIn(environment, temporary());
        }
    }

    private static void moveIn(ConfigurableEnvironment environment, Path home) {
        var settings = new HashMap<String, Object>();
        settings.put("rapport.home", home.toString());
        settings.put("RAPPORT_MASTER_KEY", newKey());
        settings.put("RAPPORT_MASTER_KEY_FILE", "");
        settings.put("rapport.auditors", Cast.auditors());
        settings.put("rapport.address", "");
        settings.put("rapport.hosts", "");
        settings.put("logging.file.name", "");
        settings.put("logging.file.path", "");
        for (var oidc :
                new String[] {"issuer", "client-id", "client-secret", "client-secret-file", "name", "domains"}) {
            settings.put("rapport.oidc." + oidc, "");
        }
        for (var mail : new String[] {
            "host", "port", "security", "username", "password", "password-file", "from", "certificates"
        }) {
            settings.put("rapport.mail." + mail, "");
        }
        environment.getPropertySources().addFirst(new MapPropertySource("demonstration", settings));
    }

    private static String newKey() {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Path temporary() {
        try {
            var directory = Files.createTempDirectory("rapport-demo-");
            // After everything that still writes there has stopped.
            SpringApplication.getShutdownHandlers().add(() -> remove(directory));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path directory) {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException _) {
            // It holds nothing but the web server's scratch space, and the system clears it away.
        }
    }
}
