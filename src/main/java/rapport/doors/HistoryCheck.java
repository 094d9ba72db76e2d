package rapport.doors;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.notebooks.Notebooks;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.relationships.Relationships;
import rapport.seals.Checks;
import rapport.seals.Finding;
import rapport.seals.Receipt;

/** What the last check of the whole history means for one person, who must learn nothing from it about anybody else. */
@Component
public class HistoryCheck {

    private static final int MOST_RECEIPTS = 100;

    private final Checks checks;
    private final Relationships relationships;
    private final Notebooks notebooks;

    HistoryCheck(Checks checks, Relationships relationships, Notebooks notebooks) {
        this.checks = checks;
        this.relationships = relationships;
        this.notebooks = notebooks;
    }

    /**
     * What the last check came to.
     *
     * @param blocks how many blocks there were; it tells time and nothing else
     * @param mine what does not fit in what this person may read
     * @param elsewhere true if something does not fit that is not theirs, or not in any one place
     */
    public record Outcome(Instant at, long blocks, List<Problem> mine, boolean elsewhere) {

        public Outcome {
            mine = List.copyOf(mine);
        }

        public boolean holds() {
            return mine.isEmpty() && !elsewhere;
        }
    }

    /**
     * What does not fit in one's own.
     *
     * @param relationship in whose history it is, or in one's notes beside it
     * @param sequence the place of the event, counted from 1
     */
    public record Problem(RelationshipId relationship, boolean ownNotes, Finding.Kind kind, long sequence) {

        /** In one sentence. */
        public String sentence() {
            var what = "Event " + sequence + (ownNotes ? " of your own notes " : " of this history ");
            return switch (kind) {
                case CHANGED -> what + "is not as it was when it was sealed.";
                case REMOVED, HOLE -> what + "is gone.";
                case INSERTED -> what + "was put in later, behind its back.";
                case MOVED, DOUBLE -> what + "does not stand where it stood when it was sealed.";
                case BLOCK, NO_BLOCK, HEAD, KEY, RECEIPT, NO_RECEIPT -> what + "does not fit its seal.";
            };
        }
    }

    /** What came of a receipt that somebody kept. */
    public enum Fit {
        FITS,
        CHANGED,
        UNKNOWN,
        NO_RECEIPT
    }

    /** How far the check is that runs now, in per cent; null if none does. */
    public @Nullable Integer progress() {
        return checks.progress().orElse(null);
    }

    /** Starts a check, or joins the one that runs, and waits for a moment: most are done by then. */
    public void start(long milliseconds) {
        var check = checks.start();
        try {
            check.get(milliseconds, java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException _) {
            // goes on; the page asks again
        }
    }

    /** Null if there never was a check. */
    public @Nullable Outcome of(PersonId person) {
        return checks.last().map(last -> outcome(person, last)).orElse(null);
    }

    private Outcome outcome(PersonId person, Checks.Last last) {
        var mine = new ArrayList<Problem>();
        var elsewhere = false;
        var places = last.findings().isEmpty() ? Map.<UUID, Place>of() : places(person);
        for (var finding : last.findings()) {
            var place = finding.stream() == null ? null : places.get(finding.stream());
            if (place == null) {
                elsewhere = true;
            } else {
                mine.add(new Problem(place.relationship(), place.ownNotes(), finding.kind(), finding.sequence() + 1));
            }
        }
        return new Outcome(last.at(), last.blocks(), mine, elsewhere);
    }

    private record Place(RelationshipId relationship, boolean ownNotes) {}

    private Map<UUID, Place> places(PersonId person) {
        var places = new HashMap<UUID, Place>();
        for (var card : relationships.of(person)) {
            places.put(card.id().value(), new Place(card.id(), false));
            notebooks
                    .find(person, card.id())
                    .ifPresent(notebook -> places.put(notebook.value(), new Place(card.id(), true)));
        }
        return places;
    }

    /** Whether receipts still fit, one on each line, in the order in which they were typed. */
    public Map<String, Fit> receipts(String typed) {
        var fits = new java.util.LinkedHashMap<String, Fit>();
        typed.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(MOST_RECEIPTS)
                .forEach(line -> Receipt.of(line)
                        .ifPresentOrElse(
                                receipt -> fits.put(receipt.text(), fit(receipt)),
                                () -> fits.put(line, Fit.NO_RECEIPT)));
        return fits;
    }

    private Fit fit(Receipt receipt) {
        return checks.check(receipt)
                .map(finding -> finding.kind() == Finding.Kind.NO_RECEIPT ? Fit.UNKNOWN : Fit.CHANGED)
                .orElse(Fit.FITS);
    }
}
