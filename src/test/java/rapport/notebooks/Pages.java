package rapport.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static rapport.parties.Cast.ADA_HERSELF;
import static rapport.parties.Cast.THEIRS;
import static rapport.words.SealedWords.sealed;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import rapport.corrections.CorrectionAct.RetractEntry;
import rapport.corrections.CorrectionAct.RewordEntry;
import rapport.corrections.CorrectionEvent;
import rapport.notebooks.NotebookAct.CloseEntry;
import rapport.notebooks.NotebookAct.Correct;
import rapport.notebooks.NotebookAct.NotePrivateRupture;
import rapport.notebooks.NotebookAct.NotePrivateTopic;
import rapport.notebooks.NotebookAct.NoteTrust;
import rapport.notebooks.NotebookAct.ShareEntry;
import rapport.notebooks.NotebookAct.TakePrivateNote;
import rapport.notebooks.NotebookEvent.NotebookOpened;
import rapport.parties.By;
import rapport.parties.EntryEvent;
import rapport.parties.EntryId;
import rapport.parties.Side;
import rapport.parties.StreamEvent;
import rapport.ruptures.RuptureKind;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;
import rapport.words.Sealed;

/** Ada's notebook beside her relationship with Grace, in Berlin, from a Monday in March on. Each step goes on with it. */
final class Pages {

    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    static final Instant MONDAY_NOON = Instant.parse("2026-03-02T11:00:00Z");

    static final NotebookId ADAS = new NotebookId(new UUID(4, 1));
    static final EntryId ENTRY = new EntryId(new UUID(5, 1));
    static final EntryId OTHER_ENTRY = new EntryId(new UUID(5, 2));
    static final EntryId A_PROMISE = new EntryId(new UUID(5, 3));
    static final Sealed SOMETHING = sealed("she cut me short");
    static final Sealed IN_OTHER_WORDS = sealed("she cut me short again");
    static final Sealed BECAUSE = sealed("because");

    static final NotebookOpened OPENED = new NotebookOpened(THEIRS, ADA_HERSELF, ADAS);

    static final TakePrivateNote NOTE = new TakePrivateNote(ENTRY, SOMETHING, true);
    static final NotePrivateTopic TOPIC = new NotePrivateTopic(ENTRY, SOMETHING);
    static final NotePrivateRupture RUPTURE = ruptureOn(MONDAY);
    static final NoteTrust TRUST = new NoteTrust(sealed("4"), sealed("3"));
    static final ShareEntry SHARE = new ShareEntry(ENTRY);
    static final CloseEntry CLOSE = new CloseEntry(ENTRY);
    static final Correct REWORD = new Correct(new RewordEntry(ENTRY, IN_OTHER_WORDS, BECAUSE));
    static final Correct RETRACT = new Correct(new RetractEntry(ENTRY, BECAUSE));

    private final NotebookState state = new NotebookState();
    private final Map<EntryId, PrivateEntry> entries = new LinkedHashMap<>();
    private Instant now = MONDAY_NOON;

    static Pages an_empty_notebook() {
        return new Pages();
    }

    static Pages a_notebook_with(NotebookAct act) {
        return new Pages().ada(act);
    }

    static NotePrivateRupture ruptureOn(LocalDate day) {
        return new NotePrivateRupture(
                ENTRY, Side.MANAGER, RuptureKind.INTERRUPTED_OR_DISMISSED, SOMETHING, day, A_PROMISE);
    }

    Pages after(Duration time) {
        now = now.plus(time);
        return this;
    }

    Pages ada(NotebookAct act) {
        when_ada(act).forEach(this::given);
        return this;
    }

    Pages given(StreamEvent event) {
        switch (event) {
            case NotebookEvent own -> state.evolve(own, now);
            case CorrectionEvent correction -> state.evolve(correction, now);
            default -> {} // a notebook decides nothing by what was noted about trust
        }
        if (event instanceof EntryEvent onEntry) {
            entries.compute(onEntry.entry(), (_, before) -> PrivateEntry.after(before, onEntry, now));
        }
        return this;
    }

    List<StreamEvent> when_ada(NotebookAct act) {
        return when(ADA_HERSELF, act);
    }

    List<StreamEvent> when(By by, NotebookAct act) {
        return state.decide(new Write(ADAS, THEIRS, by, BERLIN, now, act));
    }

    Pages refuses(NotebookAct act, String rule) {
        assertThatExceptionOfType(RuleBroken.class)
                .isThrownBy(() -> when_ada(act))
                .satisfies(broken -> assertThat(broken.rule()).isEqualTo(rule))
                .satisfies(broken -> assertThat(broken.sentence()).isNotBlank());
        return this;
    }

    Pages has_nothing_for(By by, NotebookAct act) {
        assertThatExceptionOfType(NotThere.class).isThrownBy(() -> when(by, act));
        return this;
    }

    Instant now() {
        return now;
    }

    PrivateEntry entry() {
        return Objects.requireNonNull(entries.get(ENTRY));
    }
}
