package rapport.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import rapport.briefing.Entry;
import rapport.briefing.OfferedAct;
import rapport.concerns.Concern;
import rapport.concerns.ConcernActKind;
import rapport.doors.Collection;
import rapport.feedback.Feedback;
import rapport.feedback.FeedbackActKind;
import rapport.feedback.FeedbackRequest;
import rapport.feedback.Landing;
import rapport.meetings.Note;
import rapport.meetings.NoteActKind;
import rapport.meetings.Topic;
import rapport.meetings.TopicActKind;
import rapport.notebooks.PrivateActKind;
import rapport.notebooks.PrivateEntry;
import rapport.notebooks.PrivateKind;
import rapport.parties.ActKind;
import rapport.parties.EntryId;
import rapport.parties.Side;
import rapport.ruptures.Rupture;
import rapport.ruptures.RuptureActKind;

/** The acts on an entry other than a promise in words. */
record EntryActs(Pair pair, Entry entry, boolean isOwnMove) implements Actable {

    private static final List<ActKind> ON_RUPTURES = List.of(
            RuptureActKind.ACCEPT_REPAIR,
            RuptureActKind.DECLINE_REPAIR,
            RuptureActKind.OFFER_REPAIR,
            RuptureActKind.MARK_REPAIRED,
            RuptureActKind.NOTE_CHANGE,
            RuptureActKind.DESCRIBE_IMPACT,
            RuptureActKind.DISPUTE,
            RuptureActKind.LET_GO,
            RuptureActKind.REOPEN);
    private static final List<ActKind> ON_CONCERNS = List.of(
            ConcernActKind.ANSWER,
            ConcernActKind.HEAR,
            ConcernActKind.SETTLE,
            ConcernActKind.REOPEN,
            ConcernActKind.WITHDRAW);

    @Override
    public EntryId id() {
        return entry.id();
    }

    @Override
    public Collection collection() {
        return collectionOf(entry);
    }

    static Collection collectionOf(Entry entry) {
        return switch (entry.state()) {
            case Feedback _ -> Collection.FEEDBACK;
            case FeedbackRequest _ -> Collection.FEEDBACK_REQUESTS;
            case Concern _ -> Collection.CONCERNS;
            case Rupture _ -> Collection.RUPTURES;
            case Topic _ -> Collection.TOPICS;
            case Note _ -> Collection.NOTES;
            case PrivateEntry own ->
                switch (own.kind()) {
                    case RUPTURE -> Collection.RUPTURES;
                    case TOPIC -> Collection.TOPICS;
                    case NOTE -> Collection.NOTES;
                };
            default -> throw new IllegalStateException("no such entry");
        };
    }

    @Override
    public List<ActKind> kinds() {
        return switch (entry.state()) {
            case Rupture _ -> ON_RUPTURES;
            case Concern _ -> ON_CONCERNS;
            case PrivateEntry _ -> List.of(PrivateActKind.values());
            default -> collection().acts();
        };
    }

    @Override
    public boolean isMoveOf(Side side) {
        return isOwnMove && side == pair.own();
    }

    @Override
    public void fill(FormBuilder form, OfferedAct act) {
        switch (act.kind()) {
            case FeedbackActKind _ ->
                form.choice("landed", "How it landed", landings(), "", null)
                        .optionalWords("text", "In what way, if you like");
            case ConcernActKind kind -> fill(form, kind);
            case RuptureActKind kind -> fill(form, kind, act.onBehalf());
            case TopicActKind.DROP -> form.optionalWords("reason", "Why, if you like");
            default -> {}
        }
    }

    private static Map<String, String> landings() {
        var landings = new LinkedHashMap<String, String>();
        Stream.of(Landing.values()).forEach(landing -> landings.put(landing.name(), Spoken.landed(landing)));
        return landings;
    }

    private void fill(FormBuilder form, ConcernActKind kind) {
        switch (kind) {
            case HEAR -> form.optionalWords("text", "What you heard, if you like");
            case ANSWER ->
                form.words("text", "The answer")
                        .optionalWords("commitment.text", "A promise that goes with it, if there is one")
                        .optionalDate("commitment.dueOn", "By when", "", "Only for a promise.");
            case REOPEN -> form.words("reason", "What is still open");
            case WITHDRAW -> form.optionalWords("reason", "Why, if you like");
            case SETTLE -> {}
        }
    }

    // Owning comes first: it matters most to the one who reads it.
    private void askForRepair(FormBuilder form, boolean onBehalf) {
        var name = pair.other();
        if (onBehalf) {
            form.words(
                            "owned",
                            "What did " + name + " do?",
                            "",
                            "In " + name + "’s own words, as they were said to you.")
                    .words("change", "What will be different?", "", "Once accepted, this is " + name + "’s promise.")
                    .date("dueOn", "By when?", "", "The day by which you can see it.");
        } else {
            form.words(
                            "owned",
                            "What did I do?",
                            "",
                            "What happened and what it did to " + name + ". No reasons needed.")
                    .words(
                            "change",
                            "What will be different?",
                            "",
                            "One thing that " + name + " can see. Once accepted, this is your promise.")
                    .date("dueOn", "By when?", "", "The day by which " + name + " can see it.");
        }
        form.withHints();
    }

