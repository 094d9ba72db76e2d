package rapport.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;
import rapport.accounts.PasskeyTable;
import rapport.accounts.Person;
import rapport.accounts.PersonDetails;
import rapport.shared.RuleBroken;

/** What of the ceremonies needs a clock that can be moved; the rest is tried through the pages. */
class PasskeyCeremonyTest {

    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");

    private final PasskeyTable table = new PasskeyTable();
    private final PasskeyCeremony ceremony = ceremonyAt(NOON);
    private final MockHttpServletRequest request = new MockHttpServletRequest();

    private PasskeyCeremony ceremonyAt(Instant now) {
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        return new PasskeyCeremony(table.passkeys(() -> {}, clock), new PublicAddress(new MockEnvironment()), clock);
    }

    private String signingIn() {
        return signingIn(ceremony);
    }

    private String signingIn(PasskeyCeremony ceremony) {
        return ruleOf(() -> ceremony.signIn(request, "{}"));
    }

    private static String ruleOf(Runnable act) {
        var broken = catchThrowableOfType(RuleBroken.class, act::run);
        return broken == null ? "" : broken.rule();
    }

    @Test
    void a_challenge_is_answered_within_six_minutes() {
        ceremony.toSignIn(request);
        var last = NOON.plus(Duration.ofMinutes(6));
        assertThat(signingIn(ceremonyAt(last))).isEqualTo("passkey-refused");
        ceremony.toSignIn(request);
        assertThat(signingIn(ceremonyAt(last.plusMillis(1)))).isEqualTo("passkey-too-late");
    }

    @Test
    void a_challenge_to_make_one_is_for_the_person_who_asked_and_for_nothing_else() {
        var ada = new Person(table.person(), new PersonDetails("Ada", null));
        var eve = table.person();
        ceremony.toMake(request, ada);
        assertThat(signingIn()).isEqualTo("passkey-too-late");
        assertThat(ruleOf(() -> ceremony.make(request, eve, "laptop", "{}"))).isEqualTo("passkey-too-late");
        ceremony.toMake(request, ada);
        assertThat(ruleOf(() -> ceremony.make(request, ada.id(), "laptop", "{}")))
                .isEqualTo("passkey-refused");
    }

    @Test
    void without_a_challenge_there_is_no_answer() {
        assertThat(signingIn()).isEqualTo("passkey-too-late");
        assertThatThrownBy(() -> ceremony.make(request, table.person(), "laptop", "{}"))
                .isInstanceOf(RuleBroken.class);
    }

    /** Or it would be loaded at each start, for the many who use no passkey. */
    @Test
    void one_class_alone_knows_the_library() {
        var knowing = new TreeSet<String>();
        for (var from : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("rapport")) {
            if (from.getDirectDependenciesFromSelf().stream()
                    .anyMatch(arrow -> arrow.getTargetClass().getPackageName().startsWith("com.webauthn4j"))) {
                knowing.add(outermost(from).getSimpleName());
            }
        }
        assertThat(knowing).containsExactly("PasskeyChecks");
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(PasskeyCeremonyTest::outermost).orElse(type);
    }
}
