package rapport.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static rapport.notebooks.Pages.ADAS;
import static rapport.notebooks.Pages.BECAUSE;
import static rapport.notebooks.Pages.BERLIN;
import static rapport.notebooks.Pages.CLOSE;
import static rapport.notebooks.Pages.ENTRY;
import static rapport.notebooks.Pages.IN_OTHER_WORDS;
import static rapport.notebooks.Pages.MONDAY;
import static rapport.notebooks.Pages.MONDAY_NOON;
import static rapport.notebooks.Pages.NOTE;
import static rapport.notebooks.Pages.OPENED;
import static rapport.notebooks.Pages.RETRACT;
import static rapport.notebooks.Pages.RUPTURE;
import static rapport.notebooks.Pages.SOMETHING;
import static rapport.notebooks.Pages.TRUST;
import static rapport.parties.Cast.ADA_HERSELF;
import static rapport.parties.Cast.GRACE_HERSELF;
import static rapport.parties.Cast.THEIRS;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.test.AxonAssertionError;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import rapport.corrections.CorrectionEvent;
import rapport.corrections.CorrectionEvent.EntryRetracted;
import rapport.corrections.CorrectionEvent.EntryReworded;
import rapport.eventstore.StoredType;
import rapport.notebooks.NotebookEvent.NotebookErased;
import rapport.notebooks.NotebookEvent.PrivateEntryClosed;
import rapport.notebooks.NotebookEvent.PrivateEntryShared;
import rapport.notebooks.NotebookEvent.PrivateNoteTaken;
import rapport.notebooks.NotebookEvent.PrivateRuptureNoted;
import rapport.notebooks.NotebookEvent.PrivateTopicNoted;
import rapport.parties.By;
import rapport.parties.Side;
import rapport.parties.StreamEvent;
import rapport.ruptures.RuptureKind;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;
import rapport.trust.TrustEvent.TrustNoted;

/** That Axon finds a handler for the command and for every event, and that each does what the state says. */
class NotebookWiringTest {

    private static final PrivateNoteTaken TAKEN = new PrivateNoteTaken(THEIRS, ADA_HERSELF, ENTRY, SOMETHING, true);
    private static final PrivateRuptureNoted NOTED = new PrivateRuptureNoted(
            THEIRS,
            ADA_HERSELF,
            ENTRY,
            Side.MANAGER,
            RuptureKind.INTERRUPTED_OR_DISMISSED,
            SOMETHING,
            MONDAY,
            RUPTURE.about());
    private static final TrustNoted TRUSTED = new TrustNoted(THEIRS, ADA_HERSELF, TRUST.own(), TRUST.guessOfOther());

    private static AggregateTestFixture<Notebook> notebook() {
        return new AggregateTestFixture<>(Notebook.class);
    }

    private static Write write(By by, NotebookAct act, Instant at) {
        return new Write(ADAS, THEIRS, by, BERLIN, at, act);
    }

    private static Write write(NotebookAct act) {
        return write(ADA_HERSELF, act, MONDAY_NOON);
    }

    @Test
    void the_first_act_opens_the_notebook_and_is_recorded_in_it() {
        notebook()
                .givenNoPriorActivity()
                .when(write(NOTE))
                .expectEvents(OPENED, TAKEN)
                .expectResultMessagePayload(1L);
    }

    @Test
    void every_other_act_answers_the_sequence_of_what_it_recorded() {
        notebook().given(OPENED, TAKEN).when(write(TRUST)).expectEvents(TRUSTED).expectResultMessagePayload(2L);
    }

    @Test
    void a_refused_first_act_records_nothing() {
        notebook().givenNoPriorActivity().when(write(CLOSE)).expectNoEvents().expectException(NotThere.class);
    }

    @Test
    void a_repeated_creation_records_nothing() {
        notebook().given(OPENED, TAKEN).when(write(NOTE)).expectNoEvents().expectException(AlreadyRecorded.class);
    }

    @Test
    void the_age_of_an_entry_is_told_by_when_it_was_recorded() {
        var aDayLater = MONDAY_NOON.plus(Duration.ofHours(24));

        notebook()
                .givenCurrentTime(MONDAY_NOON)
                .andGiven(OPENED, TAKEN)
                .when(write(ADA_HERSELF, RETRACT, aDayLater))
                .expectEvents(new EntryRetracted(THEIRS, ADA_HERSELF, ENTRY, BECAUSE));
        notebook()
                .givenCurrentTime(MONDAY_NOON)
                .andGiven(OPENED, TAKEN)
                .when(write(ADA_HERSELF, RETRACT, aDayLater.plusMillis(1)))
                .expectException(refusal("too-late-to-retract"));
    }

