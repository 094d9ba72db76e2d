package rapport.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import rapport.Api;
import rapport.accounts.Accounts;
import rapport.commitments.CommitmentEvent.CommitmentKept;
import rapport.commitments.CommitmentEvent.CommitmentMade;
import rapport.commitments.CommitmentId;
import rapport.concerns.ConcernEvent.ConcernAnswered;
import rapport.concerns.ConcernEvent.ConcernRaised;
import rapport.concerns.ConcernEvent.ConcernSettled;
import rapport.doors.Acts;
import rapport.doors.Fields;
import rapport.feedback.FeedbackEvent.FeedbackGiven;
import rapport.feedback.FeedbackEvent.FeedbackHeard;
import rapport.feedback.FeedbackKind;
import rapport.feedback.Landing;
import rapport.meetings.MeetingEvent.OneOnOneHeld;
import rapport.meetings.MeetingEvent.TopicDiscussed;
import rapport.meetings.MeetingEvent.TopicRaised;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.parties.By;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.parties.StreamEvent;
import rapport.ruptures.RuptureEvent.RuptureLetGo;
import rapport.ruptures.RuptureEvent.RuptureNamed;
import rapport.ruptures.RuptureKind;
import rapport.words.Sealed;
import rapport.words.Vault;
import rapport.words.Words;

/** Relationships with long histories of everything: 50 items open, the rest done with. */
final class LongHistory {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final int BATCH = 250;

    private LongHistory() {}

    /** Sets it up. */
    static Actor ada(ConfigurableApplicationContext application) {
        var token = application.getBean(Accounts.class).openSetupToken().orElseThrow();
        return new Actor(
                application
                        .getBean(Acts.class)
                        .setUp(fields(Map.of("token", token, "name", "Ada", "passphrase", Api.PASSPHRASE)))
                        .person(),
                Channel.API);
    }

    static RelationshipId started(ConfigurableApplicationContext application, Actor ada, String other) {
        return application
                .getBean(Acts.class)
                .start(ada, fields(Map.of("report.name", other, "zone", ZONE.getId())))
                .relationship();
    }

    static RelationshipId filled(ConfigurableApplicationContext application, Actor ada, String other, int length) {
        var id = started(application, ada, other);
        var words =
                application.getBean(Vault.class).seal(id.value(), new Words("something that was said, at some length"));
        var today = LocalDate.ofInstant(Instant.now(), ZONE);
        var by = new By(ada.person(), Side.MANAGER, false);
        var events = new ArrayList<StreamEvent>();
        var open = fiftyOpen(id, by, words, today);
        for (var weeks = (length - open.size() - 2) / 12; weeks > 0; weeks--) {
            events.addAll(closed(id, by, words, today.minusDays(365 + 7L * weeks)));
        }
        events.addAll(open);
        if (events.size() > 50) {
            events.set(events.size() - 51, new OneOnOneHeld(id, by, null, today.minusDays(7), words));
        }
        append(application, id, events);
        return id;
    }

    private static List<StreamEvent> fiftyOpen(RelationshipId id, By by, Sealed words, LocalDate today) {
        var open = new ArrayList<StreamEvent>();
        for (var i = 0; i < 20; i++) {
            open.add(made(id, by, words, CommitmentId.random(), today.minusDays(i + 2L)));
        }
        for (var i = 0; i < 10; i++) {
            open.add(new RuptureNamed(
                    id, by, EntryId.random(), Side.MANAGER, RuptureKind.SHARP_TONE, words, today.minusDays(i), null));
            open.add(new ConcernRaised(id, by, EntryId.random(), words));
            open.add(new TopicRaised(id, by, EntryId.random(), words));
        }
        return open;
    }

    private static CommitmentMade made(RelationshipId id, By by, Sealed words, CommitmentId commitment, LocalDate due) {
        return new CommitmentMade(id, by, commitment, Side.REPORT, words, null, due, due.minusDays(3), null);
    }

    // A week long ago, all of it done with.
    private static List<StreamEvent> closed(RelationshipId id, By by, Sealed words, LocalDate day) {
        var promise = CommitmentId.random();
        var concern = EntryId.random();
        var feedback = EntryId.random();
        var topic = EntryId.random();
        var rupture = EntryId.random();
        return List.of(
                made(id, by, words, promise, day),
                new CommitmentKept(id, by, promise, day, words),
                new ConcernRaised(id, by, concern, words),
                new ConcernAnswered(id, by, concern, words, null),
                new ConcernSettled(id, by, concern),
                new FeedbackGiven(id, by, feedback, FeedbackKind.APPRECIATION, null, words, null),
                new FeedbackHeard(id, by, feedback, Landing.WELL, null),
                new TopicRaised(id, by, topic, words),
                new TopicDiscussed(id, by, topic),
                new RuptureNamed(id, by, rupture, Side.REPORT, RuptureKind.SHARP_TONE, words, day, null),
                new RuptureLetGo(id, by, rupture, null),
                new OneOnOneHeld(id, by, null, day, words));
    }

    // Through the store and the read models as acts go, but without loading the stream before each.
    private static void append(
            ConfigurableApplicationContext application, RelationshipId id, List<StreamEvent> events) {
        var store = application.getBean(Configuration.class).eventStore();
        var transactions = new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
        for (var from = 0; from < events.size(); from += BATCH) {
            var first = from;
            var batch = events.subList(from, Math.min(events.size(), from + BATCH));
            transactions.executeWithoutResult(_ -> {
                for (var i = 0; i < batch.size(); i++) {
                    store.publish(new GenericDomainEventMessage<>(
                            "Relationship",
                            id.toString(),
                            first + i + 1L,
                            batch.get(i),
                            MetaData.emptyInstance(),
                            UUID.randomUUID().toString(),
                            at(events.size() - first - i)));
                }
            });
        }
    }

    // The open ones today; the others one week after the other, up to a year ago.
    private static Instant at(int fromTheEnd) {
        return fromTheEnd <= 50
                ? Instant.now()
                : Instant.now().minus(Duration.ofDays(365 + (fromTheEnd - 50) / 12 * 7L));
    }

    private static Fields fields(Map<String, String> values) {
        var form = new HashMap<String, String[]>();
        values.forEach((name, value) -> form.put(name, new String[] {value}));
        return Fields.ofForm(form);
    }
}
