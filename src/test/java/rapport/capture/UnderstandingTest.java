package rapport.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import rapport.capture.Intent.Create;
import rapport.capture.Reading.Asked;
import rapport.capture.Reading.NotUnderstood;
import rapport.capture.Reading.Understood;
import rapport.parties.Side;

/** What a line leaves open is asked, one question after the other, and an answer counts for what was asked only. */
class UnderstandingTest {

    private static Reading read(String line, Map<Asking, String> answers) {
        return Understanding.of(line, new Answers(answers), Crowd.around(null));
    }

    private static Map<String, String> fields(Reading reading) {
        assertThat(reading).isInstanceOf(Understood.class);
        return ((Create) ((Understood) reading).intent()).fields();
    }

    @Nested
    class Questions {

        @Test
        void a_name_of_two_is_answered_by_the_one_who_is_meant() {
            var byron = Crowd.named("Ada Byron").relationship();
            var read = read("thanks ada: tea", Map.of(Asking.WHO, byron.toString()));
            assertThat(((Understood) read).intent().relationship()).isEqualTo(byron);
            assertThat(((Understood) read).sentence()).isEqualTo("You thank Ada Byron: “tea”.");
        }

        @Test
        void an_answer_that_was_not_offered_counts_for_nothing() {
            var bob = Crowd.named("Bob").relationship().toString();
            assertThat(read("thanks ada: tea", Map.of(Asking.WHO, bob))).isInstanceOf(Asked.class);
            assertThat(read("rupture bob: tea", Map.of(Asking.CAUSED_BY, "EVERYBODY")))
                    .isInstanceOf(Asked.class);
            assertThat(read("kept send", Map.of(Asking.PROMISE, "x"))).isInstanceOf(Asked.class);
        }

        @Test
        void a_missing_day_is_answered_by_any_day_and_refused_by_the_rules_that_there_are() {
            assertThat(fields(read("promise bob: tea", Map.of(Asking.DAY, "2026-12-24"))))
                    .containsEntry("dueOn", "2026-12-24");
            var past = (NotUnderstood) read("promise bob: tea", Map.of(Asking.DAY, "2026-11-24"));
            assertThat(past.rule()).isEqualTo("due-in-the-past");
            assertThat(read("promise bob: tea", Map.of(Asking.DAY, "tomorrow"))).isInstanceOf(Asked.class);
        }

        @Test
        void a_strain_is_asked_who_caused_it_and_what_it_was_and_is_private() {
            var first = (Asked) read("rupture bob: I cut you off", Map.of());
            assertThat(first.about()).isEqualTo(Asking.CAUSED_BY);
            var second = (Asked) read("rupture bob: I cut you off", Map.of(Asking.CAUSED_BY, "MANAGER"));
            assertThat(second.about()).isEqualTo(Asking.KIND);
            assertThat(second.choices()).hasSize(10);
            var read = read(
                    "rupture bob: I cut you off",
                    Map.of(Asking.CAUSED_BY, "MANAGER", Asking.KIND, "INTERRUPTED_OR_DISMISSED"));
            assertThat(fields(read))
                    .containsOnly(
                            Map.entry("causedBy", "MANAGER"),
                            Map.entry("kind", "INTERRUPTED_OR_DISMISSED"),
                            Map.entry("text", "I cut you off"),
                            Map.entry("occurredOn", "2026-11-25"),
                            Map.entry("visibility", "PRIVATE"));
            assertThat(((Understood) read).sentence())
                    .isEqualTo("A strain between you and Bob Ross, caused by you (interrupted or dismissed), today, "
                            + "Wednesday 25 November 2026: “I cut you off”.");
            assertThat(((Understood) read).notes().getFirst()).startsWith("It is private: only you see it");
        }

        @Test
        void people_of_the_same_name_are_told_apart() {
            var around = new Around(
                    List.of(
                            Crowd.counterpart(1, "Ada", Side.MANAGER, true, false),
                            Crowd.counterpart(2, "Ada", Side.REPORT, true, false),
                            Crowd.counterpart(3, "Ada", Side.MANAGER, true, false)),
                    null,
                    List::of);
            var asked = (Asked) Understanding.of("thanks Ada: tea", Answers.NONE, around);
            assertThat(asked.choices().stream().map(Choice::label))
                    .containsExactly(
                            "Ada, who reports to you, since Thursday 2 January 2025",
                            "Ada, your manager",
                            "Ada, who reports to you, since Saturday 4 January 2025");
        }

