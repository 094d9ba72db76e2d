package rapport.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import rapport.doors.Collection;
import rapport.feedback.FeedbackKind;
import rapport.parties.EntryId;
import rapport.parties.Side;
import rapport.parties.Visibility;
import rapport.ruptures.RuptureKind;

/** The forms with which something new is recorded. */
record CreateForms(Pair pair, Visit visit, Back back) {

    private static final String ONCE_MORE = "By this it is noticed when the same happens again.";

    /** What tells the form for something new from the other forms of its page. */
    static String key(Collection collection) {
        return switch (collection) {
            case COMMITMENTS -> "make-promise";
            case FEEDBACK -> "give-feedback";
            case FEEDBACK_REQUESTS -> "ask-feedback";
            case CONCERNS -> "raise-concern";
            case RUPTURES -> "name-rupture";
            case TOPICS -> "raise-topic";
            case NOTES -> "take-note";
        };
    }

    /** Likewise where it answers an entry, or is about one. */
    static String key(Collection collection, String entry, boolean onBehalf) {
        return key(collection) + (onBehalf ? "-for-" : "-on-") + entry;
    }

    static List<String> keys() {
        return Stream.of(Collection.values()).map(CreateForms::key).toList();
    }

    /** Everything that can be recorded out of nothing. */
    ActsView all() {
        var forms = List.of(promise(), feedback(), request(), concern(), rupture(), topic(), note());
        return new ActsView("record", forms, List.of(), "", false);
    }

    private FormBuilder form(Collection collection, String key) {
        return new FormBuilder(key, Addressed.all(pair.card().id(), collection), visit)
                .hidden("back", back.word())
                .id(UUID.randomUUID().toString());
    }

    private FormView build(FormBuilder form, String title, String button, boolean main) {
        return build(form, "", title, button, main);
    }

    private FormView build(FormBuilder form, String only, String title, String button, boolean main) {
        if (!pair.otherHasJoined()) {
            form.tick("onBehalfOf", "Record it in " + pair.other() + "’s name, who has not joined yet" + only);
        }
        return form.build(title, button, main);
    }

    private FormView promise() {
        var promisors = new LinkedHashMap<String, String>();
        promisors.put(pair.own().name(), "I promise " + pair.other());
        promisors.put(pair.own().other().name(), pair.other() + " promises me");
        var form = form(Collection.COMMITMENTS, key(Collection.COMMITMENTS))
                .choice("promisor", "Who promises", promisors)
                .words("text", "What")
                .date("dueOn", "By when", "")
                .optionalWords("plan", "How it will be done, if there is a plan")
                .optionalDate("madeOn", "Said on", "", "Only if it was said before today.");
        return build(form, "Record a promise", "Record the promise", true);
    }

    private FormView feedback() {
        return build(
                told(form(Collection.FEEDBACK, key(Collection.FEEDBACK))), "Give feedback", "Give the feedback", false);
    }

    private static FormBuilder told(FormBuilder form) {
        var kinds = new LinkedHashMap<String, String>();
        kinds.put(FeedbackKind.APPRECIATION.name(), "Appreciation: this was good, and why");
        kinds.put(FeedbackKind.GUIDANCE.name(), "Guidance: this could be better, and how");
        return form.choice("kind", "What it is for", kinds)
                .optionalWords("situation", "When and where it was, if it is about something particular")
                .words("text", "What you want to say");
    }

    private FormView request() {
        var form = form(Collection.FEEDBACK_REQUESTS, key(Collection.FEEDBACK_REQUESTS))
                .words("about", "What you would like to hear about");
        return build(form, "Ask for feedback", "Ask " + pair.other(), false);
    }

    private FormView concern() {
        var form = form(Collection.CONCERNS, key(Collection.CONCERNS))
                .words("text", "What weighs on you", "", pair.other() + " sees it at once, and owes an answer.");
        return build(form, "Raise a concern", "Raise it", false);
    }

