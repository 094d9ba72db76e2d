package rapport.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static rapport.notebooks.Pages.ADAS;
import static rapport.notebooks.Pages.A_PROMISE;
import static rapport.notebooks.Pages.BECAUSE;
import static rapport.notebooks.Pages.CLOSE;
import static rapport.notebooks.Pages.ENTRY;
import static rapport.notebooks.Pages.IN_OTHER_WORDS;
import static rapport.notebooks.Pages.MONDAY;
import static rapport.notebooks.Pages.MONDAY_NOON;
import static rapport.notebooks.Pages.NOTE;
import static rapport.notebooks.Pages.OPENED;
import static rapport.notebooks.Pages.OTHER_ENTRY;
import static rapport.notebooks.Pages.RETRACT;
import static rapport.notebooks.Pages.REWORD;
import static rapport.notebooks.Pages.RUPTURE;
import static rapport.notebooks.Pages.SHARE;
import static rapport.notebooks.Pages.SOMETHING;
import static rapport.notebooks.Pages.TOPIC;
import static rapport.notebooks.Pages.TRUST;
import static rapport.notebooks.Pages.a_notebook_with;
import static rapport.notebooks.Pages.an_empty_notebook;
import static rapport.notebooks.Pages.ruptureOn;
import static rapport.parties.Cast.ADA_FOR_GRACE;
import static rapport.parties.Cast.ADA_HERSELF;
import static rapport.parties.Cast.EDSGER;
import static rapport.parties.Cast.GRACE_HERSELF;
import static rapport.parties.Cast.THEIRS;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapport.corrections.CorrectionEvent.EntryRetracted;
import rapport.corrections.CorrectionEvent.EntryReworded;
import rapport.notebooks.NotebookAct.CloseEntry;
import rapport.notebooks.NotebookAct.Creation;
import rapport.notebooks.NotebookAct.NotePrivateRupture;
import rapport.notebooks.NotebookAct.TakePrivateNote;
import rapport.notebooks.NotebookEvent.NotebookErased;
import rapport.notebooks.NotebookEvent.PrivateEntryClosed;
import rapport.notebooks.NotebookEvent.PrivateEntryShared;
import rapport.notebooks.NotebookEvent.PrivateNoteTaken;
import rapport.notebooks.NotebookEvent.PrivateRuptureNoted;
import rapport.notebooks.NotebookEvent.PrivateTopicNoted;
import rapport.notebooks.PrivateEntry.Status;
import rapport.parties.By;
import rapport.parties.Side;
import rapport.ruptures.RuptureKind;
import rapport.trust.TrustEvent.TrustNoted;
import tools.jackson.databind.json.JsonMapper;

/** The rules of a notebook, each seen accepted and seen refused. It is Ada's, beside her relationship with Grace. */
class NotebookStateTest {

    private static final Duration A_DAY = Duration.ofHours(24);

    static List<Creation> creations() {
        return List.of(NOTE, TOPIC, RUPTURE);
    }

    static List<NotebookAct> endings() {
        return List.of(SHARE, CLOSE, RETRACT);
    }

    @Nested
    class Opening {

        @Test
        void the_first_act_opens_the_notebook() {
            assertThat(an_empty_notebook().when_ada(NOTE))
                    .containsExactly(OPENED, new PrivateNoteTaken(THEIRS, ADA_HERSELF, ENTRY, SOMETHING, true));
        }

        @Test
        void the_second_act_does_not_open_it_again() {
            assertThat(a_notebook_with(TRUST).when_ada(TOPIC))
                    .containsExactly(new PrivateTopicNoted(THEIRS, ADA_HERSELF, ENTRY, SOMETHING));
        }

        @Test
        void a_first_act_that_is_refused_does_not_open_it() {
            an_empty_notebook().refuses(ruptureOn(MONDAY.plusDays(1)), "in-the-future");
            an_empty_notebook().has_nothing_for(ADA_HERSELF, CLOSE);
        }

        @Test
        void nobody_but_its_author_finds_anything_in_it() {
            var edsger = new By(EDSGER, Side.REPORT, false);

            a_notebook_with(NOTE)
                    .has_nothing_for(GRACE_HERSELF, CLOSE)
                    .has_nothing_for(GRACE_HERSELF, TRUST)
                    .has_nothing_for(edsger, TRUST);
        }

        @Test
        void nobody_writes_on_behalf_of_somebody_else() {
            an_empty_notebook().has_nothing_for(ADA_FOR_GRACE, NOTE);
        }

        @Test
        void an_erased_notebook_takes_nothing_more() {
            a_notebook_with(NOTE)
                    .given(new NotebookErased(THEIRS, ADAS))
                    .refuses(TRUST, "notebook-erased")
                    .refuses(CLOSE, "notebook-erased");
            an_empty_notebook().given(new NotebookErased(THEIRS, ADAS)).refuses(NOTE, "notebook-erased");
        }
    }

    @Nested
    class Noting {

