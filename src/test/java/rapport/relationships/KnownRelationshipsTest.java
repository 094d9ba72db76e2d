package rapport.relationships;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;
import rapport.ServedTest;
import rapport.meetings.MeetingAct;
import rapport.meetings.MeetingAct.DiscussTopic;
import rapport.meetings.MeetingAct.DropTopic;
import rapport.meetings.MeetingAct.RaiseTopic;
import rapport.meetings.MeetingEvent.TopicDropped;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.parties.By;
import rapport.parties.EntryId;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.relationships.RelationshipAct.OnMeeting;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;
import rapport.words.Sealed;
import rapport.words.Vault;
import rapport.words.Words;

/** Acts on relationships that were not read from their first event on, and on those for which that did not work. */
class KnownRelationshipsTest extends ServedTest {

    private static final int TOPICS = 5 * KnownRelationships.EVERY + 5;

    @Autowired
    private KnownRelationships known;

    @Autowired
    private Vault vault;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    private Configuration axon;

    private RelationshipId id = new RelationshipId(new UUID(0, 0));
    private Actor manager = new Actor(new PersonId(new UUID(0, 0)), Channel.WEB);
    private final List<EntryId> topics = new ArrayList<>();

    @BeforeEach
    void a_long_relationship() {
        topics.clear();
        var grace = somebody("Grace");
        id = new RelationshipId(UUID.fromString(relationship(grace, somebody("Ada"))));
        manager = new Actor(grace.id(), Channel.WEB);
        for (var i = 0; i < TOPICS; i++) {
            topics.add(raised());
        }
        known.settle();
    }

    private EntryId raised() {
        var topic = EntryId.random();
        perform(new RaiseTopic(topic, words()));
        return topic;
    }

    private Sealed words() {
        return vault.seal(id.value(), new Words("something"));
    }

    private long perform(MeetingAct act) {
        return relationships.perform(manager, id, false, new OnMeeting(act)).sequence();
    }

    private long length() {
        return sql.sql("select count(*) from domain_event where aggregate_identifier = ?")
                .param(id.toString())
                .query(Long.class)
                .single();
    }

    private List<Long> trails() {
        return sql.sql("select sequence_number from snapshot_event where aggregate_identifier = ?")
                .param(id.toString())
                .query((row, _) -> row.getLong(1))
                .list();
    }

    private byte[] stored(String column, String table, long place) {
        return sql.sql("select " + column + " from " + table
                        + " where aggregate_identifier = ? and sequence_number = ?")
                .params(id.toString(), place)
                .query((row, _) -> row.getBytes(1))
                .single();
    }

    private void store(byte[] payload, String table, long place) {
        sql.sql("update " + table + " set payload = ? where aggregate_identifier = ? and sequence_number = ?")
                .params(payload, id.toString(), place)
                .update();
    }

    /** Acts on an old entry and a new one, as if this process had just begun. */
    private void everythingIsKnown() {
        known.forgetParked();
        assertThat(perform(new DiscussTopic(topics.getFirst()))).isEqualTo(length() - 1);
        known.forgetParked();
        assertThat(perform(new DropTopic(topics.getLast(), null))).isEqualTo(length() - 1);
        assertThatExceptionOfType(RuleBroken.class).isThrownBy(() -> perform(new DropTopic(topics.getFirst(), null)));
        known.forgetParked();
        assertThatExceptionOfType(RuleBroken.class).isThrownBy(() -> perform(new DropTopic(topics.getLast(), null)));
        assertThatExceptionOfType(RuleBroken.class)
                .isThrownBy(() -> perform(new RaiseTopic(topics.get(7), vault.seal(id.value(), new Words("other")))));
        assertThatExceptionOfType(NotThere.class).isThrownBy(() -> perform(new DropTopic(EntryId.random(), null)));
    }

    @Test
    void after_every_few_events_one_trail_is_stored() {
        assertThat(trails()).containsExactly(5L * KnownRelationships.EVERY - 1);
        for (var i = 0; i < KnownRelationships.EVERY; i++) {
            raised();
        }
        known.settle();
        assertThat(trails()).containsExactly(6L * KnownRelationships.EVERY - 1);
        everythingIsKnown();
    }

    @Test
    void one_that_stays_in_memory_lets_go_of_what_its_trail_leads_to() {
        // In memory since it was first loaded; meanwhile its trail was renewed several times.
        var parked = (Relationship) known.take(id.toString()).orElseThrow().aggregate();
        assertThat(parked.state().entries().reached()).isLessThan(KnownRelationships.EVERY);
        assertThat(parked.state().entries().whole(topics.getFirst()).getFirst()).isPresent();
        assertThat(parked.state().entries().whole(topics.getLast()).getFirst()).isPresent();
    }