    private FormView rupture() {
        var form = happened(form(Collection.RUPTURES, key(Collection.RUPTURES)))
                .choice("causedBy", "Who caused it", causes())
                // Whoever is in a hurry claims nothing.
                .select("kind", "What comes closest", kinds(), RuptureKind.OTHER.name(), ONCE_MORE);
        return strain(form, "Name a strain");
    }

    private Map<String, String> causes() {
        var causes = new LinkedHashMap<String, String>();
        causes.put(pair.own().name(), "I did");
        causes.put(pair.own().other().name(), pair.other() + " did");
        return causes;
    }

    private static Map<String, String> kinds() {
        var kinds = new LinkedHashMap<String, String>();
        Stream.of(RuptureKind.values()).forEach(kind -> kinds.put(kind.name(), Spoken.kind(kind)));
        return kinds;
    }

    // First the moment itself, as one remembers it; everything else is about it.
    private static FormBuilder happened(FormBuilder form) {
        return form.words("text", "What happened", "", "What was said or done, as a camera would have seen it.");
    }

    private FormView strain(FormBuilder form, String title) {
        form.date("occurredOn", "When", pair.today().toString())
                .choice(
                        "visibility",
                        "Who sees it",
                        audiences(),
                        Visibility.PRIVATE.name(),
                        "It stays in your own notebook until you name it to " + pair.other() + ".");
        return build(form, "; then " + pair.other() + " sees it too", title, "Record it", false);
    }

    private Map<String, String> audiences() {
        var audiences = new LinkedHashMap<String, String>();
        audiences.put(Visibility.PRIVATE.name(), "Only I");
        audiences.put(Visibility.SHARED.name(), "Both of us");
        return audiences;
    }

    private FormView topic() {
        var form = form(Collection.TOPICS, key(Collection.TOPICS))
                .words("text", "What to talk about")
                .choice("visibility", "Who sees it", audiences(), Visibility.SHARED.name(), null);
        return build(form, "; then " + pair.other() + " sees it too", "Add a topic", "Add it", false);
    }

    private FormView note() {
        var form = form(Collection.NOTES, key(Collection.NOTES))
                .words("text", "What to remember")
                .choice("visibility", "Who sees it", audiences(), Visibility.PRIVATE.name(), null)
                .tick("flagged", "Show it again before the next 1:1");
        return build(form, "; then " + pair.other() + " sees it too", "Take a note", "Keep it", false);
    }

    /** Feedback in answer to a request. */
    FormView answerTo(EntryId request, boolean onBehalf) {
        var form = told(form(Collection.FEEDBACK, key(Collection.FEEDBACK, request.toString(), onBehalf))
                .hidden("answers", request.toString()));
        if (onBehalf) {
            form.hidden("onBehalfOf", "true");
        } else {
            form.letter(Letters.FEEDBACK);
        }
        return form.build(
                onBehalf ? pair.other() + " gives the feedback" : "Give the feedback", "Give the feedback", !onBehalf);
    }

    /** That a promise strained the two; a broken one is its promisor's doing. */
    FormView strainedByPromise(EntryId promise, Side promisor) {
        var form = happened(about(promise))
                .hidden("causedBy", promisor.name())
                .hidden("kind", RuptureKind.BROKEN_PROMISE.name());
        return strain(form.letter(Letters.STRAINED), "This strained us");
    }

    /** That a piece of feedback did. */
    FormView strainedByFeedback(EntryId feedback, Side giver) {
        var form = happened(about(feedback))
                .choice("causedBy", "Who caused it", causes(), giver.name(), null)
                .select("kind", "What comes closest", kinds(), RuptureKind.FEEDBACK_LANDED_HARD.name(), ONCE_MORE);
        return strain(form.letter(Letters.STRAINED), "This strained us");
    }

    private FormBuilder about(EntryId entry) {
        return form(Collection.RUPTURES, key(Collection.RUPTURES, entry.toString(), false))
                .hidden("about", entry.toString());
    }

    @Override
    public String toString() {
        return "CreateForms[•]";
    }
}
