package rapport.doors;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import rapport.accounts.PersonDetails;
import rapport.briefing.Briefing;
import rapport.briefing.Entry;
import rapport.briefing.Promise;
import rapport.commitments.Commitment;
import rapport.commitments.CommitmentAct.MakeCommitment;
import rapport.commitments.CommitmentAct.ReleaseCommitment;
import rapport.commitments.CommitmentId;
import rapport.concerns.Concern;
import rapport.concerns.ConcernAct.RaiseConcern;
import rapport.doors.Fields.Field;
import rapport.eventstore.Durability;
import rapport.eventstore.Retry;
import rapport.feedback.Feedback;
import rapport.feedback.FeedbackAct.RequestFeedback;
import rapport.feedback.FeedbackRequest;
import rapport.meetings.MeetingAct.RaiseTopic;
import rapport.meetings.Note;
import rapport.parties.Actor;
import rapport.parties.EntryId;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.relationships.RelationshipAct;
import rapport.relationships.RelationshipAct.EndRelationship;
import rapport.relationships.RelationshipAct.HandOver;
import rapport.relationships.RelationshipAct.OnCommitment;
import rapport.relationships.RelationshipAct.OnConcern;
import rapport.relationships.RelationshipAct.OnFeedback;
import rapport.relationships.RelationshipAct.OnMeeting;
import rapport.relationships.RelationshipCard;
import rapport.relationships.Relationships;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;
import rapport.words.Sealed;
import rapport.words.Vault;
import rapport.words.Words;

/**
 * When a report gets another manager: the report alone chooses, item by item, what the new manager sees. All that comes of
 * it, in both relationships, is one transaction. What was not chosen leaves no trace in the new one, and a notebook is not
 * even looked at (docs/adr/0037).
 */
@Component
public class HandingOver {

    private final Relationships relationships;
    private final Briefing briefing;
    private final HandoverDrafts drafts;
    private final Vault vault;
    private final JdbcClient sql;
    private final TransactionOperations transactions;
    private final Durability durability;
    private final Clock clock;

    /** Whoever starts the same relationship at the same moment would wait for it within the other's transaction. */
    private final ReentrantLock oneAtATime = new ReentrantLock();

    HandingOver(
            Relationships relationships,
            Briefing briefing,
            HandoverDrafts drafts,
            Vault vault,
            JdbcClient sql,
            TransactionOperations transactions,
            Durability durability,
            Clock clock) {
        this.relationships = relationships;
        this.briefing = briefing;
        this.drafts = drafts;
        this.vault = vault;
        this.sql = sql;
        this.transactions = transactions;
        this.durability = durability;
        this.clock = clock;
    }

    /** What becomes of an open promise. */
    public enum Fate {

        /** It is recorded with the new manager as well, in the report's words. */
        CARRIED,

        /** The report, to whom it was made, lets the old manager off. */
        RELEASED,

        /** It stays in the old history as it is. */
        LEFT
    }

    /**
     * What a report may take along.
     *
     * @param promises those that are open, of either
     * @param entries what else is open between the two: concerns, topics, requests for feedback, ruptures
     * @param others the report's other managers
     * @param onward where they went on, if they have handed over already
     */
    public record Offer(
            RelationshipCard from,
            LocalDate today,
            List<Promise> promises,
            List<Entry> entries,
            List<RelationshipCard> others,
            @Nullable RelationshipId onward) {}

    /** A promise that goes along, in these words and due on this day. */
    public record Carried(Promise promise, Words text, LocalDate dueOn) {}

    /** Something else that goes along, in these words. */
    public record Shown(Entry entry, Words text) {}

    /**
     * What a report has chosen.
     *
     * @param id what it is told apart by from another try
     * @param onward an existing relationship; null if one is to be started with {@code manager}
     * @param reason why the old one ends; null if it has ended already
     */
    public record Choice(
            UUID id,
            @Nullable RelationshipCard onward,
            @Nullable PersonDetails manager,
            ZoneId zone,
            List<Carried> carried,
            List<Promise> released,
            List<Promise> left,
            List<Shown> shown,
            @Nullable Words reason) {}

    /** That it is done: what it is told apart by, and the relationship in which the report goes on. */
    public record Done(UUID id, RelationshipId onward) {}

    // --- looking --------------------------------------------------------------------------------------------------

