package rapport.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The plan of the house as docs/architecture.md draws it, row by row; arrows point down only. */
class HouseTest {

    /** Rooms of one row do not know each other. */
    private static final List<Set<String>> ROWS = List.of(
            Set.of("rapport"),
            Set.of("demo", "cli"),
            Set.of("web", "api", "health"),
            Set.of("mail", "webhooks", "exports"),
            Set.of("doors", "security"),
            Set.of("reminders", "live", "capture", "backups", "erasure"),
            Set.of("briefing", "history", "calendars"),
            Set.of("relationships", "notebooks"),
            Set.of("commitments", "feedback", "concerns", "ruptures", "meetings", "trust", "corrections"),
            Set.of("accounts", "seals"),
            Set.of("parties", "words", "hints"),
            Set.of("nodes"),
            Set.of("eventstore", "tools"),
            Set.of("shared"));

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("rapport");

    @Test
    void every_room_stands_in_the_plan_and_no_room_of_the_plan_is_missing() {
        var planned = new TreeSet<String>();
        ROWS.forEach(planned::addAll);

        assertThat(rooms()).isEqualTo(planned);
    }

    @Test
    void arrows_point_down_only() {
        var upward = new TreeSet<String>();
        for (var from : ours()) {
            for (var arrow : from.getDirectDependenciesFromSelf()) {
                var to = arrow.getTargetClass().getBaseComponentType();
                if (isOurs(to) && !room(from).equals(room(to)) && rowOf(to) <= rowOf(from)) {
                    upward.add(room(from) + " -> " + room(to) + ": " + arrow.getDescription());
                }
            }
        }

        assertThat(upward).isEmpty();
        assertThat(ours()).as("classes looked at").hasSizeGreaterThan(80);
    }

    @Test
    void rooms_have_no_cycles() {
        slices().matching("rapport.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(false)
                .check(HOUSE);
    }

    @Test
    void every_package_is_null_marked_and_says_what_lives_in_it() {
        var unmarked = new ArrayList<String>();
        var packages = new HashMap<String, JavaPackage>();
        ours().forEach(type -> packages.put(type.getPackageName(), type.getPackage()));
        packages.forEach((name, found) -> {
            if (!found.isAnnotatedWith(NullMarked.class)) {
                unmarked.add(name);
            }
        });

        assertThat(packages).hasSizeGreaterThan(10);
        assertThat(unmarked).isEmpty();
    }

    @Test
    void the_parts_of_the_domain_know_no_framework() {
        var foreign = new TreeSet<String>();
        var pure = Set.of(
                "commitments",
                "feedback",
                "concerns",
                "ruptures",
                "meetings",
                "trust",
                "corrections",
                "parties",
                "capture",
                "hints");
        for (var from : ours()) {
            if (pure.contains(room(from))) {
                for (var arrow : from.getDirectDependenciesFromSelf()) {
                    var to = arrow.getTargetClass().getPackageName();
                    if (to.startsWith("org.springframework") || to.startsWith("org.axonframework")) {
                        foreign.add(arrow.getDescription());
                    }
                }
            }
        }

        assertThat(foreign).isEmpty();
    }

    @Test
    void only_the_edge_and_the_vault_itself_ever_hold_clear_words() {
        var holders = new TreeSet<String>();
        for (var from : ours()) {
            for (var arrow : from.getDirectDependenciesFromSelf()) {
                if (arrow.getTargetClass().getName().startsWith("rapport.words.Words")) {
                    holders.add(room(from));
                }
            }
        }

        assertThat(holders).isSubsetOf("words", "doors", "api", "web").contains("doors");
    }

    private static List<JavaClass> ours() {
        return HOUSE.stream().filter(HouseTest::isOurs).toList();
    }

    // The templates compiled to rapport.pages are generated, part of the web room.
    private static boolean isOurs(JavaClass type) {
        return (type.getPackageName().equals("rapport") || type.getPackageName().startsWith("rapport."))
                && !type.getPackageName().startsWith("rapport.pages");
    }

    private static String room(JavaClass type) {
        var name = type.getPackageName();
        return name.equals("rapport") ? name : name.split("\\.")[1];
    }

    private static Set<String> rooms() {
        var rooms = new TreeSet<String>();
        ours().forEach(type -> rooms.add(room(type)));
        return rooms;
    }

    private static int rowOf(JavaClass type) {
        for (var row = 0; row < ROWS.size(); row++) {
            if (ROWS.get(row).contains(room(type))) {
                return row;
            }
        }
        throw new AssertionError("a room without a row: " + room(type));
    }
}
