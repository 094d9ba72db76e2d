package rapport;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import rapport.accounts.Accounts;

/** A whole application that a test starts, and can shut and start again on the same data. */
public final class OneApplication implements AutoCloseable {

    private final ConfigurableApplicationContext application;

    private OneApplication(ConfigurableApplicationContext application) {
        this.application = application;
    }

    public static OneApplication started(Path home, String... settings) {
        var all = new ArrayList<>(List.of("--rapport.home=" + home, "--server.port=0", "--rapport.management.port=0"));
        all.addAll(List.of(settings));
        return new OneApplication(SpringApplication.run(Rapport.class, all.toArray(String[]::new)));
    }

    public <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    public int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) application).getWebServer())
                .getPort();
    }

    /** The API for whoever has this token; nobody if it is empty. */
    public Api api(String token) {
        return new Api(port(), token.isEmpty() ? null : token);
    }

    /** The API for the first person. */
    public Api setUp() {
        return api("").setUp(bean(Accounts.class).openSetupToken().orElseThrow());
    }

    /** What the port for health answers. */
    public Wire.Reply health(String path) {
        var port = application.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
        return Wire.send(port, "GET /actuator/" + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    @Override
    public void close() {
        application.close();
    }
}
