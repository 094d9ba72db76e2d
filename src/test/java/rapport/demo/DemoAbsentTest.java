package rapport.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import rapport.ServedTest;
import rapport.web.Specimens;

/** Without the profile there is nothing of a demonstration, whoever asks. */
class DemoAbsentTest extends ServedTest {

    @Autowired
    private ApplicationContext application;

    @Test
    void nothing_of_it_is_made() {
        var ours = 0;
        for (var name : application.getBeanDefinitionNames()) {
            var type = application.getType(name);
            if (type != null) {
                assertThat(type.getPackageName()).as(name).isNotEqualTo("rapport.demo");
                ours += type.getPackageName().startsWith("rapport.") ? 1 : 0;
            }
        }
        assertThat(ours).isGreaterThan(50);
        assertThat(application.getBeanNamesForType(Specimens.class)).isEmpty();
    }

    @Test
    void nothing_of_it_is_reached() {
        var somebody = signedIn(somebody("Nadia"));
        for (var address : new String[] {"/demo", "/style"}) {
            assertThat(nobody().get(address).header("Location")).contains("/sign-in");
            assertThat(somebody.get(address).status()).isEqualTo(404);
        }
        assertThat(somebody.submit("/demo/miriam", Map.of()).status()).isEqualTo(404);
        assertThat(somebody.get("/people").body()).doesNotContain("made-up", "Demonstration");
    }
}
