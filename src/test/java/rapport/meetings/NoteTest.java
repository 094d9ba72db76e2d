package rapport.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static rapport.parties.Cast.ADA_HERSELF;
import static rapport.parties.Cast.GRACE_FOR_ADA;
import static rapport.parties.Cast.GRACE_HERSELF;
import static rapport.parties.Cast.THEIRS;
import static rapport.words.SealedWords.sealed;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import rapport.meetings.MeetingAct.NoteAct;
import rapport.meetings.MeetingAct.TakeNote;
import rapport.meetings.MeetingAct.UnflagNote;
import rapport.meetings.MeetingEvent.NoteTaken;
import rapport.meetings.MeetingEvent.NoteUnflagged;
import rapport.parties.By;
import rapport.parties.EntryId;
import rapport.shared.RuleBroken;
import rapport.words.Sealed;

/** The rules on notes, each seen accepted and seen refused. Ada takes them. */
class NoteTest {

    private static final EntryId ID = new EntryId(new UUID(4, 2));
    private static final Sealed SOMETHING = sealed("ask about the holiday");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final Instant THEN = Instant.parse("2026-03-02T08:00:00Z");
    private static final UnflagNote UNFLAG = new UnflagNote(ID);

    private static Note taken(boolean flagged) {
        return Note.after(null, Note.take(new TakeNote(ID, SOMETHING, flagged), THEIRS, ADA_HERSELF), THEN);
    }

    private static Note unflagged() {
        return Note.after(taken(true), taken(true).decide(UNFLAG, ADA_HERSELF, TODAY), THEN.plusSeconds(60));
    }

    private static void assertRefused(Note note, NoteAct act, By by, String rule) {
        assertThatExceptionOfType(RuleBroken.class)
                .isThrownBy(() -> note.decide(act, by, TODAY))
                .satisfies(broken -> assertThat(broken.rule()).isEqualTo(rule))
                .satisfies(broken -> assertThat(broken.sentence()).matches("[A-Z].*[.]"));
    }

    @Test
    void a_note_is_taken_flagged_or_not() {
        assertThat(taken(true))
                .isEqualTo(new Note(new NoteTaken(THEIRS, ADA_HERSELF, ID, SOMETHING, true), true, THEN));
        assertThat(taken(false).flagged()).isFalse();
        assertThat(taken(true).id()).isEqualTo(ID);
        assertThat(taken(true).by()).isEqualTo(ADA_HERSELF);
        assertThat(taken(true).text()).isEqualTo(SOMETHING);
    }

    @Test
    void its_author_unflags_it_or_whoever_speaks_for_them() {
        assertThat(taken(true).decide(UNFLAG, ADA_HERSELF, TODAY))
                .isEqualTo(new NoteUnflagged(THEIRS, ADA_HERSELF, ID));
        assertThat(taken(true).decide(UNFLAG, GRACE_FOR_ADA, TODAY))
                .isEqualTo(new NoteUnflagged(THEIRS, GRACE_FOR_ADA, ID));
        assertThat(unflagged().flagged()).isFalse();
        assertThat(unflagged().takenAt()).isEqualTo(THEN);
    }

    @Test
    void nobody_else_unflags_it() {
        assertRefused(taken(true), UNFLAG, GRACE_HERSELF, "only-author");
    }

    @Test
    void only_a_flagged_one_is_unflagged() {
        assertRefused(taken(false), UNFLAG, ADA_HERSELF, "not-flagged");
        assertRefused(unflagged(), UNFLAG, ADA_HERSELF, "not-flagged");
    }

    @Test
    void its_id_is_taken() {
        assertRefused(taken(true), new TakeNote(ID, SOMETHING, true), ADA_HERSELF, "id-taken");
        assertThat(unflagged().isSameButForItsWords(new TakeNote(ID, sealed("else"), true)))
                .isTrue();
        assertThat(taken(true).isSameButForItsWords(new TakeNote(ID, SOMETHING, false)))
                .isFalse();
        assertThat(taken(true).isSameButForItsWords(new TakeNote(EntryId.random(), SOMETHING, true)))
                .isFalse();
    }

    @Test
    void the_acts_it_allows_are_those_it_would_not_refuse() {
        assertThat(taken(true).allows(NoteActKind.UNFLAG, ADA_HERSELF, TODAY)).isTrue();
        assertThat(taken(true).allows(NoteActKind.UNFLAG, GRACE_HERSELF, TODAY)).isFalse();
        assertThat(unflagged().allows(NoteActKind.UNFLAG, ADA_HERSELF, TODAY)).isFalse();
    }
}