    /** @throws NotThere for anyone but the report, who has joined; and where everything was erased */
    public Offer offer(PersonId report, RelationshipId id) {
        var from = relationships.find(report, id);
        if (from.parties().joinedSideOf(report).orElse(Side.MANAGER) != Side.REPORT || from.isErased()) {
            throw new NotThere();
        }
        var brief = briefing.together(report, id).brief();
        return new Offer(
                from,
                brief.openItems().today(),
                brief.promises().values().stream()
                        .filter(promise -> promise.commitment().status() == Commitment.Status.OPEN)
                        .toList(),
                brief.entries().values().stream()
                        .filter(HandingOver::mayGoAlong)
                        .toList(),
                relationships.of(report).stream()
                        .filter(card -> !card.hasEnded() && !card.id().equals(id))
                        .filter(card -> card.parties().report().equals(report))
                        .toList(),
                done(id).map(Done::onward).orElse(null));
    }

    // Feedback was for the one who got it, and a note says what it says where it stands.
    private static boolean mayGoAlong(Entry entry) {
        return !(entry.state() instanceof Feedback) && !(entry.state() instanceof Note);
    }

    private Optional<Done> done(RelationshipId id) {
        return sql.sql("select id, onward from handover where relationship = ?")
                .param(id.value())
                .query((row, _) -> new Done(
                        row.getObject("id", UUID.class), new RelationshipId(row.getObject("onward", UUID.class))))
                .optional();
    }

    // --- choosing -------------------------------------------------------------------------------------------------

    /**
     * Reads what was chosen and records nothing: {@code to} (a relationship), or {@code manager.name, manager.email?} and
     * {@code zone}; {@code promises.ID} for every open promise, a {@link Fate}; for what goes along {@code texts.ID} and, for a
     * promise, {@code dates.ID}; {@code shown.ID} for anything else that does; {@code reason} unless it has ended.
     *
     * @throws NotThere for anyone but the report
     * @throws RuleBroken {@code handed-over}
     * @throws InvalidInput with every mistake
     */
    public Choice choice(PersonId report, RelationshipId id, Fields fields) {
        var offer = offer(report, id);
        if (offer.onward() != null) {
            throw Relationships.handedOver();
        }
        return read(offer, fields);
    }

    private Choice read(Offer offer, Fields fields) {
        var id = fields.optionalId("id").orNull();
        var heading = heading(offer, fields);
        var today = LocalDate.ofInstant(clock.instant(), heading.zone());
        var items = new Items();
        offer.promises().forEach(promise -> promise(offer, promise, today, fields, items));
        offer.entries().forEach(entry -> entry(entry, fields, items));
        fields.check();
        var manager = heading.manager();
        var reason = heading.reason();
        return new Choice(
                id == null ? UUID.randomUUID() : id,
                heading.onward(),
                manager == null ? null : manager.get(),
                heading.zone(),
                items.carried.stream().map(Wanted::got).toList(),
                items.released,
                items.left,
                items.shown.stream()
                        .map(one -> new Shown(one.entry(), one.text().get()))
                        .toList(),
                reason == null ? null : reason.get());
    }

    /** To whom it leads, and what the other one reads. */
    private record Heading(
            @Nullable RelationshipCard onward,
            @Nullable Field<PersonDetails> manager,
            ZoneId zone,
            @Nullable Field<Words> reason) {}

    private static Heading heading(Offer offer, Fields fields) {
        var onward = onward(offer, fields);
        var manager = onward == null ? fields.person("manager.") : null;
        var zone = onward == null ? fields.zone("zone") : null;
        if (onward != null) {
            List.of("manager.name", "manager.email", "zone").forEach(fields::ignore);
        }
        var given = zone == null ? null : zone.orNull();
        var there = onward != null
                ? onward.zone()
                : given != null ? given : offer.from().zone();
        var reason = offer.from().hasEnded() ? null : fields.words("reason");
        if (reason == null) {
            fields.ignore("reason");
        }
        return new Heading(onward, manager, there, reason);
    }

    private static final class Items {

        private final List<Wanted> carried = new ArrayList<>();
        private final List<Promise> released = new ArrayList<>();
        private final List<Promise> left = new ArrayList<>();
        private final List<Told> shown = new ArrayList<>();
    }

    private static void promise(Offer offer, Promise promise, LocalDate today, Fields fields, Items items) {
        var key = promise.commitment().id().toString();
        var fate = fields.choice("promises." + key, Fate.class).orNull();
        if (fate == Fate.CARRIED) {
            items.carried.add(
                    new Wanted(promise, fields.words("texts." + key), possible(fields, "dates." + key, today)));
            return;
        }
        fields.ignore("texts." + key);
        fields.ignore("dates." + key);
        if (fate == Fate.RELEASED) {
            refuseIfNotReleasable(offer, promise, fields, "promises." + key);
            items.released.add(promise);
        } else {
            items.left.add(promise);
        }
    }

