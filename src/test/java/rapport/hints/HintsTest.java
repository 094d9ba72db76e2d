package rapport.hints;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class HintsTest {

    private static final double ENOUGH = 0.9;

    /** On texts that the rules have never seen they do worse; this far down is a step back. */
    private static final double ENOUGH_UNSEEN = 0.7;

    @Test
    void the_examples_are_many_half_of_them_hard_and_name_only_hints_there_are() throws IOException {
        var all = Labelled.all();
        var named = new TreeSet<String>();
        all.forEach(example -> named.addAll(example.hints()));

        assertThat(all).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
        assertThat(all.stream().filter(Labelled::hard)).hasSizeGreaterThanOrEqualTo(all.size() / 2);
        assertThat(all.stream().filter(example -> example.hints().isEmpty())).hasSizeGreaterThanOrEqualTo(15);
        assertThat(named).isEqualTo(new TreeSet<>(codes()));
    }

    @Test
    void a_careful_reader_would_mostly_agree() throws IOException {
        var all = Labelled.all();
        var tunedOn = all.stream().filter(Predicate.not(Labelled::heldOut)).toList();
        var heldOut = all.stream().filter(Labelled::heldOut).toList();

        System.out.println(Agreement.table(tunedOn, heldOut, codes()));

        assertAgreement(Agreement.of(all, codes()), ENOUGH);
        assertAgreement(Agreement.of(heldOut, codes()), ENOUGH_UNSEEN);
    }

    @Test
    void a_hint_says_what_was_noticed_and_why_it_matters() {
        assertThat(Hints.on("I'm sorry, but you started it.", "I will try.")).allSatisfy(hint -> {
            assertThat(hint.code()).matches("[a-z]+(-[a-z]+)*");
            assertThat(hint.sentence()).isNotBlank();
            assertThat(hint.reason()).isNotBlank();
        });
    }

    @Test
    void an_empty_part_has_no_hints_yet() {
        assertThat(Hints.on("", "")).isEmpty();
        assertThat(Hints.on("  \n", "I will call you before I move a meeting.")).isEmpty();
    }

    @Test
    void a_printers_apostrophe_is_an_apostrophe() {
        assertThat(Hints.on("I cut you off and you left.", "I\u2019ll try to be better."))
                .isEqualTo(Hints.on("I cut you off and you left.", "I'll try to be better."))
                .isNotEmpty();
    }

    @Test
    void the_longest_text_takes_no_time() {
        for (var piece :
                List.of("sorry ", "if you but ", "i was really ", "the because ", "i will try ", "you ", "a")) {
            var text = piece.repeat(4_000 / piece.length());
            var before = Instant.now();
            Hints.on(text, text);
            assertThat(Duration.between(before, Instant.now())).as(piece).isLessThan(Duration.ofSeconds(2));
        }
    }

    private static void assertAgreement(Agreement agreement, double enough) {
        assertThat(agreement.precision()).as("precision").isGreaterThanOrEqualTo(enough);
        assertThat(agreement.recall()).as("recall").isGreaterThanOrEqualTo(enough);
    }

    private static List<String> codes() {
        return English.RULES.stream().map(rule -> rule.hint().code()).toList();
    }
}
