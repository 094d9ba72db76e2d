package rapport.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import rapport.doors.OnMyBehalf;
import rapport.history.Line;
import rapport.parties.RelationshipId;
import rapport.parties.Viewer;
import rapport.web.HistoryPage.Quote;
import rapport.web.OnMyBehalfPage.InOneEntry;
import rapport.web.OnMyBehalfPage.Told;
import rapport.words.Vault;

/** Makes the page of what was recorded in the viewer's name before they joined. */
@Component
class OnMyBehalfPages {

    static final String UNVERIFIED = "Said in your name; you have not said anything to it yet";

    private final OnMyBehalf onMyBehalf;
    private final Frames frames;
    private final Items items;
    private final Offers offers;
    private final Vault vault;
    private final Clock clock;

    OnMyBehalfPages(OnMyBehalf onMyBehalf, Frames frames, Items items, Offers offers, Vault vault, Clock clock) {
        this.onMyBehalf = onMyBehalf;
        this.frames = frames;
        this.items = items;
        this.offers = offers;
        this.vault = vault;
        this.clock = clock;
    }

    OnMyBehalfPage of(Visit visit, RelationshipId id) {
        var recorded = onMyBehalf.of(visit.viewer(), id);
        var card = recorded.relationship();
        var other = frames.nameOf(card.parties().on(recorded.side().other()));
        var names = frames.namesOf(List.of(card));
        var pair = Pair.of(card, new Viewer.Party(recorded.side()), names, card.dayOf(clock.instant()));
        return new OnMyBehalfPage(
                frames.within(visit, "Recorded in your name · " + other, pair),
                other,
                pair.address(),
                unverified(recorded.unverified()),
                recorded.entries().stream()
                        .map(entry -> entry(pair, entry, visit))
                        .toList());
    }

    /** How many verdicts wait for the viewer's own word, in a sentence; empty if none does. */
    static String unverified(int count) {
        return switch (count) {
            case 0 -> "";
            case 1 -> "1 verdict that was recorded in your name is not verified yet.";
            default -> count + " verdicts that were recorded in your name are not verified yet.";
        };
    }

    private InOneEntry entry(Pair pair, OnMyBehalf.InOneEntry entry, Visit visit) {
        var words = words(entry);
        return new InOneEntry(
                Spoken.capital(Telling.noun(entry.kind())),
                words,
                href(pair, entry),
                state(pair, entry),
                marks(entry),
                entry.unverified() ? Seam.WAITING : Seam.CLOSED,
                entry.lines().stream().map(line -> told(pair, line, words)).toList(),
                acts(pair, entry, visit));
    }

    private String words(OnMyBehalf.InOneEntry entry) {
        var promise = entry.promise();
        var other = entry.other();
        if (promise != null) {
            return items.shown(promise.relationship(), promise.promise().text());
        }
        return other == null ? "" : items.shown(other.stream(), other.entry().text());
    }

    // One that was retracted is left in the history only.
    private static String href(Pair pair, OnMyBehalf.InOneEntry entry) {
        var id = pair.card().id();
        var promise = entry.promise();
        if (promise != null) {
            return Addressed.promise(id, promise.promise().commitment().id());
        }
        if (entry.entry() == null) {
            return Addressed.oneOnOnes(id);
        }
        return entry.other() == null
                ? Addressed.history(id, Objects.requireNonNull(entry.entry()))
                : Addressed.entry(id, Objects.requireNonNull(entry.entry()));
    }

    private static String state(Pair pair, OnMyBehalf.InOneEntry entry) {
        var promise = entry.promise();
        if (promise != null) {
            return PromisePages.state(pair, promise);
        }
        return entry.other() == null ? "" : EntryPages.stands(pair, entry.other());
    }

    private static List<String> marks(OnMyBehalf.InOneEntry entry) {
        var marks = new ArrayList<String>();
        if (entry.unverified()) {
            marks.add(UNVERIFIED);
        }
        if (entry.entry() != null && entry.promise() == null && entry.other() == null) {
            marks.add("Retracted since");
        }
        return List.copyOf(marks);
    }

    private Told told(Pair pair, Line line, String shownAbove) {
        var telling = Telling.of(pair, line, Map.of());
        return new Told(
                telling.sentence(),
                telling.quoted().stream()
                        .map(quoted -> new Quote(
                                quoted.label(),
                                vault.open(line.stream(), quoted.words()).shown()))
                        .filter(quote -> !quote.words().equals(shownAbove))
                        .toList(),
                Days.moment(line.at(), pair.card().zone(), pair.today()),
                line.at().toString(),
                Objects.requireNonNullElse(PromisePages.mark(pair, line.event().by()), ""));
    }

    private ActsView acts(Pair pair, OnMyBehalf.InOneEntry entry, Visit visit) {
        var promise = entry.promise();
        if (promise != null) {
            return offers.onMyBehalf(pair, promise, visit);
        }
        return entry.other() == null ? ActsView.NONE : offers.onMyBehalf(pair, entry.other(), entry.acts(), visit);
    }
}
