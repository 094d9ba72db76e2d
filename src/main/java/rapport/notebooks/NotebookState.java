package rapport.notebooks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rapport.corrections.CorrectionEvent;
import rapport.notebooks.NotebookAct.CloseEntry;
import rapport.notebooks.NotebookAct.Correct;
import rapport.notebooks.NotebookAct.Creation;
import rapport.notebooks.NotebookAct.NoteTrust;
import rapport.notebooks.NotebookAct.ShareEntry;
import rapport.notebooks.NotebookEvent.NotebookErased;
import rapport.notebooks.NotebookEvent.NotebookOpened;
import rapport.notebooks.NotebookEvent.PrivateEntryEvent;
import rapport.parties.EntryEvent;
import rapport.parties.EntryId;
import rapport.parties.StreamEvent;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;
import rapport.trust.TrustEvent.TrustNoted;

/**
 * A notebook as its stream has left it, and the one place where acts in it are decided. Deciding changes nothing;
 * evolving only assigns.
 */
final class NotebookState {

    private @Nullable NotebookOpened opened;
    private boolean erased;
    private final Map<EntryId, PrivateEntry> entries = new HashMap<>();

    // --- deciding -------------------------------------------------------------------------------------------------

    /**
     * Decides what its author does; the first act also opens the notebook.
     *
     * @throws NotThere if it is somebody else's notebook, or the entry acted on does not exist
     * @throws RuleBroken with the code of the first rule broken
     * @throws AlreadyRecorded if a creation came again
     */
    List<StreamEvent> decide(Write write) {
        onlyItsAuthorWrites(write);
        if (erased) {
            throw new RuleBroken(
                    "notebook-erased", "This notebook has been erased; nothing more can be written into it.");
        }
        var events = new ArrayList<StreamEvent>();
        if (opened == null) {
            events.add(new NotebookOpened(write.relationship(), write.by(), write.notebook()));
        }
        events.add(decided(write));
        return List.copyOf(events);
    }

    /** What is recorded before the key of its words is destroyed; nothing if that was recorded before. */
    Optional<NotebookErased> erase(EraseNotebook act) {
        return erased ? Optional.empty() : Optional.of(new NotebookErased(act.relationship(), act.notebook()));
    }

    private void onlyItsAuthorWrites(Write write) {
        if (write.by().onBehalf()
                || (opened != null
                        && !(opened.by().person().equals(write.by().person())
                                && opened.relationship().equals(write.relationship())))) {
            throw new NotThere();
        }
    }

    private StreamEvent decided(Write write) {
        var by = write.by();
        return switch (write.act()) {
            case Creation creation -> {
                refuseIfRecorded(creation);
                yield PrivateEntry.note(creation, write.relationship(), by, write.today());
            }
            case ShareEntry(var entry) -> there(entry).share(by);
            case CloseEntry(var entry) -> there(entry).close(by);
            case Correct(var correction) -> there(correction.entry()).correct(correction, by, write.at());
            case NoteTrust(var own, var guessOfOther) -> new TrustNoted(write.relationship(), by, own, guessOfOther);
        };
    }

    private void refuseIfRecorded(Creation again) {
        var before = entries.get(again.entry());
        if (before == null) {
            return;
        }
        if (before.isSameButForItsWords(again)) {
            throw new AlreadyRecorded();
        }
        throw idTaken();
    }

    static RuleBroken idTaken() {
        return new RuleBroken("id-taken", "This id already belongs to another record.");
    }

    private PrivateEntry there(EntryId entry) {
        return Optional.ofNullable(entries.get(entry)).orElseThrow(NotThere::new);
    }

    // --- applying -------------------------------------------------------------------------------------------------

    void evolve(NotebookEvent event, Instant at) {
        switch (event) {
            case NotebookOpened opening -> opened = opening;
            case NotebookErased _ -> erased = true;
            case PrivateEntryEvent onEntry -> keep(onEntry, at);
        }
    }

    void evolve(CorrectionEvent event, Instant at) {
        keep(event, at);
    }

    private void keep(EntryEvent event, Instant at) {
        entries.compute(event.entry(), (_, before) -> PrivateEntry.after(before, event, at));
    }
}