    private void fill(FormBuilder form, RuptureActKind kind, boolean onBehalf) {
        switch (kind) {
            case DESCRIBE_IMPACT ->
                form.words(
                        "text",
                        onBehalf ? "What did it do to " + pair.other() + "?" : "What did it do to me?",
                        "",
                        "As it was for " + (onBehalf ? "them" : "you") + "; nobody has to agree with it.");
            case DISPUTE -> form.words("text", "How it looks from this side");
            case OFFER_REPAIR -> askForRepair(form, onBehalf);
            case ACCEPT_REPAIR -> form.optionalWords("text", "Anything to say with it, if you like");
            case DECLINE_REPAIR -> form.words("missing", "What is missing");
            case NOTE_CHANGE -> {
                var held = new LinkedHashMap<String, String>();
                held.put("true", "It held");
                held.put("false", "It slipped, and the repair starts over");
                form.choice("held", "Did the change hold?", held, "", null)
                        .optionalDate(
                                "observedOn", "On which day?", pair.today().toString(), null)
                        .optionalWords("text", "What did you see, if you like to say?");
            }
            case LET_GO -> form.optionalWords("reason", "Why, if you like");
            case REOPEN -> form.words("reason", "How it is");
            case MARK_REPAIRED -> {}
        }
    }

    @Override
    public String button(OfferedAct act) {
        return switch (act.kind()) {
            case RuptureActKind.OFFER_REPAIR -> "Offer it";
            case RuptureActKind.ACCEPT_REPAIR, RuptureActKind.MARK_REPAIRED -> title(act);
            case ConcernActKind.SETTLE,
                    PrivateActKind.SHARE,
                    PrivateActKind.CLOSE,
                    NoteActKind.UNFLAG,
                    TopicActKind.DISCUSS -> title(act);
            default -> "Record it";
        };
    }

    @Override
    public String title(OfferedAct act) {
        return act.onBehalf() ? forAbsent(act.kind()) : forOneself(act.kind());
    }

    private String forOneself(ActKind act) {
        return switch (act) {
            case FeedbackActKind.HEAR -> alreadyHeard() ? "It landed differently" : "Say how it landed";
            case ConcernActKind kind ->
                switch (kind) {
                    case HEAR -> "I hear it";
                    case ANSWER -> "Answer";
                    case SETTLE -> isSettled() ? "Yes, it is settled" : "That settles it";
                    case REOPEN -> "It is still open";
                    case WITHDRAW -> "Take it back";
                };
            case RuptureActKind kind ->
                switch (kind) {
                    case DESCRIBE_IMPACT -> "Say what it did to me";
                    case DISPUTE -> "I see it differently";
                    case OFFER_REPAIR -> "Own it and offer a repair";
                    case ACCEPT_REPAIR -> "Accept the repair";
                    case DECLINE_REPAIR -> "Not like this";
                    case NOTE_CHANGE -> "Note how the change goes";
                    case MARK_REPAIRED -> is(Rupture.Stage.REPAIRED) ? "Yes, it is mended" : "It is mended";
                    case LET_GO -> is(Rupture.Stage.LET_GO) ? "Yes, I let it go" : "Let it go";
                    case REOPEN -> reopen();
                };
            case TopicActKind kind ->
                switch (kind) {
                    case DISCUSS -> "We talked about it";
                    case DROP -> "Drop it";
                };
            case NoteActKind.UNFLAG -> "Done with it";
            case PrivateActKind.SHARE -> "Name it to " + pair.other();
            case PrivateActKind.CLOSE -> close();
            default -> throw new IllegalStateException("no such act");
        };
    }

    private boolean is(Rupture.Stage stage) {
        return entry.state() instanceof Rupture rupture && rupture.stage() == stage;
    }

    private String reopen() {
        if (is(Rupture.Stage.LET_GO)) {
            return "I did not let it go";
        }
        return is(Rupture.Stage.REPAIRED) ? "It is not mended" : "I did not accept this";
    }

    private boolean isSettled() {
        return entry.state() instanceof Concern concern && concern.status() == Concern.Status.SETTLED;
    }

    private boolean alreadyHeard() {
        return entry.state() instanceof Feedback feedback && feedback.landing() != null;
    }

    private String close() {
        var kind = ((PrivateEntry) entry.state()).kind();
        return kind == PrivateKind.RUPTURE ? "Let it be" : "Done with it";
    }

    private String forAbsent(ActKind act) {
        var name = pair.other();
        return switch (act) {
            case FeedbackActKind.HEAR -> name + " says how it landed";
            case ConcernActKind kind ->
                switch (kind) {
                    case HEAR -> name + " hears it";
                    case ANSWER -> name + " answers";
                    case SETTLE -> name + " says that it is settled";
                    case REOPEN -> name + " says that it is still open";
                    case WITHDRAW -> name + " takes it back";
                };
            case RuptureActKind kind ->
                switch (kind) {
                    case DESCRIBE_IMPACT -> name + " says what it did";
                    case DISPUTE -> name + " sees it differently";
                    case OFFER_REPAIR -> name + " owns it and offers a repair";
                    case ACCEPT_REPAIR -> name + " accepts the repair";
                    case DECLINE_REPAIR -> name + " does not accept it like this";
                    case NOTE_CHANGE -> name + " notes how the change goes";
                    case MARK_REPAIRED -> name + " says that it is mended";
                    case LET_GO -> name + " lets it go";
                    case REOPEN -> name + " opens it again";
                };
            case TopicActKind kind ->
                switch (kind) {
                    case DISCUSS -> name + " says you talked about it";
                    case DROP -> name + " drops it";
                };
            case NoteActKind.UNFLAG -> name + " is done with it";
            default -> Objects.requireNonNull(act.name());
        };
    }

    @Override
    public String toString() {
        return "EntryActs[•]";
    }
}
