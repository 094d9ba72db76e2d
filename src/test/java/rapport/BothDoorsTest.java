package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.server.PathContainer;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import rapport.corrections.CorrectionActKind;
import rapport.doors.Collection;
import rapport.doors.OneOnOneActKind;
import rapport.shared.TestHome;

/** Whatever can be recorded can be recorded through both doors, by programs and on pages. */
@SpringBootTest
class BothDoorsTest {

    private static final Path HOME = TestHome.fresh("both-doors");

    @DynamicPropertySource
    static void home(DynamicPropertyRegistry registry) {
        registry.add("rapport.home", HOME::toString);
    }

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    /** An act, by the address that a door gives it. */
    private record Door(RequestMethod method, String address) {}

    private boolean leadsSomewhere(Door door, String inPackage) {
        return requestMappingHandlerMapping.getHandlerMethods().entrySet().stream()
                .filter(handler ->
                        handler.getValue().getBeanType().getPackageName().equals(inPackage))
                .anyMatch(handler -> takes(handler.getKey(), door));
    }

    private static boolean takes(RequestMappingInfo mapping, Door door) {
        var patterns = mapping.getPathPatternsCondition();
        return patterns != null
                && mapping.getMethodsCondition().getMethods().contains(door.method())
                && patterns.getPatterns().stream()
                        .anyMatch(pattern -> pattern.matches(PathContainer.parsePath(door.address())));
    }

    private static List<Door> doors(String relationships, boolean pages) {
        var doors = new ArrayList<Door>();
        var one = relationships + "/" + UUID.randomUUID();
        doors.add(new Door(RequestMethod.POST, relationships));
        doors.add(new Door(RequestMethod.POST, one + "/end"));
        for (var collection : Collection.values()) {
            var path = one + "/" + (pages ? onPages(collection) : collection.path());
            doors.add(new Door(RequestMethod.POST, path));
            for (var act : collection.acts()) {
                doors.add(new Door(RequestMethod.POST, path + "/" + UUID.randomUUID() + "/" + act.path()));
            }
        }
        for (var kind : CorrectionActKind.values()) {
            doors.add(new Door(RequestMethod.POST, one + "/entries/" + UUID.randomUUID() + "/" + kind.path()));
        }
        for (var kind : OneOnOneActKind.values()) {
            doors.add(new Door(RequestMethod.POST, one + "/one-on-ones/" + kind.path()));
        }
        doors.add(new Door(RequestMethod.POST, one + "/calendar"));
        doors.add(new Door(RequestMethod.POST, one + "/calendar/record"));
        doors.add(new Door(RequestMethod.POST, one + "/openings"));
        doors.add(new Door(RequestMethod.POST, one + "/openings/7/seen"));
        var whole = pages ? RequestMethod.POST : RequestMethod.PUT;
        doors.add(new Door(whole, one + "/cadence"));
        doors.add(new Door(whole, one + "/trust"));
        return doors;
    }

    private static String onPages(Collection collection) {
        return switch (collection) {
            case COMMITMENTS -> "promises";
            case FEEDBACK_REQUESTS -> "feedback-requests";
            case FEEDBACK, CONCERNS, RUPTURES, TOPICS, NOTES -> collection.path();
        };
    }

    @Test
    void everything_can_be_recorded_by_programs() {
        assertThat(doors("/api/relationships", false))
                .hasSizeGreaterThan(40)
                .allMatch(door -> leadsSomewhere(door, "rapport.api"));
    }

    @Test
    void and_nothing_that_there_is_not() {
        assertThat(leadsSomewhere(new Door(RequestMethod.POST, "/api/relationships/1/secrets"), "rapport.api"))
                .isFalse();
        assertThat(leadsSomewhere(new Door(RequestMethod.GET, "/api/relationships/1/concerns"), "rapport.api"))
                .isFalse();
    }

    @Test
    void everything_can_be_recorded_on_pages() {
        assertThat(doors("/relationships", true)).allMatch(door -> leadsSomewhere(door, "rapport.web"));
    }
}