    private static void entry(Entry entry, Fields fields, Items items) {
        if (fields.flag("shown." + entry.id())) {
            items.shown.add(new Told(entry, fields.words("texts." + entry.id())));
        } else {
            fields.ignore("texts." + entry.id());
        }
    }

    private record Wanted(Promise promise, Field<Words> text, Field<LocalDate> dueOn) {
        Carried got() {
            return new Carried(promise, text.get(), dueOn.get());
        }
    }

    private record Told(Entry entry, Field<Words> text) {}

    private static @Nullable RelationshipCard onward(Offer offer, Fields fields) {
        var to = fields.optionalSecret("to").orNull();
        if (to == null && !offer.others().isEmpty() && !fields.has("manager")) {
            fields.refuse("to", "Choose who your new manager is.");
            return offer.from();
        }
        if (to == null || to.equals("new")) {
            return null;
        }
        var found = offer.others().stream()
                .filter(card -> card.id().toString().equals(to))
                .findFirst();
        if (found.isEmpty()) {
            fields.refuse("to", "Choose one of your other managers, or give the name of a new one.");
        }
        // Whatever else is wrong is told as for this one.
        return found.orElse(offer.from());
    }

    private static Field<LocalDate> possible(Fields fields, String name, LocalDate today) {
        var day = fields.date(name);
        var given = day.orNull();
        if (given != null && given.isBefore(today)) {
            fields.refuse(name, "This day has passed; with somebody new it takes a day that is still to come.");
        }
        return day;
    }

    private static void refuseIfNotReleasable(Offer offer, Promise promise, Fields fields, String name) {
        if (promise.commitment().promisee() != Side.REPORT) {
            fields.refuse(name, "Only what was promised to you is yours to release.");
        } else if (offer.from().hasEnded()) {
            fields.refuse(name, "This relationship has ended, so nothing can be released in it any more.");
        }
    }

    // --- on the way -----------------------------------------------------------------------------------------------

    /**
     * A part of the choice, to be looked at by itself.
     *
     * @param heading to whom it leads, and why the old one ends
     * @param items the ids of promises and of whatever else it is about
     */
    public record Part(boolean heading, Set<UUID> items) {

        public Part {
            items = Set.copyOf(items);
        }
    }

    /**
     * Looks whether a part of the choice could be done, and records nothing.
     *
     * @throws NotThere for anyone but the report
     * @throws InvalidInput with every mistake
     */
    public void check(PersonId report, RelationshipId id, Part part, Fields fields) {
        var offer = offer(report, id);
        if (part.heading()) {
            heading(offer, fields);
        }
        var items = new Items();
        offer.promises().stream()
                .filter(promise ->
                        part.items().contains(promise.commitment().id().value()))
                .forEach(promise -> promise(offer, promise, offer.today(), fields, items));
        offer.entries().stream()
                .filter(entry -> part.items().contains(entry.id().value()))
                .forEach(entry -> entry(entry, fields, items));
        fields.check();
    }

    /**
     * What the report has typed so far of what can still be chosen, by the names of the fields of {@link #choice}; kept for
     * them alone until it is done.
     *
     * @throws NotThere for anyone but the report
     */
    public Map<String, String> kept(PersonId report, RelationshipId id) {
        return HandoverDrafts.among(names(offer(report, id)), drafts.of(report, id));
    }

    /**
     * Keeps what was typed, right or wrong, of what can be chosen; on disk when it returns. Does nothing once it is done.
     *
     * @throws NotThere for anyone but the report
     */
    public void keep(PersonId report, RelationshipId id, Map<String, String> typed) {
        var offer = offer(report, id);
        if (offer.onward() == null) {
            drafts.keep(report, id, HandoverDrafts.among(names(offer), typed));
        }
    }

    /** Forgets what was typed so far. @throws NotThere for anyone but the report */
    public void forget(PersonId report, RelationshipId id) {
        drafts.forget(offer(report, id).from().id());
        durability.await();
    }

    private static Set<String> names(Offer offer) {
        var names = new HashSet<>(Set.of("to", "manager.name", "manager.email", "zone", "reason"));
        for (var promise : offer.promises()) {
            var key = promise.commitment().id().toString();
            names.addAll(Set.of("promises." + key, "texts." + key, "dates." + key));
        }
        for (var entry : offer.entries()) {
            names.addAll(Set.of("shown." + entry.id(), "texts." + entry.id()));
        }
        return names;
    }

    // --- doing ----------------------------------------------------------------------------------------------------