        @Test
        void a_note_may_be_flagged_for_the_next_1_on_1() {
            var entry = a_notebook_with(NOTE).entry();

            assertThat(entry)
                    .isEqualTo(new PrivateEntry(
                            PrivateKind.NOTE,
                            THEIRS,
                            ENTRY,
                            ADA_HERSELF,
                            SOMETHING,
                            MONDAY_NOON,
                            true,
                            null,
                            null,
                            null,
                            null,
                            Status.OPEN,
                            null));
            assertThat(a_notebook_with(new TakePrivateNote(ENTRY, SOMETHING, false))
                            .entry()
                            .flagged())
                    .isFalse();
        }

        @Test
        void a_topic_is_what_to_speak_about() {
            assertThat(a_notebook_with(TOPIC).entry().kind()).isEqualTo(PrivateKind.TOPIC);
        }

        @Test
        void a_strained_moment_keeps_who_caused_it_how_when_and_about_what() {
            assertThat(an_empty_notebook().when_ada(RUPTURE))
                    .contains(new PrivateRuptureNoted(
                            THEIRS,
                            ADA_HERSELF,
                            ENTRY,
                            Side.MANAGER,
                            RuptureKind.INTERRUPTED_OR_DISMISSED,
                            SOMETHING,
                            MONDAY,
                            A_PROMISE));
            assertThat(a_notebook_with(RUPTURE).entry())
                    .isEqualTo(new PrivateEntry(
                            PrivateKind.RUPTURE,
                            THEIRS,
                            ENTRY,
                            ADA_HERSELF,
                            SOMETHING,
                            MONDAY_NOON,
                            false,
                            Side.MANAGER,
                            RuptureKind.INTERRUPTED_OR_DISMISSED,
                            MONDAY,
                            A_PROMISE,
                            Status.OPEN,
                            null));
        }

        @Test
        void a_strained_moment_has_happened() {
            an_empty_notebook()
                    .refuses(ruptureOn(MONDAY.plusDays(1)), "in-the-future")
                    .ada(ruptureOn(MONDAY.minusDays(30)));
        }

        @Test
        void the_day_is_that_of_the_relationships_zone() {
            var half_past_midnight_in_berlin = Duration.ofMinutes(12 * 60 + 30);

            an_empty_notebook().after(half_past_midnight_in_berlin).ada(ruptureOn(MONDAY.plusDays(1)));
            an_empty_notebook()
                    .after(half_past_midnight_in_berlin.minusHours(1))
                    .refuses(ruptureOn(MONDAY.plusDays(1)), "in-the-future");
        }

        @Test
        void trust_can_be_noted_again_and_again() {
            var noted = new TrustNoted(THEIRS, ADA_HERSELF, TRUST.own(), TRUST.guessOfOther());

            assertThat(a_notebook_with(TRUST).ada(TRUST).when_ada(TRUST)).containsExactly(noted);
        }
    }

    @Nested
    class Repeating {

        @ParameterizedTest
        @MethodSource("rapport.notebooks.NotebookStateTest#creations")
        void a_creation_that_comes_again_records_nothing(Creation creation) {
            var notebook = a_notebook_with(creation);

            assertThatExceptionOfType(AlreadyRecorded.class).isThrownBy(() -> notebook.when_ada(creation));
        }

        @Test
        void it_is_the_same_even_when_the_entry_was_reworded_or_closed_since() {
            var notebook = a_notebook_with(NOTE).ada(REWORD).ada(CLOSE);

            assertThatExceptionOfType(AlreadyRecorded.class).isThrownBy(() -> notebook.when_ada(NOTE));
        }

        @Test
        void another_creation_cannot_take_its_id() {
            a_notebook_with(NOTE)
                    .refuses(new TakePrivateNote(ENTRY, SOMETHING, false), "id-taken")
                    .refuses(TOPIC, "id-taken")
                    .refuses(RUPTURE, "id-taken")
                    .ada(new TakePrivateNote(OTHER_ENTRY, SOMETHING, false));
            a_notebook_with(TOPIC).refuses(NOTE, "id-taken");
        }

        @Test
        void a_strained_moment_that_differs_in_anything_is_another_one() {
            var kind = RuptureKind.INTERRUPTED_OR_DISMISSED;
            a_notebook_with(RUPTURE)
                    .refuses(NOTE, "id-taken")
                    .refuses(ruptureOn(MONDAY.minusDays(1)), "id-taken")
                    .refuses(new NotePrivateRupture(ENTRY, Side.REPORT, kind, SOMETHING, MONDAY, A_PROMISE), "id-taken")
                    .refuses(new NotePrivateRupture(ENTRY, Side.MANAGER, kind, SOMETHING, MONDAY, null), "id-taken")
                    .refuses(
                            new NotePrivateRupture(
                                    ENTRY, Side.MANAGER, RuptureKind.OTHER, SOMETHING, MONDAY, A_PROMISE),
                            "id-taken");
        }
    }

    @Nested
    class Ending {

