package rapport.relationships;

import java.util.List;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import rapport.commitments.CommitmentEvent.CommitmentDeclined;
import rapport.commitments.CommitmentEvent.CommitmentKept;
import rapport.commitments.CommitmentEvent.CommitmentMade;
import rapport.commitments.CommitmentEvent.CommitmentMissed;
import rapport.commitments.CommitmentEvent.CommitmentReleased;
import rapport.commitments.CommitmentEvent.CommitmentWithdrawn;
import rapport.commitments.CommitmentEvent.KeepingConfirmed;
import rapport.commitments.CommitmentEvent.KeepingDisputed;
import rapport.commitments.CommitmentEvent.NewDateAccepted;
import rapport.commitments.CommitmentEvent.NewDateProposed;
import rapport.commitments.CommitmentEvent.NewDateRefused;
import rapport.eventstore.StoredType;
import rapport.eventstore.StoredTypes;
import rapport.relationships.RelationshipEvent.PartyJoined;
import rapport.relationships.RelationshipEvent.RelationshipEnded;
import rapport.relationships.RelationshipEvent.RelationshipStarted;

/** Makes the relationship known to Axon, and its events' names known to the store. */
@Configuration(proxyBeanMethods = false)
class RelationshipConfiguration {

    /** The stored names of a relationship's stream. They last for ever: add to them, never change one. */
    static final List<StoredType> EVENTS = List.of(
            StoredType.event("RelationshipStarted", RelationshipStarted.class),
            StoredType.event("PartyJoined", PartyJoined.class),
            StoredType.event("RelationshipEnded", RelationshipEnded.class),
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
            StoredType.event("CommitmentWithdrawn", CommitmentWithdrawn.class));

    @Bean
    StoredTypes.Contribution relationshipEvents() {
        return () -> EVENTS;
    }

    @Bean
    ConfigurerModule relationshipModule() {
        return configurer -> configurer.configureAggregate(Relationship.class);
    }
}
