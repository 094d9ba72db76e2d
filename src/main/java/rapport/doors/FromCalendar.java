package rapport.doors;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import rapport.accounts.People;
import rapport.briefing.Briefing;
import rapport.calendars.CalendarReader;
import rapport.calendars.Difference;
import rapport.calendars.Plan;
import rapport.calendars.Reading.Found;
import rapport.calendars.Reading.Refused;
import rapport.calendars.Reading.Series;
import rapport.eventstore.Durability;
import rapport.eventstore.Retry;
import rapport.meetings.Cadence;
import rapport.meetings.MeetingAct.OneOnOneAct;
import rapport.meetings.Meetings;
import rapport.meetings.OneOnOne;
import rapport.parties.Actor;
import rapport.parties.RelationshipId;
import rapport.relationships.RelationshipAct.OnMeeting;
import rapport.relationships.RelationshipCard;
import rapport.relationships.Relationships;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;

/**
 * Taking from a calendar when two people meet, behind both doors: first what a file means is shown, then what was shown
 * is recorded, all of it or nothing. The file is read and forgotten; between the two steps only times travel.
 */
@Component
public class FromCalendar {

    private static final int SHOWN = 8;

    // Several acts in one transaction hold up whoever else adds to the same stream; people press twice.
    private final ReentrantLock oneAtATime = new ReentrantLock();

    private final Relationships relationships;
    private final Briefing briefing;
    private final People people;
    private final TransactionOperations transactions;
    private final Durability durability;
    private final Clock clock;

    FromCalendar(
            Relationships relationships,
            Briefing briefing,
            People people,
            TransactionOperations transactions,
            Durability durability,
            Clock clock) {
        this.relationships = relationships;
        this.briefing = briefing;
        this.people = people;
        this.transactions = transactions;
        this.durability = durability;
        this.clock = clock;
    }

    /** What came of looking at a file. */
    public sealed interface Looked {

        /**
         * Nothing can be taken.
         *
         * @param sentence why
         */
        record Not(String sentence) implements Looked {}

        /**
         * Something can be taken, or is so already.
         *
         * @param notes about the file as a whole
         */
        record Offered(List<Offer> offers, List<String> notes) implements Looked {}
    }

    /**
     * What would be recorded of one series.
     *
     * @param title what the sender's calendar calls it; goes back to the sender and nowhere else
     * @param plan what goes along with the next step, in one line
     * @param acts in order; none if nothing has changed
     * @param notes what is left out, guessed, or stays otherwise
     * @param upcoming the next 1:1s as they would be
     * @param shown tells what would be recorded, so that nothing else is recorded later
     */
    public record Offer(
            String title,
            String plan,
            List<Cadence> cadences,
            List<OneOnOneAct> acts,
            List<String> notes,
            List<OneOnOne> upcoming,
            String shown) {

        @Override
        public String toString() {
            return "Offer[•]";
        }
    }

    /** What came of asking for a plan to be recorded. */
    public sealed interface Outcome {

        /** @param acts how many; none if everything was so already */
        record Recorded(int acts) implements Outcome {}

        /** Nothing was recorded: by now it would be something else than was shown. */
        record NotAsShown(Offer offer) implements Outcome {}
    }

    /**
     * Looks at a file and records nothing.
     *
     * @throws NotThere if the relationship is none of the actor's
     * @throws RuleBroken if it has ended
     */
    public Looked look(Actor actor, RelationshipId relationship, byte[] file) {
        var card = relationships.find(actor.person(), relationship);
        relationships.refuseIfEnded(card);
        var now = briefing.planned(actor.person(), relationship);
        var today = card.dayOf(clock.instant());
        return switch (CalendarReader.read(file, today, home(card, now), nameOfOther(actor, card))) {
            case Refused(var sentence) -> new Looked.Not(sentence);
            case Found(var series, var notes) -> offered(card, now, series, notes);
        };
    }

