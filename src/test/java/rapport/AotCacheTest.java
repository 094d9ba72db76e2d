package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AotCacheTest {

    private static final Path CACHE = Path.of("rapport.aot");

    private static List<String> with(String... command) {
        return AotCache.with(CACHE, List.of(command));
    }

    @Test
    void it_begins_again_with_the_cache_and_sparing_of_memory() {
        assertThat(with("java", "-Dany=thing", "-jar", "rapport.jar", "--server.port=0"))
                .startsWith("java")
                .contains("-XX:AOTCache=rapport.aot", AotCache.STARTS_SOONER, AotCache.ENDS_WITHOUT_MEMORY)
                .containsAll(AotCache.SPARING)
                .endsWith("-Dany=thing", "-jar", "rapport.jar", "--server.port=0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xmx2g",
                "-Xms1g",
                "-Xmn64m",
                "-XX:+UseZGC",
                "-XX:+UseSerialGC",
                "-XX:MaxRAMPercentage=50",
                "-XX:MaxHeapSize=1g",
                "-XX:MaxNewSize=64m"
            })
    void whoever_names_anything_about_memory_decides_all_of_it(String option) {
        assertThat(with("java", option, "-jar", "rapport.jar"))
                .contains(option, "-XX:AOTCache=rapport.aot", AotCache.ENDS_WITHOUT_MEMORY)
                .doesNotContainAnyElementsOf(AotCache.SPARING);
    }

    @Test
    void what_is_said_to_rapport_is_not_said_to_the_jvm() {
        assertThat(with("java", "-jar", "rapport.jar", "-Xmx2g")).containsAll(AotCache.SPARING);
    }
}
