package rapport.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static rapport.parties.Cast.ADA_FOR_GRACE;
import static rapport.parties.Cast.ADA_HERSELF;
import static rapport.parties.Cast.GRACE_HERSELF;
import static rapport.parties.Cast.THEIRS;
import static rapport.words.SealedWords.sealed;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import rapport.meetings.MeetingAct.DiscussTopic;
import rapport.meetings.MeetingAct.DropTopic;
import rapport.meetings.MeetingAct.RaiseTopic;
import rapport.meetings.MeetingAct.TopicAct;
import rapport.meetings.MeetingEvent.TopicDiscussed;
import rapport.meetings.MeetingEvent.TopicDropped;
import rapport.meetings.MeetingEvent.TopicRaised;
import rapport.parties.By;
import rapport.parties.EntryId;
import rapport.shared.RuleBroken;
import rapport.words.Sealed;

/** The rules on topics, each seen accepted and seen refused. Ada raises them. */
class TopicTest {

    private static final EntryId ID = new EntryId(new UUID(4, 1));
    private static final Sealed SOMETHING = sealed("who owns the build");
    private static final Sealed BECAUSE = sealed("because");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final Instant THEN = Instant.parse("2026-03-02T08:00:00Z");
    private static final DiscussTopic DISCUSS = new DiscussTopic(ID);
    private static final DropTopic DROP = new DropTopic(ID, BECAUSE);

    private static Topic raised() {
        return Topic.after(null, Topic.raise(new RaiseTopic(ID, SOMETHING), THEIRS, ADA_HERSELF), THEN);
    }

    private static Topic then(TopicAct act, By by) {
        return Topic.after(raised(), raised().decide(act, by, TODAY), THEN.plusSeconds(60));
    }

    private static void assertRefused(Topic topic, TopicAct act, By by, String rule) {
        assertThatExceptionOfType(RuleBroken.class)
                .isThrownBy(() -> topic.decide(act, by, TODAY))
                .satisfies(broken -> assertThat(broken.rule()).isEqualTo(rule))
                .satisfies(broken -> assertThat(broken.sentence()).matches("[A-Z].*[.]"));
    }

    @Test
    void a_topic_is_raised_and_stays_open() {
        assertThat(raised())
                .isEqualTo(new Topic(new TopicRaised(THEIRS, ADA_HERSELF, ID, SOMETHING), Topic.Status.OPEN, THEN));
        assertThat(raised().id()).isEqualTo(ID);
        assertThat(raised().by()).isEqualTo(ADA_HERSELF);
        assertThat(raised().text()).isEqualTo(SOMETHING);
    }

    @Test
    void either_says_that_it_was_discussed() {
        assertThat(raised().decide(DISCUSS, GRACE_HERSELF, TODAY))
                .isEqualTo(new TopicDiscussed(THEIRS, GRACE_HERSELF, ID));
        for (var by : new By[] {ADA_HERSELF, GRACE_HERSELF, ADA_FOR_GRACE}) {
            var topic = then(DISCUSS, by);
            assertThat(topic.status()).isEqualTo(Topic.Status.DISCUSSED);
            assertThat(topic.raisedAt()).isEqualTo(THEN);
        }
    }

    @Test
    void only_its_raiser_drops_it() {
        assertThat(raised().decide(DROP, ADA_HERSELF, TODAY))
                .isEqualTo(new TopicDropped(THEIRS, ADA_HERSELF, ID, BECAUSE));
        assertThat(then(DROP, ADA_HERSELF).status()).isEqualTo(Topic.Status.DROPPED);
        assertRefused(raised(), DROP, GRACE_HERSELF, "only-raiser");
        assertRefused(raised(), DROP, ADA_FOR_GRACE, "only-raiser");
    }

    @Test
    void nothing_is_done_to_a_closed_one() {
        for (var closed : new Topic[] {then(DISCUSS, GRACE_HERSELF), then(DROP, ADA_HERSELF)}) {
            assertRefused(closed, DISCUSS, GRACE_HERSELF, "topic-closed");
            assertRefused(closed, DROP, ADA_HERSELF, "topic-closed");
        }
    }

    @Test
    void its_id_is_taken() {
        assertRefused(raised(), new RaiseTopic(ID, SOMETHING), ADA_HERSELF, "id-taken");
        assertThat(raised().isSameButForItsWords(new RaiseTopic(ID, BECAUSE))).isTrue();
        assertThat(raised().isSameButForItsWords(new RaiseTopic(EntryId.random(), SOMETHING)))
                .isFalse();
    }

    @Test
    void the_acts_it_allows_are_those_it_would_not_refuse() {
        assertThat(raised().allows(TopicActKind.DISCUSS, GRACE_HERSELF, TODAY)).isTrue();
        assertThat(raised().allows(TopicActKind.DROP, GRACE_HERSELF, TODAY)).isFalse();
        assertThat(raised().allows(TopicActKind.DROP, ADA_HERSELF, TODAY)).isTrue();
        assertThat(then(DISCUSS, ADA_HERSELF).allows(TopicActKind.DISCUSS, ADA_HERSELF, TODAY))
                .isFalse();
    }
}