    @Test
    void erasing_is_recorded_once_also_where_nothing_was_ever_written() {
        var erased = new NotebookErased(THEIRS, ADAS);
        notebook()
                .givenNoPriorActivity()
                .when(new EraseNotebook(ADAS, THEIRS))
                .expectEvents(erased)
                .expectResultMessagePayload(true);
        notebook().given(OPENED, TAKEN).when(new EraseNotebook(ADAS, THEIRS)).expectEvents(erased);
        notebook()
                .given(erased)
                .when(new EraseNotebook(ADAS, THEIRS))
                .expectNoEvents()
                .expectResultMessagePayload(false);
        notebook().given(erased).when(write(NOTE)).expectNoEvents().expectException(refusal("notebook-erased"));
    }

    @Test
    void there_is_no_other_command_than_writing_and_erasing() {
        var handled = Arrays.stream(Notebook.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(CommandHandler.class))
                .map(method -> method.getParameterTypes()[0]);

        assertThat(handled).containsExactlyInAnyOrder(Write.class, EraseNotebook.class);
    }

    /**
     * An event that no handler takes leaves no trace, so each is told by what the notebook answers after it.
     *
     * @param given the events before; the last one is the one in question
     * @param refusal the code of the rule that refuses the act now, {@code none} if it is accepted
     */
    record Effect(List<StreamEvent> given, By by, NotebookAct act, String refusal) {

        Class<?> event() {
            return given.getLast().getClass();
        }
    }

    // Without the event in question each of these acts would be answered otherwise.
    private static final List<Effect> EFFECTS = List.of(
            effect("not-there", GRACE_HERSELF, TRUST, OPENED),
            effect("notebook-erased", ADA_HERSELF, TRUST, OPENED, new NotebookErased(THEIRS, ADAS)),
            effect("none", ADA_HERSELF, CLOSE, OPENED, TAKEN),
            effect("none", ADA_HERSELF, CLOSE, OPENED, new PrivateTopicNoted(THEIRS, ADA_HERSELF, ENTRY, SOMETHING)),
            effect("none", ADA_HERSELF, CLOSE, OPENED, NOTED),
            effect(
                    "entry-closed",
                    ADA_HERSELF,
                    CLOSE,
                    OPENED,
                    NOTED,
                    new PrivateEntryShared(THEIRS, ADA_HERSELF, ENTRY)),
            effect(
                    "entry-closed",
                    ADA_HERSELF,
                    CLOSE,
                    OPENED,
                    TAKEN,
                    new PrivateEntryClosed(THEIRS, ADA_HERSELF, ENTRY)),
            effect(
                    "entry-closed",
                    ADA_HERSELF,
                    CLOSE,
                    OPENED,
                    TAKEN,
                    new EntryRetracted(THEIRS, ADA_HERSELF, ENTRY, BECAUSE)));

    /** Events that change no later decision, only what is shown. */
    private static final List<StreamEvent> WITHOUT_EFFECT =
            List.of(TRUSTED, new EntryReworded(THEIRS, ADA_HERSELF, ENTRY, IN_OTHER_WORDS, null));

    private static Effect effect(String refusal, By by, NotebookAct act, StreamEvent... given) {
        return new Effect(List.of(given), by, act, refusal);
    }

    @Test
    void every_event_of_the_stream_is_listed_with_its_effect_or_without() {
        var all = Stream.concat(
                        NotebookConfiguration.EVENTS.stream().<Class<?>>map(StoredType::type),
                        Arrays.stream(CorrectionEvent.class.getPermittedSubclasses()))
                .toList();
        var listed = Stream.concat(
                EFFECTS.stream().<Class<?>>map(Effect::event),
                WITHOUT_EFFECT.stream().<Class<?>>map(Object::getClass));

        assertThat(listed).containsExactlyInAnyOrderElementsOf(all);
    }

    @TestFactory
    Stream<DynamicTest> every_event_with_an_effect_is_applied() {
        return EFFECTS.stream()
                .map(effect -> DynamicTest.dynamicTest(effect.event().getSimpleName(), () -> assertApplied(effect)));
    }

    @Test
    void the_others_change_no_answer() {
        for (var event : WITHOUT_EFFECT) {
            notebook().given(OPENED, TAKEN, event).when(write(CLOSE)).expectSuccessfulHandlerExecution();
        }
    }

    private static void assertApplied(Effect effect) {
        var all = effect.given();
        expect(effect, all);
        assertThatExceptionOfType(AxonAssertionError.class)
                .as("the same answer without the event")
                .isThrownBy(() -> expect(effect, all.subList(0, all.size() - 1)));
    }

    private static void expect(Effect effect, List<StreamEvent> given) {
        var answer = notebook().given(given).when(write(effect.by(), effect.act(), MONDAY_NOON));
        if (effect.refusal().equals("none")) {
            answer.expectSuccessfulHandlerExecution();
        } else {
            answer.expectException(refusal(effect.refusal()));
        }
    }

    private static org.hamcrest.Matcher<Throwable> refusal(String code) {
        return Matchers.matches(thrown -> code.equals("not-there")
                ? thrown instanceof NotThere
                : thrown instanceof RuleBroken broken && broken.rule().equals(code));
    }
}
