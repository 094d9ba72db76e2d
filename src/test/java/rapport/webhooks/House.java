package rapport.webhooks;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.Api;
import rapport.Rapport;
import rapport.accounts.Accounts;
import rapport.accounts.PersonDetails;
import rapport.accounts.Token.Scope;
import rapport.accounts.Tokens;
import rapport.parties.PersonId;
import rapport.shared.MovableClock;
import rapport.shared.TestHome;

/** A running Rapport that lets webhooks lead to this machine, set up by Grace, whose clock can be put forward. */
public final class House implements AutoCloseable {

    public static final String PASSPHRASE = "a calm and long passphrase";

    private final ConfigurableApplicationContext application;
    private final MovableClock clock = new MovableClock();
    private final PersonId grace;
    private final Api api;

    public House(String... more) {
        var rapport = new SpringApplication(Rapport.class);
        rapport.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean("movableClock", Clock.class, () -> clock, bean -> bean.setPrimary(true)));
        var arguments = new ArrayList<>(List.of("--rapport.home=" + TestHome.fresh("webhooks"), "--server.port=0"));
        arguments.addAll(List.of(more));
        application = rapport.run(arguments.toArray(String[]::new));
        var accounts = bean(Accounts.class);
        var done = accounts.setUp(
                accounts.openSetupToken().orElseThrow(), new PersonDetails("Grace Hopper", null), PASSPHRASE);
        api = new Api(port(), done.token());
        grace = bean(Tokens.class).used(done.token()).orElseThrow().person();
    }

    public <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    public <T> T bean(Class<T> type, String name) {
        return application.getBean(name, type);
    }

    public JdbcClient sql() {
        return bean(JdbcClient.class);
    }

    public int port() {
        return Integer.parseInt(String.valueOf(application.getEnvironment().getProperty("local.server.port")));
    }

    public MovableClock clock() {
        return clock;
    }

    public PersonId grace() {
        return grace;
    }

    /** Grace's program. */
    public Api api() {
        return api;
    }

    /** Somebody else, and their program. */
    public PersonId somebody(String name) {
        return bean(rapport.accounts.People.class).findOrAdd(new PersonDetails(name, null));
    }

    public Api apiOf(PersonId person) {
        return new Api(port(), bean(Tokens.class).make(UUID.randomUUID(), person, "program", Scope.RECORD));
    }

    @Override
    public void close() {
        application.close();
    }
}
