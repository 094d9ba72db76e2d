package rapport.notebooks;

import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import rapport.eventstore.Durability;
import rapport.eventstore.EventStoreConfiguration;
import rapport.eventstore.Recorded;
import rapport.eventstore.Retry;
import rapport.eventstore.Streams;
import rapport.notebooks.NotebookAct.Creation;
import rapport.notebooks.NotebookAct.ShareEntry;
import rapport.parties.Actor;
import rapport.parties.By;
import rapport.parties.EntryEvent;
import rapport.parties.EntryId;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;
import rapport.trust.TrustEvent.TrustNoted;
import rapport.words.Vault;

/**
 * The one way in for every private act, and the one way to what came of it. A notebook is found by its author and never
 * by its id, so nobody can ask for another's. Whether somebody is a party, and the relationship has not ended, the
 * caller has looked at before.
 */
@Component
public class Notebooks {

    private static final String SYSTEM = "system";

    private final CommandGateway commands;
    private final JdbcClient sql;
    private final Vault vault;
    private final Streams streams;
    private final Durability durability;
    private final Clock clock;

    Notebooks(
            CommandGateway commands, JdbcClient sql, Vault vault, Streams streams, Durability durability, Clock clock) {
        this.commands = commands;
        this.sql = sql;
        this.vault = vault;
        this.streams = streams;
        this.durability = durability;
        this.clock = clock;
    }

    /**
     * What a private act came to.
     *
     * @param sequence the place, in the notebook's stream, of the event that records it
     */
    public record Written(long sequence) {}

    // --- which notebook -------------------------------------------------------------------------------------------

    /** The author's notebook beside a relationship, if they ever were about to write into it. */
    public Optional<NotebookId> find(PersonId author, RelationshipId relationship) {
        return sql.sql("select id from notebook where relationship = ? and author = ?")
                .params(relationship.value(), author.value())
                .query(UUID.class)
                .optional()
                .map(NotebookId::new);
    }

    /** The notebooks of one author, in no order. */
    public List<NotebookId> of(PersonId author) {
        return sql.sql("select id from notebook where author = ?")
                .param(author.value())
                .query((row, _) -> new NotebookId(row.getObject("id", UUID.class)))
                .list();
    }

    /** Whose notebook this is; nobody's if there is no such notebook. */
    public Optional<PersonId> authorOf(NotebookId notebook) {
        return sql.sql("select author from notebook where id = ?")
                .param(notebook.value())
                .query(UUID.class)
                .optional()
                .map(PersonId::new);
    }

    /**
     * The author's notebook, reserved with its key if there was none, so that words can be sealed for it before the act
     * that opens it. One reserved and never written into is empty and does no harm. Not within a transaction.
     */
    public NotebookId openOrFind(PersonId author, RelationshipId relationship) {
        return find(author, relationship).orElseGet(() -> {
            var reserved =
                    Retry.onConflict(() -> find(author, relationship).orElseGet(() -> reserve(author, relationship)));
            durability.await();
            return reserved;
        });
    }

    // The key first: what stands in the table can be sealed for. Who loses the race leaves a key that sealed nothing.
    private NotebookId reserve(PersonId author, RelationshipId relationship) {
        var id = NotebookId.random();
        vault.makeKeyFor(id.value());
        return add(id, author, relationship);
    }

    private NotebookId add(NotebookId id, PersonId author, RelationshipId relationship) {
        sql.sql("insert into notebook (id, relationship, author) values (?, ?, ?)")
                .params(id.value(), relationship.value(), author.value())
                .update();
        return id;
    }

    // --- writing --------------------------------------------------------------------------------------------------

    /**
     * Does what a party asks for in their own notebook, and answers when it is on disk; the first act opens it. Repeating
     * a creation records nothing and answers as the first time. Not within a transaction.
     *
     * @param zone the relationship's
     * @throws NotThere if what is acted on does not exist
     * @throws RuleBroken with the rule that refused it
     */
    public Written perform(Actor actor, RelationshipId relationship, Side ownSide, ZoneId zone, NotebookAct act) {
        var notebook = existing(actor, relationship);
        try {
            long sequence = Retry.onConflict(() -> send(notebook, actor, relationship, ownSide, zone, act));
            durability.await();
            return new Written(sequence);
        } catch (AlreadyRecorded _) {
            // It may have been recorded an instant ago, by the request that this one repeats.
            durability.await();
            return sameAsRecorded(notebook, act);
        }
    }

