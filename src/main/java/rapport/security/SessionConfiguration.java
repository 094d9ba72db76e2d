package rapport.security;

import jakarta.servlet.DispatcherType;
import java.time.Duration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import rapport.eventstore.Pool;
import rapport.words.Vault;

/** Sessions in the database, so that they survive a restart and are the same on every node. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    static final String COOKIE = "rapport";

    /** For visitors who have not signed in; see {@link SignIn} for those who have. */
    private static final Duration FOR_VISITORS = Duration.ofMinutes(30);

    /** After this one signs in again, however often one has been here. */
    private static final Duration AT_MOST = Duration.ofDays(30);

    // Two requests of one browser can bring the same new attribute in the same moment.
    private static final String ADD_ATTRIBUTE = """
            merge into %TABLE_NAME%_attributes stored
            using (values (cast(? as char(36)), cast(? as varchar(200)), cast(? as bytea)))
                as new (session_primary_id, attribute_name, attribute_bytes)
            on stored.session_primary_id = new.session_primary_id and stored.attribute_name = new.attribute_name
            when matched then update set attribute_bytes = new.attribute_bytes
            when not matched then insert (session_primary_id, attribute_name, attribute_bytes)
                values (new.session_primary_id, new.attribute_name, new.attribute_bytes)
            """;

    // The same on PostgreSQL, whose merge lets two at once both find nothing there.
    private static final String ADD_ATTRIBUTE_ON_POSTGRES = """
            insert into %TABLE_NAME%_attributes (session_primary_id, attribute_name, attribute_bytes) values (?, ?, ?)
            on conflict (session_primary_id, attribute_name) do update set attribute_bytes = excluded.attribute_bytes
            """;

    // Also those which somebody has kept in use for longer than a session may last.
    private static final String END_OLD =
            "delete from %TABLE_NAME% where least(expiry_time, creation_time + " + AT_MOST.toMillis() + ") < ?";

    @Bean
    JdbcIndexedSessionRepository sessionRepository(
            Pool pool, JdbcOperations sql, PlatformTransactionManager transactions) {
        var own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        var repository = new JdbcIndexedSessionRepository(sql, own);
        repository.setTableName("web_session");
        repository.setCreateSessionAttributeQuery(pool.isShared() ? ADD_ATTRIBUTE_ON_POSTGRES : ADD_ATTRIBUTE);
        repository.setDeleteSessionsByExpiryTimeQuery(END_OLD);
        repository.setDefaultMaxInactiveInterval(FOR_VISITORS);
        repository.setConversionService(StoredAttributes.conversion());
        return repository;
    }

    /** How a session is found by its cookie. */
    @Bean
    HttpSessionIdResolver sessionIds(Vault vault) {
        var cookies = new DefaultCookieSerializer();
        cookies.setCookieName(COOKIE);
        cookies.setCookiePath("/");
        cookies.setUseHttpOnlyCookie(true);
        cookies.setSameSite("Strict");
        cookies.setUseBase64Encoding(false);
        cookies.setCookieMaxAge((int) AT_MOST.toSeconds());
        var ids = new CookieHttpSessionIdResolver();
        ids.setCookieSerializer(new SignedCookies(cookies, vault.keyFor("session cookies")));
        return ids;
    }

    @Bean
    FilterRegistrationBean<SessionRepositoryFilter<?>> sessionFilter(
            JdbcIndexedSessionRepository repository, HttpSessionIdResolver ids) {
        var filter = new SessionRepositoryFilter<>(repository);
        filter.setHttpSessionIdResolver(ids);
        var registration = new FilterRegistrationBean<SessionRepositoryFilter<?>>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 50);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR, DispatcherType.ASYNC);
        return registration;
    }
}
