package rapport.health;

import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Of all that Boot brings for looking into a running application, lets in what shows health and figures, and that only where a port
 * for it is set. What is not listed here is not there, whatever other settings say: neither the environment, nor the memory,
 * nor a way to change anything.
 */
final class OnlyWhatIsNeeded implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final Set<String> NEEDED = Set.of(
            "EndpointAutoConfiguration",
            "JacksonEndpointAutoConfiguration",
            "WebEndpointAutoConfiguration",
            "ManagementContextAutoConfiguration",
            "ServletManagementContextAutoConfiguration",
            "TomcatServletManagementContextAutoConfiguration",
            "HealthEndpointAutoConfiguration",
            "AvailabilityProbesAutoConfiguration",
            "AvailabilityHealthContributorAutoConfiguration",
            "HealthContributorAutoConfiguration",
            "HealthContributorRegistryAutoConfiguration",
            "WebMvcHealthEndpointExtensionAutoConfiguration",
            "MetricsAutoConfiguration",
            "CompositeMeterRegistryAutoConfiguration",
            "PrometheusMetricsExportAutoConfiguration",
            "JvmMetricsAutoConfiguration",
            "SystemMetricsAutoConfiguration",
            "LogbackMetricsAutoConfiguration",
            "DataSourcePoolMetricsAutoConfiguration");

    private boolean isAskedFor;

    @Override
    public void setEnvironment(Environment environment) {
        isAskedFor = ManagementPort.of(environment).isPresent();
    }

    @Override
    public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
        var matches = new boolean[classes.length];
        for (var at = 0; at < classes.length; at++) {
            matches[at] = mayCome(classes[at]);
        }
        return matches;
    }

    private boolean mayCome(@Nullable String name) {
        return name == null || !isForLookingIn(name) || isAskedFor && NEEDED.contains(simple(name));
    }

    // Asked about everything that these bring along as well.
    private static boolean isForLookingIn(String name) {
        return simple(name).endsWith("AutoConfiguration")
                && Stream.of(".actuate.", ".micrometer.", ".health.", ".metrics.", "Observation")
                        .anyMatch(name::contains);
    }

    // Of what lies within another class, the outermost.
    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1).replaceFirst("\\$.*", "");
    }
}
