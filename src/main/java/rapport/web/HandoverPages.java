package rapport.web;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.briefing.Entry;
import rapport.briefing.Promise;
import rapport.concerns.Concern;
import rapport.doors.Fields;
import rapport.doors.HandingOver;
import rapport.doors.HandingOver.Anew;
import rapport.doors.HandingOver.Choice;
import rapport.doors.HandingOver.Fate;
import rapport.doors.HandingOver.Offer;
import rapport.doors.InvalidInput;
import rapport.feedback.FeedbackRequest;
import rapport.parties.Side;
import rapport.parties.Viewer;
import rapport.ruptures.Rupture;
import rapport.web.HandoverPage.Choosing;
import rapport.web.HandoverPage.Chosen;
import rapport.web.HandoverPage.Looking;
import rapport.web.HandoverPage.Seen;
import rapport.web.HandoverPage.Stage;
import rapport.web.HandoverWalk.Group;
import rapport.web.HandoverWalk.Step;
import rapport.words.Sealed;
import rapport.words.Vault;

/** Makes the pages on which a report chooses what goes with them, a few things at a time. */
@Component
class HandoverPages {

    static final String FORM = "handover";
    static final String DONE_FORM = FORM + "-done";

    private static final int LONGEST_EXCERPT = 200;
    private static final int DAYS_AHEAD = 7;

    private final HandingOver handingOver;
    private final Frames frames;
    private final Vault vault;
    private final Clock clock;

    HandoverPages(HandingOver handingOver, Frames frames, Vault vault, Clock clock) {
        this.handingOver = handingOver;
        this.frames = frames;
        this.vault = vault;
        this.clock = clock;
    }

    /** A page about what is offered, with what was typed so far. */
    private record Scene(Visit visit, Offer offer, Pair pair, HandoverWalk walk, Map<String, String> kept) {

        String kept(String name, String otherwise) {
            return kept.getOrDefault(name, otherwise);
        }

        @Override
        public String toString() {
            return "Scene[•]";
        }
    }

    private Scene scene(Visit visit, Offer offer) {
        var id = offer.from().id();
        return new Scene(visit, offer, pair(offer), HandoverWalk.through(offer), handingOver.kept(visit.viewer(), id));
    }

    private Pair pair(Offer offer) {
        var card = offer.from();
        return Pair.of(card, new Viewer.Party(Side.REPORT), frames.namesOf(List.of(card)), card.dayOf(clock.instant()));
    }

    // --- once it is done ------------------------------------------------------------------------------------------

    /** That it is done, and where they went on. */
    HandoverPage done(Visit visit, Offer offer) {
        var pair = pair(offer);
        return new HandoverPage(
                frame(visit, pair),
                pair.other(),
                pair.address(),
                new Link("main", "Go on where you are now", Addressed.brief(Objects.requireNonNull(offer.onward()))),
                List.of(),
                null,
                List.of(),
                null);
    }

    private Frame frame(Visit visit, Pair pair) {
        return frames.within(visit, "Another manager · " + pair.other(), pair);
    }

    // --- choosing -------------------------------------------------------------------------------------------------

    HandoverPage choosing(Visit visit, Offer offer, Step step) {
        var scene = scene(visit, offer);
        var pair = scene.pair();
        var walk = scene.walk();
        return new HandoverPage(
                frame(visit, pair),
                pair.other(),
                pair.address(),
                null,
                stages(scene, step.group(), false),
                new Choosing(
                        "Step " + (walk.steps().indexOf(step) + 1) + " of "
                                + (walk.steps().size() + 1),
                        title(step),
                        step.group() == null ? beginning(scene) : lead(scene, step.group()),
                        form(scene, step),
                        step.group() == null),
                step.group() == null
                        ? ZoneId.getAvailableZoneIds().stream().sorted().toList()
                        : List.of(),
                null);
    }

    private static String title(Step step) {
        var group = step.group();
        if (group == null) {
            return "Your new manager";
        }
        return group.title() + (step.of() == 1 ? "" : ", " + step.number() + " of " + step.of());
    }