    @Test
    void events_of_other_entries_before_the_trails_end_are_not_read() {
        var unread = stored("payload", "domain_event", 50);
        store(new byte[] {'x'}, "domain_event", 50);
        try {
            everythingIsKnown();
            sql.sql("delete from snapshot_event where aggregate_identifier = ?")
                    .param(id.toString())
                    .update();
            known.forgetParked();
            assertThatThrownBy(() -> perform(new DiscussTopic(topics.get(1)))).isNotInstanceOf(NotThere.class);
        } finally {
            store(unread, "domain_event", 50);
        }
    }

    @Test
    void a_parked_relationship_reads_what_somebody_else_recorded() {
        var topic = topics.get(3);
        transactions.executeWithoutResult(_ -> axon.eventStore()
                .publish(new GenericDomainEventMessage<>(
                        "Relationship",
                        id.toString(),
                        length(),
                        new TopicDropped(id, new By(manager.person(), Side.MANAGER, false), topic, null),
                        MetaData.emptyInstance(),
                        UUID.randomUUID().toString(),
                        Instant.now())));
        assertThatExceptionOfType(RuleBroken.class).isThrownBy(() -> perform(new DiscussTopic(topic)));
        everythingIsKnown();
    }

    @Test
    void a_damaged_trail_is_passed_over() {
        var place = trails().getFirst();
        var bytes = stored("payload", "snapshot_event", place);
        for (var at : new int[] {0, 9, bytes.length / 2, bytes.length - 1}) {
            var damaged = bytes.clone();
            damaged[at] ^= 1;
            store(damaged, "snapshot_event", place);
            known.forgetParked();
            perform(new DiscussTopic(topics.get(20 + at % 50)));
        }
        store(new byte[3], "snapshot_event", place);
        everythingIsKnown();
    }

    @Test
    void a_trail_of_another_form_is_passed_over() {
        sql.sql("update snapshot_event set payload_revision = '0', payload = ? where aggregate_identifier = ?")
                .params(new byte[] {1, 2, 3}, id.toString())
                .update();
        everythingIsKnown();
    }

    @Test
    void a_trail_that_leads_to_another_entry_is_found_out() {
        var trail = Trail.of(stored("payload", "snapshot_event", trails().getFirst()))
                .orElseThrow();
        var steps = new Trail.Steps();
        steps.at(0);
        steps.touchWhole();
        steps.at(60);
        topics.forEach(steps::touch);
        steps.at(trail.last());
        store(steps.after(null).bytes(), "snapshot_event", trail.last());
        known.forgetParked();
        assertThatExceptionOfType(RuleBroken.class)
                .isThrownBy(() -> perform(new RaiseTopic(topics.get(7), vault.seal(id.value(), new Words("other")))));
        everythingIsKnown();
    }

    @Test
    void a_trail_that_goes_further_than_its_stream_is_found_out() {
        var trail = Trail.of(stored("payload", "snapshot_event", trails().getFirst()))
                .orElseThrow();
        var steps = new Trail.Steps();
        steps.at(length() + 5);
        steps.touch(topics.getFirst());
        store(steps.after(trail).bytes(), "snapshot_event", trail.last());
        everythingIsKnown();
        assertThat(length())
                .isEqualTo(1
                        + sql.sql("select max(sequence_number) from domain_event where aggregate_identifier = ?")
                                .param(id.toString())
                                .query(Long.class)
                                .single());
    }

    @Test
    void of_an_act_that_was_taken_back_nothing_stays() {
        var never = EntryId.random();
        transactions.executeWithoutResult(transaction -> {
            relationships.performWithin(manager, id, false, new OnMeeting(new RaiseTopic(never, words())));
            transaction.setRollbackOnly();
        });
        assertThatExceptionOfType(NotThere.class).isThrownBy(() -> perform(new DropTopic(never, null)));
        everythingIsKnown();
    }

    @Test
    void two_acts_in_one_transaction_are_known_once_it_is_committed() {
        var topic = EntryId.random();
        transactions.executeWithoutResult(_ -> {
            relationships.performWithin(manager, id, false, new OnMeeting(new RaiseTopic(topic, words())));
            relationships.performWithin(manager, id, false, new OnMeeting(new DiscussTopic(topic)));
        });
        assertThatExceptionOfType(RuleBroken.class).isThrownBy(() -> perform(new DropTopic(topic, null)));
        everythingIsKnown();
    }

    @Test
    void of_one_that_was_erased_nothing_is_kept() {
        assertThat(trails()).isNotEmpty();
        relationships.erase(id, ErasureBasis.ORDERED);
        known.settle();
        assertThat(trails()).isEmpty();
        assertThat(known.take(id.toString())).isEmpty();
    }

    @Test
    void a_trail_holds_ids_and_places_alone() {
        var bytes = stored("payload", "snapshot_event", trails().getFirst());
        // 16 bytes of id, 4 of where, 2 or 3 of places
        assertThat(bytes.length).isLessThan(40 + topics.size() * 24);
        assertThat(Map.of("places", Trail.of(bytes).orElseThrow().of(topics.getFirst())))
                .containsEntry("places", List.of(1L));
    }
}
