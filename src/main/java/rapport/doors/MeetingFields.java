package rapport.doors;

import rapport.meetings.MeetingAct;
import rapport.meetings.MeetingAct.CancelOneOnOne;
import rapport.meetings.MeetingAct.DiscussTopic;
import rapport.meetings.MeetingAct.DropTopic;
import rapport.meetings.MeetingAct.HoldOneOnOne;
import rapport.meetings.MeetingAct.MoveOneOnOne;
import rapport.meetings.MeetingAct.NoteAct;
import rapport.meetings.MeetingAct.RaiseTopic;
import rapport.meetings.MeetingAct.SetCadence;
import rapport.meetings.MeetingAct.TakeNote;
import rapport.meetings.MeetingAct.TopicAct;
import rapport.meetings.MeetingAct.UnflagNote;
import rapport.meetings.NoteActKind;
import rapport.meetings.TopicActKind;
import rapport.notebooks.NotebookAct.NotePrivateTopic;
import rapport.notebooks.NotebookAct.TakePrivateNote;
import rapport.parties.EntryId;

/** Reads acts on 1:1s, topics and notes. */
record MeetingFields(Fields fields, Sealing sealing) {

    /** The cadence, from fields with a prefix such as {@code cadence.}. */
    static SetCadence cadence(Fields fields, String prefix) {
        var rrule = fields.line(prefix + "rrule");
        var firstStart = fields.dateTime(prefix + "firstStart");
        var minutes = fields.number(prefix + "minutes");
        var zone = fields.zone(prefix + "zone");
        fields.check();
        return new SetCadence(rrule.get(), firstStart.get(), minutes.get(), zone.get());
    }

    MeetingAct oneOnOne(OneOnOneActKind kind) {
        return switch (kind) {
            case MOVE -> {
                var from = fields.dateTime("from");
                var to = fields.dateTime("to");
                fields.check();
                yield new MoveOneOnOne(from.get(), to.get());
            }
            case CANCEL -> {
                var start = fields.dateTime("start");
                var reason = fields.optionalWords("reason");
                fields.check();
                yield new CancelOneOnOne(start.get(), sealing.sealOrNull(reason));
            }
            case HOLD -> {
                var start = fields.optionalDateTime("start");
                var heldOn = fields.date("heldOn");
                var summary = fields.optionalWords("summary");
                fields.check();
                yield new HoldOneOnOne(start.orNull(), heldOn.get(), sealing.sealOrNull(summary));
            }
        };
    }

    RaiseTopic topic(EntryId entry) {
        var text = fields.words("text");
        fields.check();
        return new RaiseTopic(entry, sealing.seal(text));
    }

    NotePrivateTopic privateTopic(EntryId entry) {
        return new NotePrivateTopic(entry, topic(entry).text());
    }

    TopicAct act(EntryId entry, TopicActKind kind) {
        return switch (kind) {
            case DISCUSS -> {
                fields.check();
                yield new DiscussTopic(entry);
            }
            case DROP -> {
                var reason = fields.optionalWords("reason");
                fields.check();
                yield new DropTopic(entry, sealing.sealOrNull(reason));
            }
        };
    }

    TakeNote note(EntryId entry) {
        var text = fields.words("text");
        var flagged = fields.flag("flagged");
        fields.check();
        return new TakeNote(entry, sealing.seal(text), flagged);
    }

    TakePrivateNote privateNote(EntryId entry) {
        var note = note(entry);
        return new TakePrivateNote(entry, note.text(), note.flagged());
    }

    NoteAct act(EntryId entry, NoteActKind kind) {
        return switch (kind) {
            case UNFLAG -> {
                fields.check();
                yield new UnflagNote(entry);
            }
        };
    }
}
