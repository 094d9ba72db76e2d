package rapport.eventstore;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * With the system property {@code rapport.test.database=postgres}, every application that a test starts keeps its data in
 * PostgreSQL instead of files: one database for each data directory, so that whoever starts on the same one again finds what
 * was there.
 */
public final class OnPostgres implements EnvironmentPostProcessor {

    private static final Map<String, String> OF_HOME = new ConcurrentHashMap<>();

    /** True if the tests of this run keep their data in PostgreSQL. */
    public static boolean isOn() {
        return "postgres".equals(System.getProperty("rapport.test.database"));
    }

    /** The address of a new and empty database on the PostgreSQL server of the tests. */
    public static String newDatabase() {
        return Database.newPostgres();
    }

    /** What a Rapport is told to keep its data there. */
    public static List<String> settings(String url) {
        return List.of(
                "--spring.profiles.active=postgres",
                "--rapport.database.url=" + url,
                "--rapport.database.username=postgres");
    }

    /** Databases as the application has them there, for a test that starts no application. */
    public static Databases databases(String url) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test", Map.of("rapport.database.url", url, "rapport.database.username", "postgres")));
        return new Postgres(environment);
    }

    /** Where the server of such an address listens. */
    public static int portIn(String database) {
        return URI.create(database.substring("jdbc:".length())).getPort();
    }

    /** Connections to it. */
    public static PostgresPool pool(String database) {
        var source = new DriverManagerDataSource(database, "postgres", "");
        return new PostgresPool(source, ProcessName.fresh("0", "public"), "test", 8, 5_000);
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (isOn() && !environment.matchesProfiles("demo")) {
            environment.addActiveProfile("postgres");
            environment.getPropertySources().addLast(new ByHome(environment));
        }
    }

    /** Asked late, because a test says where its data directory is after the environment was made. */
    private static final class ByHome extends PropertySource<Object> {

        // Not its source: that is printed with it, and with the environment all of its sources.
        private final ConfigurableEnvironment environment;

        ByHome(ConfigurableEnvironment environment) {
            super("database of the data directory", "");
            this.environment = environment;
        }

        @Override
        public @Nullable Object getProperty(String name) {
            return switch (name) {
                case "rapport.database.url" ->
                    OF_HOME.computeIfAbsent(
                            environment.getRequiredProperty("rapport.home"), home -> Database.newPostgres());
                case "rapport.database.username" -> "postgres";
                default -> null;
            };
        }
    }
}