    /** The same for one who sent no file. */
    public Looked lookAtNothing(Actor actor, RelationshipId relationship, String sentence) {
        relationships.refuseIfEnded(relationships.find(actor.person(), relationship));
        return new Looked.Not(sentence);
    }

    // Where they have met so far; a file that names no zone, or UTC, means that one.
    private static ZoneId home(RelationshipCard card, Meetings now) {
        return now.cadence().map(Cadence::zone).orElse(card.zone());
    }

    private String nameOfOther(Actor actor, RelationshipCard card) {
        var own = card.parties().sideOf(actor.person()).orElseThrow(NotThere::new);
        var other = card.parties().on(own.other());
        return Objects.requireNonNull(people.names(List.of(other)).getOrDefault(other, ""));
    }

    private Looked offered(RelationshipCard card, Meetings now, List<Series> found, List<String> notes) {
        try {
            return new Looked.Offered(
                    found.stream()
                            .map(one -> offer(card, now, one.title(), one.plan(), one.notes()))
                            .toList(),
                    notes);
        } catch (RuleBroken broken) {
            return new Looked.Not(broken.sentence());
        }
    }

    private Offer offer(RelationshipCard card, Meetings now, String title, Plan plan, List<String> notes) {
        var today = card.dayOf(clock.instant());
        var difference = Difference.between(plan, now, today, card.zone());
        return new Offer(
                title,
                plan.text(),
                plan.cadences(),
                difference.acts(),
                Stream.concat(notes.stream(), difference.notes().stream()).toList(),
                difference.after().upcoming(today, card.zone(), SHOWN),
                told(card.id(), difference.acts()));
    }

    /**
     * Records what was shown: {@code plan} and {@code shown}, as they were given with it. What is so already is not
     * recorded again.
     *
     * @throws NotThere if the relationship is none of the actor's
     * @throws RuleBroken with the first rule that refused an act; then nothing was recorded
     */
    public Outcome record(Actor actor, RelationshipId relationship, Fields fields) {
        var card = relationships.find(actor.person(), relationship);
        relationships.refuseIfEnded(card);
        var text = fields.secret("plan");
        var shown = fields.secret("shown");
        var today = card.dayOf(clock.instant());
        var given = text.orNull();
        var plan = given == null ? null : Plan.read(given, today).orElse(null);
        if (given != null && plan == null) {
            fields.refuse("plan", "This is not what was given with the look at a file.");
        }
        fields.check();
        var asked = Objects.requireNonNull(plan);
        oneAtATime.lock();
        try {
            var outcome = recorded(actor, card, asked, shown.get());
            durability.await();
            return outcome;
        } finally {
            oneAtATime.unlock();
        }
    }

    private Outcome recorded(Actor actor, RelationshipCard card, Plan plan, String shown) {
        try {
            return Retry.onConflict(
                    () -> Objects.requireNonNull(transactions.execute(_ -> once(actor, card, plan, shown))));
        } catch (RuleBroken broken) {
            // Perhaps by the same plan, sent twice, that was a moment quicker.
            var now = offer(card, briefing.planned(actor.person(), card.id()), "", plan, List.of());
            if (now.acts().isEmpty()) {
                return new Outcome.Recorded(0);
            }
            throw broken;
        }
    }

    private Outcome once(Actor actor, RelationshipCard card, Plan plan, String shown) {
        var now = briefing.planned(actor.person(), card.id());
        var offer = offer(card, now, "", plan, List.of());
        if (!offer.acts().isEmpty() && !offer.shown().equals(shown)) {
            return new Outcome.NotAsShown(offer);
        }
        for (var act : offer.acts()) {
            relationships.performWithin(actor, card.id(), false, new OnMeeting(act));
        }
        return new Outcome.Recorded(offer.acts().size());
    }

    private static String told(RelationshipId relationship, List<OneOnOneAct> acts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest((relationship + acts.toString()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