    /**
     * Does what was chosen, in both relationships or in neither, and answers when it is on disk. Sent again under the same
     * {@code id}, it answers the same and does nothing.
     *
     * @throws NotThere for anyone but the report
     * @throws RuleBroken {@code handed-over}, or with the rule of either relationship that refused it
     * @throws InvalidInput with every mistake
     */
    public Done handOver(Actor actor, RelationshipId id, Fields fields) {
        var offer = offer(actor.person(), id);
        var before = done(id);
        if (before.isPresent()) {
            return again(before.get(), fields.optionalId("id").orNull());
        }
        var choice = read(offer, fields);
        var onward = choice.onward() == null
                ? new RelationshipId(derived(choice.id(), id.value()))
                : choice.onward().id();
        if (choice.onward() == null) {
            // Before anything is sealed with it, and outside of the transaction.
            relationships.prepare(onward);
        }
        var steps = steps(choice, onward);
        var reason = choice.reason();
        var ending = reason == null ? null : new EndRelationship(vault.seal(id.value(), reason), offer.today());
        oneAtATime.lock();
        try {
            var done = Retry.onConflict(() ->
                    Objects.requireNonNull(transactions.execute(_ -> once(actor, id, choice, onward, steps, ending))));
            durability.await();
            return done;
        } finally {
            oneAtATime.unlock();
        }
    }

    private static Done again(Done before, @Nullable UUID id) {
        if (before.id().equals(id)) {
            return before;
        }
        throw Relationships.handedOver();
    }

    private Done once(
            Actor actor,
            RelationshipId from,
            Choice choice,
            RelationshipId onward,
            List<RelationshipAct> steps,
            @Nullable EndRelationship ending) {
        var quicker = done(from);
        if (quicker.isPresent()) {
            return again(quicker.get(), choice.id());
        }
        var manager = choice.manager();
        if (manager != null) {
            relationships.startWithin(onward, actor, Side.REPORT, manager, choice.zone());
        }
        if (!steps.isEmpty()) {
            relationships.performAllWithin(actor, onward, steps);
        }
        relationships.performAllWithin(actor, from, farewell(choice, ending));
        drafts.forget(from);
        sql.sql("insert into handover (relationship, id, onward, done_at) values (?, ?, ?, ?)")
                .params(
                        from.value(),
                        choice.id(),
                        onward.value(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return new Done(choice.id(), onward);
    }

    private static List<RelationshipAct> farewell(Choice choice, @Nullable EndRelationship ending) {
        var acts = new ArrayList<RelationshipAct>();
        for (var promise : choice.released()) {
            acts.add(new OnCommitment(new ReleaseCommitment(promise.commitment().id(), null)));
        }
        acts.add(new HandOver(
                choice.carried().size(), choice.released().size(), choice.left().size()));
        if (ending != null) {
            acts.add(ending);
        }
        return acts;
    }

    private List<RelationshipAct> steps(Choice choice, RelationshipId onward) {
        var steps = new ArrayList<RelationshipAct>();
        for (var one : choice.carried()) {
            var commitment = one.promise().commitment();
            steps.add(new OnCommitment(new MakeCommitment(
                    new CommitmentId(derived(choice.id(), commitment.id().value())),
                    commitment.promisor(),
                    vault.seal(onward.value(), one.text()),
                    null,
                    one.dueOn(),
                    null)));
        }
        for (var one : choice.shown()) {
            var id = new EntryId(derived(choice.id(), one.entry().id().value()));
            steps.add(anew(one.entry(), id, vault.seal(onward.value(), one.text())));
        }
        return steps;
    }

    /** What it becomes: what the report asks or worries about goes on as such, anything else is there to talk about. */
    public enum Anew {
        CONCERN,
        FEEDBACK_REQUEST,
        TOPIC;

        public static Anew of(Entry entry) {
            return switch (entry.state()) {
                case Concern concern when concern.raiser() == Side.REPORT -> CONCERN;
                case FeedbackRequest request when request.requested().by().side() == Side.REPORT -> FEEDBACK_REQUEST;
                default -> TOPIC;
            };
        }
    }

    private static RelationshipAct anew(Entry entry, EntryId id, Sealed text) {
        return switch (Anew.of(entry)) {
            case CONCERN -> new OnConcern(new RaiseConcern(id, text), null);
            case FEEDBACK_REQUEST -> new OnFeedback(new RequestFeedback(id, text));
            case TOPIC -> new OnMeeting(new RaiseTopic(id, text));
        };
    }

    // The same for the same try, so that nothing is made twice; and nobody who sees one can tell the other.
    private static UUID derived(UUID handover, UUID of) {
        return UUID.nameUUIDFromBytes((handover + " " + of).getBytes(StandardCharsets.UTF_8));
    }
}
