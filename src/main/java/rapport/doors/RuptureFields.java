package rapport.doors;

import rapport.notebooks.NotebookAct.NotePrivateRupture;
import rapport.parties.EntryId;
import rapport.ruptures.RuptureAct;
import rapport.ruptures.RuptureAct.AcceptRepair;
import rapport.ruptures.RuptureAct.DeclineRepair;
import rapport.ruptures.RuptureAct.DescribeImpact;
import rapport.ruptures.RuptureAct.DisputeRupture;
import rapport.ruptures.RuptureAct.LetGo;
import rapport.ruptures.RuptureAct.MarkRepaired;
import rapport.ruptures.RuptureAct.NameRupture;
import rapport.ruptures.RuptureAct.NoteChange;
import rapport.ruptures.RuptureAct.OfferRepair;
import rapport.ruptures.RuptureAct.ReopenRupture;
import rapport.ruptures.RuptureActKind;
import rapport.ruptures.RuptureKind;

/** Reads acts on ruptures. */
record RuptureFields(Fields fields, Sealing sealing) {

    NameRupture name(EntryId entry) {
        var causedBy = fields.side("causedBy");
        var kind = fields.choice("kind", RuptureKind.class);
        var text = fields.words("text");
        var occurredOn = fields.date("occurredOn");
        var about = fields.optionalEntry("about");
        fields.check();
        return new NameRupture(entry, causedBy.get(), kind.get(), sealing.seal(text), occurredOn.get(), about.orNull());
    }

    NotePrivateRupture noteInPrivate(EntryId entry) {
        var named = name(entry);
        return new NotePrivateRupture(
                entry, named.causedBy(), named.kind(), named.text(), named.occurredOn(), named.about());
    }

    RuptureAct act(EntryId entry, RuptureActKind kind) {
        return switch (kind) {
            case DESCRIBE_IMPACT -> {
                var text = fields.words("text");
                fields.check();
                yield new DescribeImpact(entry, sealing.seal(text));
            }
            case DISPUTE -> {
                var text = fields.words("text");
                fields.check();
                yield new DisputeRupture(entry, sealing.seal(text));
            }
            case OFFER_REPAIR -> {
                var owned = fields.words("owned");
                var change = fields.words("change");
                var dueOn = fields.date("dueOn");
                fields.check();
                yield new OfferRepair(entry, EntryId.random(), sealing.seal(owned), sealing.seal(change), dueOn.get());
            }
            case ACCEPT_REPAIR -> {
                var text = fields.optionalWords("text");
                fields.check();
                yield new AcceptRepair(entry, sealing.sealOrNull(text), EntryId.random());
            }
            case DECLINE_REPAIR -> {
                var missing = fields.words("missing");
                fields.check();
                yield new DeclineRepair(entry, sealing.seal(missing));
            }
            case NOTE_CHANGE -> {
                var held = fields.requiredFlag("held");
                var observedOn = fields.optionalDate("observedOn");
                var text = fields.optionalWords("text");
                fields.check();
                yield new NoteChange(entry, held.get(), observedOn.orNull(), sealing.sealOrNull(text));
            }
            case MARK_REPAIRED -> {
                fields.check();
                yield new MarkRepaired(entry);
            }
            case LET_GO -> {
                var reason = fields.optionalWords("reason");
                fields.check();
                yield new LetGo(entry, sealing.sealOrNull(reason));
            }
            case REOPEN -> {
                var reason = fields.words("reason");
                fields.check();
                yield new ReopenRupture(entry, sealing.seal(reason));
            }
        };
    }
}