    private static List<Stage> stages(Scene scene, @Nullable Group current, boolean looking) {
        var walk = scene.walk();
        var stages = new ArrayList<Stage>();
        stages.add(new Stage(
                "Your new manager",
                scene.kept().containsKey("reason")
                                || scene.kept().containsKey("to")
                                || scene.kept().containsKey("zone")
                        ? "answered"
                        : "",
                walk.address(walk.steps().getFirst()),
                !looking && current == null));
        for (var group : Group.values()) {
            var steps = walk.of(group);
            if (!steps.isEmpty()) {
                var all = steps.stream()
                        .flatMap(step -> step.decisions().stream())
                        .toList();
                var decided = all.stream().filter(scene.kept()::containsKey).count();
                stages.add(new Stage(
                        group.title(),
                        decided + " of " + all.size() + " decided",
                        walk.address(steps.getFirst()),
                        !looking && group == current));
            }
        }
        stages.add(new Stage("Look at all of it", "", walk.look(), looking));
        return List.copyOf(stages);
    }

    private static List<String> beginning(Scene scene) {
        var other = scene.pair().other();
        var open = scene.walk().steps().stream()
                .mapToInt(step -> step.decisions().size())
                .sum();
        return List.of(
                "What stands between you and " + other
                        + " stays here, and you both go on reading it. Only what you choose"
                        + " is told to your new manager, in your own words; your notebook is not touched at all.",
                open == 0
                        ? "Nothing is open between you two, so there is only this to say. You look at it once more before"
                                + " anything is done."
                        : Counts.of(open, "thing is", "things are")
                                + " open between you two. You decide on each, a few at a time, and look at all of it once"
                                + " more before anything is done. What you choose on the way is kept for you alone, so you"
                                + " can stop and come back.");
    }

    private static List<String> lead(Scene scene, Group group) {
        var other = scene.pair().other();
        var count = scene.walk().of(group).stream()
                .mapToInt(one -> one.decisions().size())
                .sum();
        return switch (group) {
            case PROMISED_TO_YOU ->
                List.of(
                        Counts.of(count, "promise", "promises") + " of " + other + " to you "
                                + (count == 1 ? "is" : "are") + " open.",
                        "What goes along, your new manager may still decline: somebody else promised it.");
            case PROMISED_BY_YOU ->
                List.of(
                        Counts.of(count, "promise", "promises") + " of yours to " + other + " "
                                + (count == 1 ? "is" : "are") + " open.",
                        "What goes along, you promise anew; what stays is still owed to " + other + ".");
            case CONCERNS, STRAINS, TOPICS ->
                List.of(
                        Counts.of(count, "thing", "things") + " of this kind " + (count == 1 ? "is" : "are") + " open.",
                        (count == 1 ? "It" : "Each") + " stays here unless you say that it goes along.");
        };
    }

    private FormView form(Scene scene, Step step) {
        var form =
                new FormBuilder(FORM, Addressed.handover(scene.offer().from().id()) + "/" + step.path(), scene.visit());
        if (step.group() == null) {
            manager(form, scene);
            reason(form, scene);
        }
        step.promises().forEach(promise -> promise(form, scene, promise));
        step.entries().forEach(entry -> entry(form, scene, entry));
        return form.build("What goes with you", "Next", true);
    }

    private void manager(FormBuilder form, Scene scene) {
        var others = scene.offer().others();
        if (!others.isEmpty()) {
            var names = frames.namesOf(others);
            var choices = new LinkedHashMap<String, String>();
            others.forEach(card -> choices.put(
                    card.id().toString(), names.getOrDefault(card.parties().manager(), Frames.NAMELESS)));
            choices.put("new", "Somebody who is not here yet");
            form.choice("to", "Who is your new manager?", choices, scene.kept("to", ""), null);
        }
        form.optionalLine(
                        "manager.name",
                        others.isEmpty() ? "Your new manager’s name" : "Their name, if they are not here yet",
                        scene.kept("manager.name", ""))
                .email("manager.email", "Their e-mail address, if you like", "off", scene.kept("manager.email", ""))
                .zone(
                        "zone",
                        "Time zone",
                        scene.kept("zone", scene.offer().from().zone().getId()),
                        "Where you meet; it says when a day ends.");
    }

