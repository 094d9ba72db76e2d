package rapport.backups;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import rapport.Api;
import rapport.Rapport;
import rapport.accounts.Accounts;

/** Data directories: served, and looked into while nobody has them open. */
final class Homes {

    private Homes() {}

    static ConfigurableApplicationContext served(Path home, String... settings) {
        var all = new ArrayList<>(List.of("--rapport.home=" + home, "--server.port=0"));
        all.addAll(List.of(settings));
        return SpringApplication.run(Rapport.class, all.toArray(String[]::new));
    }

    static Api setUp(ConfigurableApplicationContext served) {
        return api(served, null)
                .setUp(served.getBean(Accounts.class).openSetupToken().orElseThrow());
    }

    static Api api(ConfigurableApplicationContext served, @Nullable String token) {
        var port = Objects.requireNonNull(((WebServerApplicationContext) served).getWebServer())
                .getPort();
        return new Api(port, token);
    }

    /** Does something to a database that nobody has open. */
    static void change(Path home, String database, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + home.resolve(database), "sa", "");
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The one value that a question to a database that nobody has open is answered with. */
    static String asked(Path home, String database, String question) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + home.resolve(database), "sa", "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    static List<String> names(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