    /**
     * Shares an entry as one step of a transaction of the caller's, who also tries again and waits until it is on disk.
     * What it throws must end that transaction.
     */
    public Written shareWithin(Actor actor, RelationshipId relationship, Side ownSide, ZoneId zone, EntryId entry) {
        var notebook = existing(actor, relationship);
        return new Written(send(notebook, actor, relationship, ownSide, zone, new ShareEntry(entry)));
    }

    // An act either brings words, which were sealed for a notebook that was opened, or is about an entry in one.
    private NotebookId existing(Actor actor, RelationshipId relationship) {
        return find(actor.person(), relationship).orElseThrow(NotThere::new);
    }

    private long send(
            NotebookId notebook, Actor actor, RelationshipId relationship, Side ownSide, ZoneId zone, NotebookAct act) {
        var by = new By(actor.person(), ownSide, false);
        var write = new Write(notebook, relationship, by, zone, clock.instant(), act);
        Map<String, ?> metaData = Map.of(
                EventStoreConfiguration.ACTOR, actor.person().toString(),
                EventStoreConfiguration.CHANNEL, actor.channel().name());
        Long sequence = commands.sendAndWait(
                GenericCommandMessage.asCommandMessage(write).andMetaData(metaData));
        return sequence;
    }

    private Written sameAsRecorded(NotebookId notebook, NotebookAct act) {
        if (act instanceof Creation again) {
            var made = streams.read(notebook.toString()).stream()
                    .filter(recorded -> recorded.event() instanceof EntryEvent event
                            && event.entry().equals(again.entry()))
                    .findFirst()
                    .orElseThrow(NotThere::new);
            var asMade = PrivateEntry.after(null, (EntryEvent) made.event(), made.at());
            if (vault.isSame(notebook.value(), asMade.text(), again.text())) {
                return new Written(made.sequence());
            }
        }
        throw NotebookState.idTaken();
    }

    // --- erasing --------------------------------------------------------------------------------------------------

    /** Everybody who has a notebook beside a relationship, and these people as well. */
    public Set<PersonId> besides(RelationshipId relationship, List<PersonId> parties) {
        var authors = new LinkedHashSet<>(parties);
        sql.sql("select author from notebook where relationship = ? order by author")
                .param(relationship.value())
                .query(UUID.class)
                .list()
                .forEach(author -> authors.add(new PersonId(author)));
        return authors;
    }

    /**
     * Records that the words of an author's notebook can never be read again, so that nothing is written into it from
     * here on, and answers which it is when that is on disk. Where there is none yet, one is reserved that never had a key:
     * somebody might be about to write the first word. To be done before the key is destroyed; doing it again records
     * nothing. Not within a transaction.
     */
    public NotebookId erase(PersonId author, RelationshipId relationship) {
        var notebook = Retry.onConflict(
                () -> find(author, relationship).orElseGet(() -> add(NotebookId.random(), author, relationship)));
        Retry.onConflict(() ->
                commands.sendAndWait(GenericCommandMessage.asCommandMessage(new EraseNotebook(notebook, relationship))
                        .andMetaData(Map.of(EventStoreConfiguration.CHANNEL, SYSTEM))));
        durability.await();
        return notebook;
    }

    // --- reading --------------------------------------------------------------------------------------------------

    /** One entry of the author's notebook, whatever became of it. */
    public Optional<PrivateEntry> entry(PersonId author, RelationshipId relationship, EntryId id) {
        return entries(author, relationship).stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst();
    }

    /** All entries of the author's notebook, whatever became of them, in the order in which they were made. */
    public List<PrivateEntry> entries(PersonId author, RelationshipId relationship) {
        return entriesOf(read(author, relationship));
    }

    private static List<PrivateEntry> entriesOf(List<Recorded<Object>> stream) {
        var entries = new LinkedHashMap<EntryId, PrivateEntry>();
        for (var recorded : stream) {
            if (recorded.event() instanceof EntryEvent event) {
                entries.compute(event.entry(), (_, before) -> PrivateEntry.after(before, event, recorded.at()));
            }
        }
        return List.copyOf(entries.values());
    }

    /** What the author noted about trust, oldest first; its words are sealed with the author's notebook's key. */
    public List<Recorded<TrustNoted>> trust(PersonId author, RelationshipId relationship) {
        return read(author, relationship).stream()
                .filter(recorded -> recorded.event() instanceof TrustNoted)
                .map(recorded -> new Recorded<>(recorded.sequence(), recorded.at(), (TrustNoted) recorded.event()))
                .toList();
    }

    private List<Recorded<Object>> read(PersonId author, RelationshipId relationship) {
        return find(author, relationship).map(id -> streams.read(id.toString())).orElse(List.of());
    }
}
