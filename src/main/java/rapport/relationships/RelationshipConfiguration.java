package rapport.relationships;

import java.util.List;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import rapport.commitments.CommitmentEvent.CommitmentDeclined;
import rapport.commitments.CommitmentEvent.CommitmentKept;
import rapport.commitments.CommitmentEvent.CommitmentMade;
import rapport.commitments.CommitmentEvent.CommitmentMissed;
import rapport.commitments.CommitmentEvent.CommitmentReleased;
import rapport.commitments.CommitmentEvent.CommitmentWithdrawn;
import rapport.commitments.CommitmentEvent.DateDisputed;
import rapport.commitments.CommitmentEvent.KeepingConfirmed;
import rapport.commitments.CommitmentEvent.KeepingDisputed;
import rapport.commitments.CommitmentEvent.NewDateAccepted;
import rapport.commitments.CommitmentEvent.NewDateProposed;
import rapport.commitments.CommitmentEvent.NewDateRefused;
import rapport.commitments.CommitmentEvent.ReleaseDisputed;
import rapport.concerns.ConcernEvent.ConcernAnswered;
import rapport.concerns.ConcernEvent.ConcernHeard;
import rapport.concerns.ConcernEvent.ConcernRaised;
import rapport.concerns.ConcernEvent.ConcernReopened;
import rapport.concerns.ConcernEvent.ConcernSettled;
import rapport.concerns.ConcernEvent.ConcernWithdrawn;
import rapport.corrections.CorrectionEvent.EntryRetracted;
import rapport.corrections.CorrectionEvent.EntryReworded;
import rapport.eventstore.StoredType;
import rapport.eventstore.StoredTypes;
import rapport.feedback.FeedbackEvent.FeedbackGiven;
import rapport.feedback.FeedbackEvent.FeedbackHeard;
import rapport.feedback.FeedbackEvent.FeedbackRequested;
import rapport.meetings.MeetingEvent.CadenceSet;
import rapport.meetings.MeetingEvent.NoteTaken;
import rapport.meetings.MeetingEvent.NoteUnflagged;
import rapport.meetings.MeetingEvent.OneOnOneCancelled;
import rapport.meetings.MeetingEvent.OneOnOneHeld;
import rapport.meetings.MeetingEvent.OneOnOneMoved;
import rapport.meetings.MeetingEvent.TopicDiscussed;
import rapport.meetings.MeetingEvent.TopicDropped;
import rapport.meetings.MeetingEvent.TopicRaised;
import rapport.relationships.RelationshipEvent.HistoryOpened;
import rapport.relationships.RelationshipEvent.ItemsHandedOver;
import rapport.relationships.RelationshipEvent.PartyJoined;
import rapport.relationships.RelationshipEvent.RelationshipEnded;
import rapport.relationships.RelationshipEvent.RelationshipErased;
import rapport.relationships.RelationshipEvent.RelationshipStarted;
import rapport.ruptures.RuptureEvent.ChangeNoted;
import rapport.ruptures.RuptureEvent.ImpactDescribed;
import rapport.ruptures.RuptureEvent.RepairAccepted;
import rapport.ruptures.RuptureEvent.RepairDeclined;
import rapport.ruptures.RuptureEvent.RepairOffered;
import rapport.ruptures.RuptureEvent.RuptureDisputed;
import rapport.ruptures.RuptureEvent.RuptureLetGo;
import rapport.ruptures.RuptureEvent.RuptureNamed;
import rapport.ruptures.RuptureEvent.RuptureReopened;
import rapport.ruptures.RuptureEvent.RuptureRepaired;

/** Makes the relationship known to Axon, and its events' names known to the store. */
@Configuration(proxyBeanMethods = false)
class RelationshipConfiguration {

    /** The stored names of a relationship's stream. They last for ever: add to them, never change one. */
    static final List<StoredType> EVENTS = List.of(
            StoredType.event("RelationshipStarted", RelationshipStarted.class),
            StoredType.event("PartyJoined", PartyJoined.class),
            StoredType.event("RelationshipEnded", RelationshipEnded.class),
            StoredType.event("HistoryOpened", HistoryOpened.class),
            StoredType.event("ItemsHandedOver", ItemsHandedOver.class),
            StoredType.event("RelationshipErased", RelationshipErased.class),
            StoredType.event("CommitmentMade", CommitmentMade.class),
            StoredType.event("CommitmentDeclined", CommitmentDeclined.class),
            StoredType.event("NewDateProposed", NewDateProposed.class),
            StoredType.event("NewDateAccepted", NewDateAccepted.class),
            StoredType.event("NewDateRefused", NewDateRefused.class),
            StoredType.event("CommitmentKept", CommitmentKept.class),
            StoredType.event("KeepingConfirmed", KeepingConfirmed.class),
            StoredType.event("KeepingDisputed", KeepingDisputed.class),
            StoredType.event("CommitmentMissed", CommitmentMissed.class),
            StoredType.event("CommitmentReleased", CommitmentReleased.class),
            StoredType.event("ReleaseDisputed", ReleaseDisputed.class),
            StoredType.event("DateDisputed", DateDisputed.class),
            StoredType.event("CommitmentWithdrawn", CommitmentWithdrawn.class),
            StoredType.event("FeedbackRequested", FeedbackRequested.class),
            StoredType.event("FeedbackGiven", FeedbackGiven.class),
            StoredType.event("FeedbackHeard", FeedbackHeard.class),
            StoredType.event("ConcernRaised", ConcernRaised.class),
            StoredType.event("ConcernHeard", ConcernHeard.class),
            StoredType.event("ConcernAnswered", ConcernAnswered.class),
            StoredType.event("ConcernSettled", ConcernSettled.class),
            StoredType.event("ConcernReopened", ConcernReopened.class),
            StoredType.event("ConcernWithdrawn", ConcernWithdrawn.class),
            StoredType.event("RuptureNamed", RuptureNamed.class),
            StoredType.event("ImpactDescribed", ImpactDescribed.class),
            StoredType.event("RepairOffered", RepairOffered.class),
            StoredType.event("RepairAccepted", RepairAccepted.class),
            StoredType.event("RepairDeclined", RepairDeclined.class),
            StoredType.event("RuptureDisputed", RuptureDisputed.class),
            StoredType.event("ChangeNoted", ChangeNoted.class),
            StoredType.event("RuptureRepaired", RuptureRepaired.class),
            StoredType.event("RuptureLetGo", RuptureLetGo.class),
            StoredType.event("RuptureReopened", RuptureReopened.class),
            StoredType.event("CadenceSet", CadenceSet.class),
            StoredType.event("OneOnOneMoved", OneOnOneMoved.class),
            StoredType.event("OneOnOneCancelled", OneOnOneCancelled.class),
            StoredType.event("OneOnOneHeld", OneOnOneHeld.class),
            StoredType.event("TopicRaised", TopicRaised.class),
            StoredType.event("TopicDiscussed", TopicDiscussed.class),
            StoredType.event("TopicDropped", TopicDropped.class),
            StoredType.event("NoteTaken", NoteTaken.class),
            StoredType.event("NoteUnflagged", NoteUnflagged.class),
            StoredType.event("EntryReworded", EntryReworded.class),
            StoredType.event("EntryRetracted", EntryRetracted.class));

    @Bean
    StoredTypes.Contribution relationshipEvents() {
        return () -> EVENTS;
    }

    @Bean
    ConfigurerModule relationshipModule(KnownRelationships known) {
        return configurer -> configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(Relationship.class)
                .configureCommandTargetResolver(_ -> RelationshipCommand.TARGET)
                .configureAggregateFactory(_ -> known.factory()));
    }
}
