package rapport.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.briefing.Briefing;
import rapport.briefing.PromiseLife;
import rapport.briefing.PromiseStep;
import rapport.commitments.Commitment;
import rapport.commitments.Commitment.Status;
import rapport.commitments.CommitmentEvent.RecordedBy;
import rapport.commitments.CommitmentId;
import rapport.parties.By;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.parties.Visibility;
import rapport.relationships.Relationships;
import rapport.shared.NotThere;

/** Makes the page of one promise. */
@Component
class PromisePages {

    private final Briefing briefing;
    private final Relationships relationships;
    private final Frames frames;
    private final Items items;
    private final Offers offers;
    private final Links links;
    private final Clock clock;

    PromisePages(
            Briefing briefing,
            Relationships relationships,
            Frames frames,
            Items items,
            Offers offers,
            Links links,
            Clock clock) {
        this.briefing = briefing;
        this.relationships = relationships;
        this.frames = frames;
        this.items = items;
        this.offers = offers;
        this.links = links;
        this.clock = clock;
    }

    PromisePage of(Visit visit, RelationshipId id, CommitmentId commitment) {
        var viewer = relationships.reading(visit.viewer(), id).viewer();
        var life = briefing.life(visit.viewer(), id, commitment);
        var card = life.relationship();
        var pair = Pair.of(card, viewer, frames.namesOf(List.of(card)), life.today());
        var promise = life.promise().commitment();
        var acts = pair.isReader() ? ActsView.NONE : offers.on(pair, life, visit);
        var words = items.shown(card, life.promise().text());
        var plan = promise.made().plan();
        return new PromisePage(
                frames.within(visit, "A promise · " + pair.title(), pair),
                pair.title(),
                pair.address(),
                Seam.of(promise, life.today()),
                words,
                plan == null ? null : items.shown(card, plan),
                state(pair, life),
                facts(pair, promise),
                Items.marks(Visibility.SHARED, life.promise().rewording() != null),
                move(pair, promise),
                isOwnMove(pair, promise),
                acts,
                CorrectionForms.of(
                        pair, commitment.entry(), words, briefing.correctionsOf(life, visit.viewer()), visit),
                links
                        .to(
                                visit.viewer(),
                                id,
                                "It is part of mending",
                                promise.made().repairs())
                        .stream()
                        .toList(),
                life.steps().stream().map(step -> step(pair, promise, step)).toList());
    }

    /** True if there is such a promise, and the viewer may see it. */
    boolean has(PersonId viewer, RelationshipId id, CommitmentId commitment) {
        try {
            return briefing.life(viewer, id, commitment)
                    .promise()
                    .commitment()
                    .id()
                    .equals(commitment);
        } catch (NotThere _) {
            return false;
        }
    }

    PromisesPage all(Visit visit, RelationshipId id) {
        var lives = briefing.promises(visit.viewer(), id);
        var reading = relationships.reading(visit.viewer(), id);
        var card = reading.card();
        var pair = Pair.of(card, reading.viewer(), frames.namesOf(List.of(card)), card.dayOf(clock.instant()));
        var promises = lives.stream()
                .map(life -> listed(pair, life, "", ActsView.NONE))
                .toList();
        return new PromisesPage(
                frames.within(visit, "All promises · " + pair.title(), pair),
                pair.title(),
                Addressed.brief(id),
                promises);
    }

    /** A promise in a list, whatever became of it. */
    ItemView listed(Pair pair, PromiseLife life, String with, ActsView acts) {
        return item(
                pair, life, with, state(pair, life), facts(pair, life.promise().commitment()), acts);
    }

    /** An open promise among others of its state, which say the rest. */
    ItemView waiting(Pair pair, PromiseLife life, String with, ActsView acts) {
        var facts = new ArrayList<String>();
        var lead = items.lead(pair, life, facts);
        return item(pair, life, with, lead, List.copyOf(facts), acts);
    }

    private ItemView item(Pair pair, PromiseLife life, String with, String lead, List<String> facts, ActsView acts) {
        var promise = life.promise().commitment();
        return new ItemView(
                Seam.of(promise, life.today()),
                with,
                items.shown(pair.card(), life.promise().text()),
                Addressed.promise(pair.card().id(), promise.id()),
                lead,
                facts,
                Items.marks(Visibility.SHARED, life.promise().rewording() != null),
                "",
                move(pair, promise),
                isOwnMove(pair, promise),
                acts);
    }

    /** What happened to a promise, for another page to show. */
    StoryPage story(Visit visit, RelationshipId id, CommitmentId commitment) {
        var viewer = relationships.reading(visit.viewer(), id).viewer();
        var life = briefing.life(visit.viewer(), id, commitment);
        var card = life.relationship();
        var pair = Pair.of(card, viewer, frames.namesOf(List.of(card)), life.today());
        var promise = life.promise().commitment();
        return StoryPage.of(
                items.shown(card, life.promise().text()),
                Addressed.promise(id, commitment),
                life.steps().stream().map(step -> step(pair, promise, step)).toList());
    }

    /** Where a promise stands, in a sentence or two. */
    static String state(Pair pair, PromiseLife life) {
        var promise = life.promise().commitment();
        return switch (promise.status()) {
            case OPEN -> (life.isBroken() ? broken(pair, promise) : open(pair, promise)) + dateBefore(pair, promise);
            case CLAIMED ->
                pair.says(promise.promisor()) + " it was kept"
                        + keptOn(pair, promise) + ". Whether it was is for " + pair.whom(promise.promisee())
                        + " to say." + dateBefore(pair, promise);
            case KEPT -> "Kept" + keptOn(pair, promise) + "." + unverified(pair, life);
            case RELEASED ->
                pair.who(promise.promisee()) + " let it go; nothing is owed any more." + unverified(pair, life);
            case WITHDRAWN -> pair.who(promise.promisor()) + " took it back before it was due.";
            case DECLINED -> pair.says(promise.promisor()) + " this was not promised.";
        };
    }

