package rapport.demo;

import static rapport.demo.Doors.filled;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rapport.commitments.CommitmentActKind;
import rapport.concerns.ConcernActKind;
import rapport.corrections.CorrectionActKind;
import rapport.doors.Collection;
import rapport.feedback.FeedbackActKind;
import rapport.feedback.FeedbackKind;
import rapport.feedback.Landing;
import rapport.meetings.NoteActKind;
import rapport.meetings.TopicActKind;
import rapport.notebooks.PrivateActKind;
import rapport.parties.ActKind;
import rapport.parties.Side;
import rapport.parties.Visibility;
import rapport.ruptures.RuptureActKind;
import rapport.ruptures.RuptureKind;

/**
 * What one of the two says and does, on the day that the story has come to.
 *
 * @param absent true if the other one says it in their name
 */
record Voice(Pair us, Side side, boolean absent) {

    // --- promises -------------------------------------------------------------------------------------------------

    Thing promises(String text, LocalDate by) {
        return promises(text, null, by);
    }

    Thing promises(String text, @Nullable String plan, LocalDate by) {
        return create(Collection.COMMITMENTS, with("promisor", side, "text", text, "plan", plan, "dueOn", by));
    }

    /** Records what the other one has promised. */
    Thing wasPromised(String text, LocalDate by) {
        return create(Collection.COMMITMENTS, with("promisor", side.other(), "text", text, "dueOn", by));
    }

    void keeps(Thing promise, @Nullable String delivered) {
        act(promise, CommitmentActKind.KEEP, with("delivered", delivered));
    }

    void confirms(Thing promise) {
        act(promise, CommitmentActKind.CONFIRM, Map.of());
    }

    void disputesKeeping(Thing promise, String reason) {
        act(promise, CommitmentActKind.DISPUTE, with("reason", reason));
    }

    void misses(Thing promise, String reason) {
        act(promise, CommitmentActKind.MISS, with("reason", reason));
    }

    void releases(Thing promise, String reason) {
        act(promise, CommitmentActKind.RELEASE, with("reason", reason));
    }

    void withdraws(Thing promise, String reason) {
        act(promise, CommitmentActKind.WITHDRAW, with("reason", reason));
    }

    void declines(Thing promise, String reason) {
        act(promise, CommitmentActKind.DECLINE, with("reason", reason));
    }

    void proposesDate(Thing promise, LocalDate date, String reason) {
        act(promise, CommitmentActKind.PROPOSE_DATE, with("dueOn", date, "reason", reason));
    }

    void agreesToDate(Thing promise) {
        act(promise, CommitmentActKind.ACCEPT_DATE, Map.of());
    }

    void holdsToDate(Thing promise, String reason) {
        act(promise, CommitmentActKind.REFUSE_DATE, with("reason", reason));
    }

    // --- feedback -------------------------------------------------------------------------------------------------

    Thing appreciates(String text, @Nullable String situation) {
        return feedback(FeedbackKind.APPRECIATION, text, situation, null);
    }

    Thing guides(String text, @Nullable String situation) {
        return feedback(FeedbackKind.GUIDANCE, text, situation, null);
    }

    Thing asksForFeedback(String about) {
        return create(Collection.FEEDBACK_REQUESTS, with("about", about));
    }

    Thing answersWithFeedback(Thing request, FeedbackKind kind, String text) {
        return feedback(kind, text, null, request);
    }

    private Thing feedback(FeedbackKind kind, String text, @Nullable String situation, @Nullable Thing answers) {
        return create(
                Collection.FEEDBACK,
                with(
                        "kind",
                        kind,
                        "text",
                        text,
                        "situation",
                        situation,
                        "answers",
                        answers == null ? null : answers.id().get()));
    }

    void hears(Thing feedback, Landing landed, @Nullable String text) {
        act(feedback, FeedbackActKind.HEAR, with("landed", landed, "text", text));
    }

    // --- concerns -------------------------------------------------------------------------------------------------

    Thing worries(String text) {
        return create(Collection.CONCERNS, with("text", text));
    }

    void hearsOut(Thing concern, @Nullable String text) {
        act(concern, ConcernActKind.HEAR, with("text", text));
    }

    void answers(Thing concern, String text) {
        act(concern, ConcernActKind.ANSWER, with("text", text));
    }

    Thing answersWithPromise(Thing concern, String text, String promise, LocalDate by) {
        var made = us.newThing(Collection.COMMITMENTS);
        act(
                concern,
                ConcernActKind.ANSWER,
                with(
                        "text",
                        text,
                        "commitment.id",
                        made.id().get(),
                        "commitment.text",
                        promise,
                        "commitment.dueOn",
                        by));
        return made;
    }

    void settles(Thing concern) {
        act(concern, ConcernActKind.SETTLE, Map.of());
    }

    void reopens(Thing concern, String reason) {
        act(concern, ConcernActKind.REOPEN, with("reason", reason));
    }

    void takesBack(Thing concern, String reason) {
        act(concern, ConcernActKind.WITHDRAW, with("reason", reason));
    }

    // --- ruptures -------------------------------------------------------------------------------------------------

    /** Names what the other one did, for both to see. */
    Thing names(RuptureKind kind, String text) {
        return rupture(kind, text, side.other(), Visibility.SHARED, null);
    }

    Thing names(RuptureKind kind, String text, Thing about) {
        return rupture(kind, text, side.other(), Visibility.SHARED, about);
    }

