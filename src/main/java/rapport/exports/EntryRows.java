package rapport.exports;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import rapport.briefing.Entry;
import rapport.briefing.Promise;
import rapport.briefing.Standing;
import rapport.concerns.Concern;
import rapport.eventstore.Recorded;
import rapport.eventstore.StoredEvents;
import rapport.exports.Reading.Leaf;
import rapport.feedback.Feedback;
import rapport.feedback.FeedbackRequest;
import rapport.history.Kind;
import rapport.meetings.Note;
import rapport.meetings.Topic;
import rapport.notebooks.PrivateEntry;
import rapport.parties.By;
import rapport.parties.EntryId;
import rapport.ruptures.Rupture;
import rapport.words.Sealed;
import rapport.words.Vault;

/** {@code entries.csv}: every entry on a row of its own, as it stands when the copy is made, for spreadsheets. */
final class EntryRows {

    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private static final List<String> HEADINGS = List.of(
            "kind",
            "id",
            "visibility",
            "recorded by",
            "in the name of",
            "recorded at (%s)",
            "promised or caused by",
            "words",
            "reworded",
            "state",
            "due or happened on",
            "last event at (%s)",
            "events");

    private final Subject subject;
    private final StoredEvents events;
    private final Vault vault;
    private final Csv csv;

    EntryRows(Subject subject, StoredEvents events, Vault vault, OutputStream out) throws IOException {
        this.subject = subject;
        this.events = events;
        this.vault = vault;
        this.csv = new Csv(out);
    }

    /** What the events on one entry have in common, whatever kind it is of. */
    private static final class Life {
        private final Leaf first;
        private Instant last;
        private int events;

        Life(Leaf first) {
            this.first = first;
            this.last = first.line().at();
        }
    }

    void write() throws IOException {
        var zone = subject.card().zone().getId();
        csv.row(HEADINGS.stream().map(heading -> heading.formatted(zone)).toList());
        write(Reading.shared(events, subject));
        write(Reading.own(events, subject));
    }

    private void write(Reading stream) throws IOException {
        var standing = new Standing();
        Map<EntryId, Life> lives = new HashMap<>();
        stream.forEach(leaf -> {
            var line = leaf.line();
            standing.take(new Recorded<>(line.sequence(), line.at(), line.event()));
            var entry = line.entry();
            if (entry != null) {
                var life = lives.computeIfAbsent(entry, _ -> new Life(leaf));
                life.last = line.at();
                life.events++;
            }
        });
        for (var promise : standing.promises()) {
            var made = promise.commitment().made();
            row(
                    Objects.requireNonNull(lives.get(made.entry())),
                    subject.name(promise.commitment().promisor()),
                    promise.text(),
                    promise.rewording() != null,
                    state(promise),
                    promise.commitment().dueOn().toString());
        }
        for (var entry : standing.entries()) {
            row(
                    Objects.requireNonNull(lives.get(entry.id())),
                    causedBy(entry),
                    entry.text(),
                    entry.isReworded(),
                    entry.isRetracted() ? "retracted" : state(entry),
                    day(entry));
        }
    }

    private void row(Life life, String whose, Sealed words, boolean reworded, String state, @Nullable String day)
            throws IOException {
        var line = life.first.line();
        var by = line.event().by();
        csv.row(List.of(
                (line.kind() == Kind.COMMITMENT ? "promise" : plain(line.kind()))
                        + (life.first.stored().name().endsWith("FeedbackRequested") ? " asked for" : ""),
                String.valueOf(line.entry()),
                plain(line.visibility()),
                by == null ? "" : subject.name(by.person()),
                inTheNameOf(by),
                at(line.at()),
                whose,
                vault.open(line.stream(), words).shown(),
                reworded ? "yes" : "no",
                state,
                day == null ? "" : day,
                at(life.last),
                String.valueOf(life.events)));
    }

    // As spreadsheets know times, where the two are; to the millisecond they are in events.jsonl.
    private String at(Instant instant) {
        return AT.format(instant.atZone(subject.card().zone()));
    }

    private String causedBy(Entry entry) {
        return switch (entry.state()) {
            case Rupture rupture -> subject.name(rupture.named().causedBy());
            case PrivateEntry own -> own.causedBy() == null ? "" : subject.name(own.causedBy());
            default -> "";
        };
    }

    private String inTheNameOf(@Nullable By by) {
        return by == null || !by.onBehalf() ? "" : subject.name(by.side());
    }

    private static String plain(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String state(Promise promise) {
        if (promise.retracted()) {
            return "retracted";
        }
        var commitment = promise.commitment();
        return plain(commitment.status())
                + (commitment.miss() == null ? "" : ", missed")
                + (commitment.unverified() ? ", not yet verified" : "");
    }

    private static String state(Entry entry) {
        return switch (entry.state()) {
            case Feedback feedback -> feedback.landing() == null ? "not heard" : "landed " + plain(feedback.landing());
            case FeedbackRequest request -> request.answeredBy() == null ? "open" : "answered";
            case Concern concern -> plain(concern.status());
            case Rupture rupture -> plain(rupture.stage());
            case Topic topic -> plain(topic.status());
            case Note note -> note.flagged() ? "to come back to" : "kept";
            case PrivateEntry own -> plain(own.status());
            default -> throw new IllegalStateException("no such entry");
        };
    }

    private static @Nullable String day(Entry entry) {
        return switch (entry.state()) {
            case Rupture rupture -> rupture.named().occurredOn().toString();
            case PrivateEntry own
            when own.occurredOn() != null -> own.occurredOn().toString();
            default -> null;
        };
    }
}