        @Test
        void a_strained_moment_can_be_shared() {
            var notebook = a_notebook_with(RUPTURE);

            assertThat(notebook.entry().allows(PrivateActKind.SHARE)).isTrue();
            assertThat(notebook.when_ada(SHARE)).containsExactly(new PrivateEntryShared(THEIRS, ADA_HERSELF, ENTRY));
            assertThat(notebook.ada(SHARE).entry().status()).isEqualTo(Status.SHARED);
        }

        @Test
        void a_note_or_a_topic_cannot_be_shared() {
            for (var creation : List.of(NOTE, TOPIC)) {
                var notebook = a_notebook_with(creation).refuses(SHARE, "only-ruptures-are-shared");

                assertThat(notebook.entry().allows(PrivateActKind.SHARE)).isFalse();
            }
        }

        @ParameterizedTest
        @MethodSource("rapport.notebooks.NotebookStateTest#creations")
        void every_entry_can_be_closed(Creation creation) {
            var notebook = a_notebook_with(creation);

            assertThat(notebook.entry().allows(PrivateActKind.CLOSE)).isTrue();
            assertThat(notebook.when_ada(CLOSE)).containsExactly(new PrivateEntryClosed(THEIRS, ADA_HERSELF, ENTRY));
            assertThat(notebook.ada(CLOSE).entry().status()).isEqualTo(Status.CLOSED);
        }

        @ParameterizedTest
        @MethodSource("rapport.notebooks.NotebookStateTest#endings")
        void nothing_is_done_to_an_entry_that_was_shared_closed_or_taken_back(NotebookAct ending) {
            var notebook = a_notebook_with(RUPTURE)
                    .ada(ending)
                    .refuses(SHARE, "entry-closed")
                    .refuses(CLOSE, "entry-closed")
                    .refuses(REWORD, "entry-closed")
                    .refuses(RETRACT, "entry-closed");

            assertThat(PrivateActKind.values())
                    .noneMatch(kind -> notebook.entry().allows(kind));
            assertThat(notebook.entry().allowsRetracting(notebook.now())).isFalse();
        }

        @Test
        void what_was_never_noted_is_not_there() {
            a_notebook_with(NOTE).has_nothing_for(ADA_HERSELF, new CloseEntry(OTHER_ENTRY));
        }
    }

    @Nested
    class Correcting {

        @Test
        void an_entry_can_be_reworded_however_old_it_is() {
            var notebook = a_notebook_with(NOTE).after(Duration.ofDays(400));

            assertThat(notebook.when_ada(REWORD))
                    .containsExactly(new EntryReworded(THEIRS, ADA_HERSELF, ENTRY, IN_OTHER_WORDS, BECAUSE));
        }

        @Test
        void its_newest_wording_is_shown_with_the_instant_of_the_change() {
            var entry = a_notebook_with(RUPTURE)
                    .after(Duration.ofHours(1))
                    .ada(REWORD)
                    .after(Duration.ofHours(1))
                    .ada(SHARE)
                    .entry();

            assertThat(entry.text()).isEqualTo(IN_OTHER_WORDS);
            assertThat(entry.rewordedAt()).isEqualTo(MONDAY_NOON.plus(Duration.ofHours(1)));
            assertThat(entry.recordedAt()).isEqualTo(MONDAY_NOON);
            assertThat(entry.occurredOn()).isEqualTo(MONDAY);
        }

        @Test
        void an_entry_can_be_taken_back_within_24_hours() {
            var notebook = a_notebook_with(NOTE).after(A_DAY);

            assertThat(notebook.entry().allowsRetracting(notebook.now())).isTrue();
            assertThat(notebook.when_ada(RETRACT))
                    .containsExactly(new EntryRetracted(THEIRS, ADA_HERSELF, ENTRY, BECAUSE));
            assertThat(notebook.ada(RETRACT).entry().status()).isEqualTo(Status.RETRACTED);
        }

        @Test
        void after_that_it_stays() {
            var notebook = a_notebook_with(NOTE).after(A_DAY.plusMillis(1)).refuses(RETRACT, "too-late-to-retract");

            assertThat(notebook.entry().allowsRetracting(notebook.now())).isFalse();
        }

        @Test
        void rewording_does_not_make_it_younger() {
            a_notebook_with(NOTE)
                    .after(Duration.ofHours(23))
                    .ada(REWORD)
                    .after(Duration.ofHours(2))
                    .refuses(RETRACT, "too-late-to-retract");
        }
    }

    @Test
    void an_entry_is_the_same_after_a_journey_as_json() {
        var json = JsonMapper.builder().build();
        for (var entry : List.of(
                a_notebook_with(NOTE).ada(REWORD).entry(),
                a_notebook_with(RUPTURE).ada(SHARE).entry())) {
            assertThat(json.readValue(json.writeValueAsString(entry), PrivateEntry.class))
                    .isEqualTo(entry);
        }
    }

    @Test
    void the_id_of_a_notebook_cannot_be_guessed() {
        assertThat(NotebookId.random()).isNotEqualTo(NotebookId.random()).isNotEqualTo(ADAS);
        assertThat(NotebookId.random().value().version()).as("random").isEqualTo(4);
    }
}