    /** Owns up to something before being told. */
    Thing ownsUpTo(RuptureKind kind, String text) {
        return rupture(kind, text, side, Visibility.SHARED, null);
    }

    /** Keeps what the other one did to the own notebook. */
    Thing keepsToSelf(RuptureKind kind, String text) {
        return rupture(kind, text, side.other(), Visibility.PRIVATE, null);
    }

    private Thing rupture(RuptureKind kind, String text, Side causedBy, Visibility visibility, @Nullable Thing about) {
        return create(
                Collection.RUPTURES,
                with(
                        "causedBy",
                        causedBy,
                        "kind",
                        kind,
                        "text",
                        text,
                        "occurredOn",
                        us.today(),
                        "visibility",
                        visibility,
                        "about",
                        about == null ? null : about.id().get()));
    }

    void shares(Thing rupture) {
        act(rupture, PrivateActKind.SHARE, Map.of());
    }

    void describesImpact(Thing rupture, String text) {
        act(rupture, RuptureActKind.DESCRIBE_IMPACT, with("text", text));
    }

    void seesItDifferently(Thing rupture, String text) {
        act(rupture, RuptureActKind.DISPUTE, with("text", text));
    }

    void offersRepair(Thing rupture, String owned, String change, LocalDate by) {
        act(rupture, RuptureActKind.OFFER_REPAIR, with("owned", owned, "change", change, "dueOn", by));
    }

    void acceptsRepair(Thing rupture, @Nullable String text) {
        act(rupture, RuptureActKind.ACCEPT_REPAIR, with("text", text));
    }

    void declinesRepair(Thing rupture, String missing) {
        act(rupture, RuptureActKind.DECLINE_REPAIR, with("missing", missing));
    }

    void sawItHold(Thing rupture, @Nullable String text) {
        act(rupture, RuptureActKind.NOTE_CHANGE, with("held", true, "text", text));
    }

    void sawItSlip(Thing rupture, @Nullable String text) {
        act(rupture, RuptureActKind.NOTE_CHANGE, with("held", false, "text", text));
    }

    void callsItMended(Thing rupture) {
        act(rupture, RuptureActKind.MARK_REPAIRED, Map.of());
    }

    void letsGo(Thing rupture, @Nullable String reason) {
        act(rupture, RuptureActKind.LET_GO, with("reason", reason));
    }

    // --- topics, notes, trust -------------------------------------------------------------------------------------

    Thing raises(String topic) {
        return create(Collection.TOPICS, with("text", topic));
    }

    Thing meansToRaise(String topic) {
        return create(Collection.TOPICS, with("text", topic, "visibility", Visibility.PRIVATE));
    }

    void hasTalkedAbout(Thing topic) {
        act(topic, TopicActKind.DISCUSS, Map.of());
    }

    void drops(Thing topic, String reason) {
        act(topic, TopicActKind.DROP, with("reason", reason));
    }

    Thing notesForBoth(String text, boolean flagged) {
        return create(Collection.NOTES, with("text", text, "visibility", Visibility.SHARED, "flagged", flagged));
    }

    Thing notesForSelf(String text, boolean flagged) {
        return create(Collection.NOTES, with("text", text, "visibility", Visibility.PRIVATE, "flagged", flagged));
    }

    void putsAway(Thing note) {
        act(note, NoteActKind.UNFLAG, Map.of());
    }

    /** How far they trust the other, and how far they guess that the other trusts them: 1 to 5. */
    void trusts(int own, int guessOfOther) {
        happens(() -> us.story()
                .doors()
                .acts()
                .noteTrust(actor(), us.id(), filled(with("own", own, "guessOfOther", guessOfOther))));
    }

    // --- corrections ----------------------------------------------------------------------------------------------

    void rewords(Thing thing, String text, String reason) {
        correct(thing, CorrectionActKind.REWORD, with("text", text, "reason", reason));
    }

    void takesOut(Thing thing, String reason) {
        correct(thing, CorrectionActKind.RETRACT, with("reason", reason));
    }

    private void correct(Thing thing, CorrectionActKind kind, Map<String, String> fields) {
        happens(() -> us.story().doors().acts().correct(actor(), us.id(), thing.entry(), kind, filled(fields)));
    }

    // --- doing ----------------------------------------------------------------------------------------------------

    private Thing create(Collection kind, Map<String, String> fields) {
        var thing = us.newThing(kind);
        happens(() -> {
            var all = spoken(fields);
            all.put("id", thing.id().get().toString());
            us.story().doors().acts().create(actor(), us.id(), kind, filled(all));
        });
        return thing;
    }

    private void act(Thing thing, ActKind act, Map<String, String> fields) {
        happens(() -> us.story().doors().acts().act(actor(), us.id(), thing.entry(), act, filled(spoken(fields))));
    }

    private void happens(Runnable deed) {
        us.happens(deed);
    }

    private rapport.parties.Actor actor() {
        return us.story().actor(us.person(absent ? side.other() : side));
    }

    private Map<String, String> spoken(Map<String, String> fields) {
        var all = new LinkedHashMap<>(fields);
        if (absent) {
            all.put("onBehalfOf", "true");
        }
        return all;
    }

    // Names and values in turns; without a value the field is left out.
    private static Map<String, String> with(@Nullable Object... namesAndValues) {
        var fields = new LinkedHashMap<String, String>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            var value = namesAndValues[i + 1];
            if (value != null) {
                fields.put(String.valueOf(namesAndValues[i]), value.toString());
            }
        }
        return fields;
    }
}
