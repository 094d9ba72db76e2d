package rapport.notebooks;

import java.util.List;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import rapport.eventstore.StoredType;
import rapport.eventstore.StoredTypes;
import rapport.notebooks.NotebookEvent.NotebookErased;
import rapport.notebooks.NotebookEvent.NotebookOpened;
import rapport.notebooks.NotebookEvent.PrivateEntryClosed;
import rapport.notebooks.NotebookEvent.PrivateEntryShared;
import rapport.notebooks.NotebookEvent.PrivateNoteTaken;
import rapport.notebooks.NotebookEvent.PrivateRuptureNoted;
import rapport.notebooks.NotebookEvent.PrivateTopicNoted;
import rapport.trust.TrustEvent.TrustNoted;

/** Makes the notebook known to Axon, and its events' names known to the store; corrections are the relationship's. */
@Configuration(proxyBeanMethods = false)
class NotebookConfiguration {

    /** The stored names of a notebook's stream. They last for ever: add to them, never change one. */
    static final List<StoredType> EVENTS = List.of(
            StoredType.event("NotebookOpened", NotebookOpened.class),
            StoredType.event("PrivateNoteTaken", PrivateNoteTaken.class),
            StoredType.event("PrivateTopicNoted", PrivateTopicNoted.class),
            StoredType.event("PrivateRuptureNoted", PrivateRuptureNoted.class),
            StoredType.event("PrivateEntryShared", PrivateEntryShared.class),
            StoredType.event("PrivateEntryClosed", PrivateEntryClosed.class),
            StoredType.event("TrustNoted", TrustNoted.class),
            StoredType.event("NotebookErased", NotebookErased.class));

    @Bean
    StoredTypes.Contribution notebookEvents() {
        return () -> EVENTS;
    }

    @Bean
    ConfigurerModule notebookModule() {
        return configurer -> configurer.configureAggregate(Notebook.class);
    }
}
