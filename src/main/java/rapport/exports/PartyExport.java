package rapport.exports;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import rapport.accounts.People;
import rapport.corrections.CorrectionEvent.EntryRetracted;
import rapport.corrections.CorrectionEvent.EntryReworded;
import rapport.eventstore.StoredEvents;
import rapport.exports.Reading.Leaf;
import rapport.history.Corrected;
import rapport.notebooks.Notebooks;
import rapport.parties.EntryId;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.relationships.Relationships;
import rapport.seals.Receipt;
import rapport.seals.Seals;
import rapport.shared.NotThere;
import rapport.words.Vault;

/**
 * A party's copy of one relationship: what both may read, and the own notebook. Made while it is sent, from the streams as
 * they stood when it was asked for; nothing of it is ever written to this machine's disk.
 */
@Component
public class PartyExport {

    static final String FORMAT = "rapport-export";
    static final int VERSION = 1;

    /** Setting pages is work; more at once would only slow each other down, and everybody else. */
    private static final int AT_ONCE = 2;

    /** Of one PDF: what is on them lies in memory until it is written. */
    private static final int MOST_PAGES = 200;

    private final Relationships relationships;
    private final Notebooks notebooks;
    private final People people;
    private final StoredEvents events;
    private final Vault vault;
    private final Teller teller;
    private final Seals seals;
    private final Clock clock;
    private final int pages;
    private final Semaphore presses = new Semaphore(AT_ONCE, true);

    @Autowired
    PartyExport(
            Relationships relationships,
            Notebooks notebooks,
            People people,
            StoredEvents events,
            Vault vault,
            Teller teller,
            Seals seals,
            Clock clock) {
        this(relationships, notebooks, people, events, vault, teller, seals, clock, MOST_PAGES);
    }

    PartyExport(
            Relationships relationships,
            Notebooks notebooks,
            People people,
            StoredEvents events,
            Vault vault,
            Teller teller,
            Seals seals,
            Clock clock,
            int pages) {
        this.relationships = relationships;
        this.notebooks = notebooks;
        this.people = people;
        this.events = events;
        this.vault = vault;
        this.teller = teller;
        this.seals = seals;
        this.clock = clock;
        this.pages = pages;
    }

    /** A copy that is made once it is written, of what there was when it was asked for. */
    public interface Copy {

        /** What to call the file. */
        String name();

        /** Writes the whole of it; the stream stays open. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** @throws NotThere for anyone but the two, auditors included: they read here, and take nothing along */
    public Copy of(PersonId party, RelationshipId id) {
        var subject = subject(party, id);
        return new Copy() {
            @Override
            public String name() {
                return subject.folder() + ".zip";
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                presses.acquireUninterruptibly();
                try {
                    write(subject, out);
                } finally {
                    presses.release();
                }
            }
        };
    }

    private Subject subject(PersonId party, RelationshipId id) {
        var card = relationships.find(party, id);
        var side = card.parties().joinedSideOf(party).orElseThrow(NotThere::new);
        var notebook = notebooks.find(party, id).orElse(null);
        var subject = new Subject(
                card,
                party,
                side,
                notebook,
                events.length(id.toString()),
                notebook == null ? 0 : events.length(notebook.toString()),
                Map.of(),
                new Corrected(Set.of(), Set.of()),
                seals.head().map(Receipt::text).orElse(""),
                clock.instant());
        return lookedThrough(subject);
    }

    /** With the names of all who recorded something, and with what was put right. */
    private Subject lookedThrough(Subject subject) {
        var seen = new LinkedHashSet<PersonId>();
        var parties = subject.card().parties();
        var reworded = new HashSet<EntryId>();
        var retracted = new HashSet<EntryId>();
        seen.addAll(List.of(parties.manager(), parties.report(), subject.viewer()));
        Reading.shared(events, subject).forEach(leaf -> {
            var recorder = leaf.line().event().recorder();
            if (recorder != null) {
                seen.add(recorder);
            }
            corrections(leaf, reworded, retracted);
        });
        Reading.own(events, subject).forEach(leaf -> corrections(leaf, reworded, retracted));
        return new Subject(
                subject.card(),
                subject.viewer(),
                subject.side(),
                subject.notebook(),
                subject.shared(),
                subject.own(),
                new HashMap<>(people.names(seen)),
                new Corrected(reworded, retracted),
                subject.receipt(),
                subject.madeAt());
    }

    private static void corrections(Leaf leaf, Set<EntryId> reworded, Set<EntryId> retracted) {
        switch (leaf.line().event()) {
            case EntryReworded correction -> reworded.add(correction.entry());
            case EntryRetracted correction -> retracted.add(correction.entry());
            default -> {
                // says nothing about what was said before
            }
        }
    }

    private void write(Subject subject, OutputStream out) throws IOException {
        var archive = new Archive(out, subject.folder(), subject.madeAt());
        archive.add("README.txt", to -> to.write(Readme.of(subject).getBytes(StandardCharsets.UTF_8)));
        archive.add("events.jsonl", to -> {
            var lines = new EventLines(subject, vault, to);
            Reading.shared(events, subject).forEach(lines::write);
            Reading.own(events, subject).forEach(lines::write);
        });
        archive.add("entries.csv", to -> new EntryRows(subject, events, vault, to).write());
        archive.add("history.html", to -> new Story(subject, events, vault, teller).printOn(new HtmlSheet(to)));
        var story = new Story(subject, events, vault, teller);
        for (var part = 1; part == 1 || story.goesOn(); part++) {
            archive.add(part == 1 ? "history.pdf" : "history-" + part + ".pdf", to -> {
                try (var sheet = new PdfSheet(to, subject.madeAt(), pages)) {
                    story.printOn(sheet);
                }
            });
        }
        var proofs = seals.proofs(subject.lengths());
        archive.add("proofs/blocks.jsonl", proofs::writeBlocks);
        archive.add("proofs/events.jsonl", proofs::writeEvents);
        var manifest = manifest(subject, archive.written());
        archive.add("manifest.json", to -> to.write(manifest));
        archive.add("manifest.sig", to -> to.write(Base64.getEncoder().encode(seals.sign(manifest))));
        archive.close();
    }

    private byte[] manifest(Subject subject, List<Archive.Written> files) {
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("format", FORMAT);
        manifest.put("version", VERSION);
        manifest.put("madeAt", subject.madeAt());
        manifest.put("madeBy", "Rapport " + Version.text());
        manifest.put("madeFor", Map.of("id", subject.viewer(), "name", subject.viewerName(), "side", subject.side()));
        manifest.put("relationship", subject.card().id());
        manifest.put("streams", subject.streams());
        if (!subject.receipt().isEmpty()) {
            manifest.put("head", subject.receipt());
        }
        manifest.put("publicKey", Base64.getEncoder().encodeToString(seals.publicKey()));
        manifest.put("files", files);
        return EventLines.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
    }
}