    private static void reason(FormBuilder form, Scene scene) {
        var other = scene.pair().other();
        if (!scene.offer().from().hasEnded()) {
            form.words(
                    "reason",
                    "Why it ends with " + other,
                    scene.kept("reason", "I have another manager from now on."),
                    other + " reads this; your new manager does not.");
        }
    }

    private void promise(FormBuilder form, Scene scene, Promise promise) {
        var offer = scene.offer();
        var pair = scene.pair();
        var commitment = promise.commitment();
        var key = commitment.id().toString();
        var fates = new LinkedHashMap<String, String>();
        fates.put(Fate.CARRIED.name(), "It goes along: your new manager sees it");
        if (commitment.promisee() == Side.REPORT && !offer.from().hasEnded()) {
            fates.put(Fate.RELEASED.name(), "You release " + pair.other() + " from it");
        }
        fates.put(Fate.LEFT.name(), "It stays here, as it is");
        var own = commitment.made().by().person().equals(scene.visit().viewer());
        var words = words(offer, promise.text());
        var dueOn = commitment.dueOn();
        var day = (dueOn.isBefore(offer.today()) ? offer.today().plusDays(DAYS_AHEAD) : dueOn).toString();
        form.choice(
                        "promises." + key,
                        "“" + excerpt(words) + "” (due " + pair.day(dueOn) + ")",
                        fates,
                        scene.kept("promises." + key, ""),
                        null)
                .optionalWords(
                        "texts." + key, "What your new manager reads", scene.kept("texts." + key, own ? words : ""))
                .optionalDate("dates." + key, "Due on", scene.kept("dates." + key, day), null);
    }

    private void entry(FormBuilder form, Scene scene, Entry entry) {
        var own = entry.corrections().author().person().equals(scene.visit().viewer());
        var words = words(scene.offer(), entry.text());
        var choices = new LinkedHashMap<String, String>();
        choices.put("false", "It stays here");
        choices.put(
                "true",
                switch (Anew.of(entry)) {
                    case CONCERN -> "It goes along, as a concern that your new manager answers";
                    case FEEDBACK_REQUEST -> "It goes along: you ask your new manager for it";
                    case TOPIC -> "It goes along, as something to talk about";
                });
        form.choice(
                        "shown." + entry.id(),
                        what(scene.pair(), entry) + ": “" + excerpt(words) + "”",
                        choices,
                        scene.kept("shown." + entry.id(), "false"),
                        null)
                .optionalWords(
                        "texts." + entry.id(),
                        "What your new manager reads",
                        scene.kept("texts." + entry.id(), own ? words : ""));
    }

    private static String what(Pair pair, Entry entry) {
        return switch (entry.state()) {
            case Concern concern -> pair.whoseFirst(concern.raiser()) + " concern";
            case FeedbackRequest request ->
                pair.whoseFirst(request.requested().by().side()) + " request for feedback";
            case Rupture _ -> "A strain";
            default -> "A topic";
        };
    }

    private String words(Offer offer, Sealed words) {
        return vault.open(offer.from().id().value(), words).shown();
    }