        @Test
        void with_one_person_only_nobody_is_asked_whom() {
            var around = new Around(List.of(Crowd.named("Bob")), null, List::of);
            assertThat(Understanding.of("thanks: tea", Answers.NONE, around)).isInstanceOf(Understood.class);
        }

        @Test
        void with_nobody_there_is_nothing_to_record() {
            var around = new Around(List.of(Crowd.named("Erin")), null, List::of);
            var not = (NotUnderstood) Understanding.of("thanks Erin: tea", Answers.NONE, around);
            assertThat(not.sentence()).startsWith("There is nobody yet");
        }
    }

    @Test
    void what_is_kept_says_before_that_it_cannot_be_taken_back() {
        var own = (Understood) read("kept raise", Map.of());
        assertThat(own.sentence())
                .startsWith("You say that you kept your promise to Bob Ross: “Answer about the raise”");
        assertThat(String.join(" ", own.notes())).contains("There is no Undo for this.");
        var theirs = (Understood) read("kept resume", Map.of());
        assertThat(theirs.sentence()).startsWith("You agree that Zoë Müller kept the promise to you");
        assertThat(String.join(" ", theirs.notes())).contains("There is no Undo for this");
    }

    @Test
    void nothing_breaks_it_and_nothing_is_ever_guessed() {
        var random = new Random(24);
        var pieces = List.of(
                "promise",
                "promised",
                "thanks",
                "rupture",
                "kept",
                "asked feedback",
                "note",
                " ",
                ": ",
                ":",
                "：",
                "ada",
                "Bob",
                "Zoë",
                "田中",
                "ليلى",
                "\"",
                "(",
                ")",
                "by ",
                " by friday",
                "by 3/4/2027",
                "by 99/99",
                "1:1",
                "next",
                "by in 9999 years",
                "\u200f",
                "\u0301",
                "😀",
                "\t",
                "\n",
                "by by",
                "i ",
                "me",
                "-",
                "by 31 feb",
                "'",
                "\\",
                "$1");
        for (var at = 0; at < 20_000; at++) {
            var line = random.ints(random.nextInt(9), 0, pieces.size())
                    .mapToObj(pieces::get)
                    .collect(Collectors.joining());
            var reading = read(line, Map.of());
            Completions.of(line, Crowd.around(null));
            if (reading instanceof Understood understood && understood.intent() instanceof Create create) {
                // Whatever is recorded of the words was typed just so.
                assertThat(line).contains(understood.words());
                assertThat(understood.sentence())
                        .contains(Crowd.in(create.relationship()).name());
                assertThat(Crowd.in(create.relationship()).ended()).isFalse();
            }
        }
    }

    @Nested
    class Completing {

        private static List<String> completed(String line) {
            return Completions.of(line, Crowd.around(null)).stream()
                    .map(Completion::text)
                    .toList();
        }

        @Test
        void an_empty_line_offers_everything_that_can_be_written() {
            assertThat(completed("")).hasSize(Form.values().length).contains("promise ", "kept ");
        }

        @Test
        void words_names_promises_and_days_are_completed() {
            assertThat(completed("pro")).containsExactly("promise ");
            assertThat(completed("promise ad")).containsExactly("promise Ada Lovelace: ", "promise Ada Byron: ");
            assertThat(completed("zo")).containsExactly("Zoë Müller promised: ");
            assertThat(completed("bob prom")).containsExactly("Bob Ross promised: ");
            assertThat(completed("kept rai")).containsExactly("kept Answer about the raise");
            assertThat(completed("promise Bob: tea by to"))
                    .containsExactly("promise Bob: tea by today", "promise Bob: tea by tomorrow");
            assertThat(completed("promise Bob: tea by nex")).containsExactly("promise Bob: tea by next 1:1");
        }

        @Test
        void what_stands_there_already_and_those_with_whom_it_has_ended_are_not_offered() {
            assertThat(completed("promise Bob: tea by today")).isEmpty();
            assertThat(completed("promise Erin")).isEmpty();
            assertThat(completed("thanks Bob: by")).isEmpty();
        }

        @Test
        void the_one_whom_the_page_is_about_comes_first() {
            var here = Crowd.around(Crowd.named("Max").relationship());
            assertThat(Completions.of("thanks ", here).getFirst().text()).isEqualTo("thanks Max Chief: ");
        }
    }
}
