package rapport.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;
import rapport.ServedTest;

/** Whatever Boot's own settings say: without a port there is nothing that could be asked. */
@TestPropertySource(
        properties = {
            "management.server.port=0",
            "management.endpoints.web.exposure.include=*",
            "management.endpoints.access.default=unrestricted",
            "management.endpoint.health.probes.add-additional-paths=true"
        })
class OffByDefaultTest extends ServedTest {

    @Autowired
    private ApplicationContext application;

    @Test
    void nothing_of_it_is_there() {
        assertThat(application.getBeanDefinitionNames())
                .hasSizeGreaterThan(100)
                .noneMatch(name -> name.contains("boot.actuate")
                        || name.contains("micrometer")
                        || name.contains("ndpoint.web")
                        || name.contains("healthEndpoint"));
        assertThat(application.getEnvironment().getProperty("local.management.port"))
                .isNull();
        for (var path : new String[] {"/actuator", "/actuator/health", "/actuator/env", "/livez", "/readyz"}) {
            assertThat(signedIn(operator()).get(path).status()).as(path).isEqualTo(404);
        }
    }
}