    private static String excerpt(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_EXCERPT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_EXCERPT)).strip() + "…";
    }

    // --- looking at it once more ----------------------------------------------------------------------------------

    /** All that was chosen so far: exactly what would be done, or where something is missing. */
    HandoverPage looking(Visit visit, Offer offer) {
        var scene = scene(visit, offer);
        var pair = scene.pair();
        var walk = scene.walk();
        var missing = new ArrayList<Link>();
        Chosen chosen = null;
        try {
            chosen = chosen(
                    scene, handingOver.choice(visit.viewer(), offer.from().id(), fields(scene)));
        } catch (InvalidInput invalid) {
            for (var step : walk.steps()) {
                if (isTouched(step, invalid.errors())) {
                    missing.add(new Link("", title(step), walk.address(step)));
                }
            }
        }
        var attempt = visit.attempt();
        return new HandoverPage(
                frame(visit, pair),
                pair.other(),
                pair.address(),
                null,
                stages(scene, null, true),
                null,
                List.of(),
                new Looking(
                        List.copyOf(missing),
                        chosen,
                        attempt.isOf(DONE_FORM) ? refused(attempt) : null,
                        walk.address(walk.steps().getLast()),
                        new FormBuilder(
                                        FORM + "-forget",
                                        Addressed.handover(offer.from().id()) + "/forget",
                                        visit)
                                .build("Forget what I chose", "Forget what I chose", false)));
    }

    private static String refused(Attempt attempt) {
        var sentence = attempt.sentence();
        return attempt.rule() == null || sentence == null
                ? "Something is missing, or has changed since you looked at it. Nothing was done; please look once more."
                : sentence + " Nothing was done.";
    }

    private static Fields fields(Scene scene) {
        var parameters = new HashMap<String, String[]>();
        scene.kept().forEach((name, value) -> parameters.put(name, new String[] {value}));
        return Fields.ofForm(parameters);
    }

    private static boolean isTouched(Step step, Map<String, String> errors) {
        var items = step.part().items();
        return errors.keySet().stream().anyMatch(name -> {
            var dot = name.lastIndexOf('.');
            var of = dot < 0 ? "" : name.substring(dot + 1);
            return step.group() == null
                    ? List.of("to", "manager.name", "manager.email", "zone", "reason")
                            .contains(name)
                    : items.stream().anyMatch(item -> item.toString().equals(of));
        });
    }

    private Chosen chosen(Scene scene, Choice choice) {
        var confirm = new FormBuilder(
                DONE_FORM,
                Addressed.handover(scene.offer().from().id()),
                scene.visit().after(Attempt.NONE));
        // What was looked at is what is done, whatever another window keeps in between.
        scene.kept().forEach((name, value) -> {
            if (isNeeded(scene, name)) {
                confirm.hidden(name, value);
            }
        });
        confirm.hidden("id", UUID.randomUUID().toString());
        var reason = choice.reason();
        return new Chosen(
                manager(choice),
                seen(scene.pair(), choice),
                kept(scene.offer(), scene.pair(), choice),
                reason == null ? null : reason.text(),
                confirm.build("Hand over", "Hand over to " + manager(choice), true));
    }

    // The words of what stays here are not even carried along.
    private static boolean isNeeded(Scene scene, String name) {
        var of = name.substring(name.indexOf('.') + 1);
        return !(name.startsWith("texts.") || name.startsWith("dates."))
                || scene.kept("promises." + of, "").equals(Fate.CARRIED.name())
                || scene.kept("shown." + of, "").equals("true");
    }

    private String manager(Choice choice) {
        var onward = choice.onward();
        var manager = choice.manager();
        return onward != null
                ? frames.nameOf(onward.parties().manager())
                : manager == null ? Frames.NAMELESS : manager.name();
    }

    private static List<Seen> seen(Pair pair, Choice choice) {
        var seen = new ArrayList<Seen>();
        for (var one : choice.carried()) {
            var yours = one.promise().commitment().promisor() == Side.REPORT;
            seen.add(new Seen(
                    (yours ? "A promise of yours" : "A promise to you, which they may decline") + ", due "
                            + pair.day(one.dueOn()),
                    one.text().text()));
        }
        for (var one : choice.shown()) {
            seen.add(new Seen(
                    switch (Anew.of(one.entry())) {
                        case CONCERN -> "A concern of yours";
                        case FEEDBACK_REQUEST -> "A request for feedback";
                        case TOPIC -> "A topic";
                    },
                    one.text().text()));
        }
        return List.copyOf(seen);
    }

    private static List<String> kept(Offer offer, Pair pair, Choice choice) {
        var kept = new ArrayList<String>();
        if (!choice.released().isEmpty()) {
            kept.add("You release " + pair.other() + " from "
                    + Counts.of(choice.released().size(), "promise") + ".");
        }
        kept.add(pair.other() + " sees how many promises went along ("
                + choice.carried().size()
                + "), were released (" + choice.released().size() + ") and stay as they are ("
                + choice.left().size() + "); not which, and nothing else of your choice.");
        kept.add(
                offer.from().hasEnded()
                        ? "It has ended already, and stays as it is."
                        : "It ends today. Both of you can go on reading its history.");
        kept.add("What you did not choose stays where it is. Nothing of your notebook goes along.");
        return List.copyOf(kept);
    }
}