    private static String dateBefore(Pair pair, Commitment promise) {
        var before = promise.dueOnBefore();
        return before == null
                ? ""
                : " The new date was agreed to in " + pair.whose(promise.promisee()) + " name, before "
                        + (pair.isYou(promise.promisee()) ? "you" : "they")
                        + " had joined, so it has not been verified; before that, the promise was due "
                        + pair.day(before) + ".";
    }

    private static String broken(Pair pair, Commitment promise) {
        var miss = promise.miss();
        if (!promise.isPastDue(pair.today())) {
            return "Broken: recorded as missed" + (miss == null ? "" : " on " + pair.day(miss.on()))
                    + ". It can still be kept.";
        }
        return "Broken: " + Days.late(promise.dueOn(), pair.today()) + ", due " + pair.day(promise.dueOn())
                + ". It can still be kept late.";
    }

    private static String open(Pair pair, Commitment promise) {
        var due = "Open, due " + pair.day(promise.dueOn()) + ", " + Days.distance(promise.dueOn(), pair.today()) + ".";
        var proposed = promise.proposedDueOn();
        return proposed == null
                ? due
                : due + " " + pair.who(promise.promisor()) + " proposed " + pair.day(proposed)
                        + "; until that is agreed, the old date stands.";
    }

    private static String keptOn(Pair pair, Commitment promise) {
        var keptOn = promise.keptOn();
        if (keptOn == null) {
            return "";
        }
        return " on " + pair.day(keptOn) + (promise.isKeptLate() ? ", " + Days.late(promise.dueOn(), keptOn) : "");
    }

    private static String unverified(Pair pair, PromiseLife life) {
        return life.promise().unverified()
                ? " " + pair.who(life.promise().commitment().promisee())
                        + " had not joined when this was recorded, so it has not been verified."
                : "";
    }

    private static List<String> facts(Pair pair, Commitment promise) {
        var facts = new ArrayList<String>();
        facts.add(pair.who(promise.promisor()) + " to " + pair.whom(promise.promisee()));
        facts.add("promised " + pair.day(promise.made().madeOn()));
        if (promise.status() != Status.OPEN) {
            facts.add("was due " + pair.day(promise.dueOn()));
        }
        var miss = promise.miss();
        if (miss != null && promise.status() != Status.OPEN) {
            facts.add("missed first, on " + pair.day(miss.on()));
        } else if (miss != null && miss.recordedBy() == RecordedBy.PARTY) {
            facts.add("called missed on " + pair.day(miss.on()));
        }
        return List.copyOf(facts);
    }

    private static String move(Pair pair, Commitment promise) {
        return mover(pair, promise).map(side -> pair.whoseFirst(side) + " move").orElse("");
    }

    private static boolean isOwnMove(Pair pair, Commitment promise) {
        return mover(pair, promise).filter(pair::isYou).isPresent();
    }

    private static Optional<Side> mover(Pair pair, Commitment promise) {
        return switch (promise.status()) {
            case OPEN -> Optional.of(promise.hasLiveProposal(pair.today()) ? promise.promisee() : promise.promisor());
            case CLAIMED -> Optional.of(promise.promisee());
            case KEPT, RELEASED, WITHDRAWN, DECLINED -> Optional.empty();
        };
    }

    private Step step(Pair pair, Commitment promise, PromiseStep step) {
        var card = pair.card();
        // What was promised stands above all this already.
        var words = step.event().equals("CommitmentMade") ? null : step.words();
        return new Step(
                sentence(pair, promise, step),
                Days.moment(step.at(), card.zone(), pair.today()),
                step.at().toString(),
                mark(pair, step.by()),
                words == null ? List.of() : List.of(items.shown(card, words)));
    }

    private static String sentence(Pair pair, Commitment promise, PromiseStep step) {
        var by = step.by();
        if (by == null) {
            return "The due day ended and nobody had said that it was kept, so it counts as missed.";
        }
        var who = pair.who(by.side());
        var day = step.day() == null ? "" : pair.day(Objects.requireNonNull(step.day()));
        return switch (step.event()) {
            case "CommitmentMade" ->
                by.side() == promise.promisor()
                        ? who + " promised it, due " + day + "."
                        : who + " recorded that " + pair.whom(promise.promisor()) + " promised it, due " + day + ".";
            case "CommitmentDeclined" -> who + " said that this was not promised.";
            case "NewDateProposed" -> who + " proposed a new date: " + day + ".";
            case "NewDateAccepted" -> who + " agreed to the new date.";
            case "NewDateRefused" -> who + " held to the old date.";
            case "CommitmentKept" -> who + " said that it was kept on " + day + ".";
            case "KeepingConfirmed" -> who + " agreed that it was kept.";
            case "KeepingDisputed" -> who + " did not agree that it was kept.";
            case "CommitmentMissed" -> who + " said that it was missed on " + day + ".";
            case "CommitmentReleased" -> who + " let it go.";
            case "ReleaseDisputed" -> who + " did not let it go; it is open again.";
            case "DateDisputed" -> who + " did not agree to the new date; the one before it stands again.";
            case "CommitmentWithdrawn" -> who + " took it back.";
            default -> who + " recorded something that this page has no words for yet.";
        };
    }

    static @Nullable String mark(Pair pair, @Nullable By by) {
        if (by == null || !by.onBehalf()) {
            return null;
        }
        return "Recorded by " + pair.whom(by.side().other()) + " in " + pair.whose(by.side()) + " name, "
                + (pair.isYou(by.side()) ? "before you had joined." : "who had not joined.");
    }
}
