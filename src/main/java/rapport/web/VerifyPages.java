package rapport.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import rapport.doors.HistoryCheck;
import rapport.doors.HistoryCheck.Fit;
import rapport.doors.HistoryCheck.Outcome;
import rapport.doors.HistoryCheck.Problem;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.relationships.Relationships;
import rapport.seals.Receipt;
import rapport.seals.Seals;

/** Makes the page on which everybody can have the history checked, and says on every page if it does not hold. */
@Component
class VerifyPages {

    static final String RECEIPTS = "receipts";

    /** More are counted and not listed: each costs a look through the history. */
    private static final int MOST_PROBLEMS = 20;

    private final HistoryCheck check;
    private final Seals seals;
    private final Relationships relationships;
    private final Frames frames;
    private final Clock clock;

    VerifyPages(HistoryCheck check, Seals seals, Relationships relationships, Frames frames, Clock clock) {
        this.check = check;
        this.seals = seals;
        this.relationships = relationships;
        this.frames = frames;
        this.clock = clock;
    }

    /** @param fits what came of the receipts that were typed in */
    VerifyPage of(Visit visit, Map<String, Fit> fits) {
        var outcome = check.of(visit.viewer());
        return new VerifyPage(
                frames.around(visit, "Check the history", "settings"),
                seals.head().map(Receipt::text).orElse(""),
                check.reach(visit.viewer()).map(this::sentence).orElse(""),
                check.progress(),
                outcome == null ? "" : sentence(outcome),
                outcome == null || outcome.holds(),
                outcome == null ? List.of() : problems(visit.viewer(), outcome),
                outcome == null || outcome.mine().size() <= MOST_PROBLEMS
                        ? ""
                        : "And " + (outcome.mine().size() - MOST_PROBLEMS) + " more.",
                new FormBuilder("check", Addressed.VERIFY, visit)
                        .build("Check everything now", "Check everything now", true),
                fits.entrySet().stream()
                        .map(fit -> fit(fit.getKey(), fit.getValue()))
                        .toList(),
                new FormBuilder(RECEIPTS, Addressed.RECEIPTS, visit)
                        .words(RECEIPTS, "Receipts, one on each line", "", "Such as 42-K7Q2-M9XD-4T3W.")
                        .build("Check receipts", "Check receipts", false));
    }

    private String when(Instant at) {
        var zone = ZoneId.systemDefault();
        return Days.moment(at, zone, LocalDate.ofInstant(clock.instant(), zone));
    }

    private String sentence(Seals.Reach reach) {
        var sealed = "Sealed up to " + when(reach.at()) + ". ";
        if (reach.since() == 0) {
            return sealed + "Nothing that you may read was recorded since.";
        }
        return sealed
                + (reach.since() == 1
                        ? "One thing that you may read was recorded since. It is sealed within the hour; until then, a"
                                + " change to it leaves no trace."
                        : reach.since()
                                + " things that you may read were recorded since. They are sealed within the hour;"
                                + " until then, a change to them leaves no trace.");
    }

    private String sentence(Outcome outcome) {
        var when = when(outcome.at());
        if (outcome.holds()) {
            return "Last checked on " + when + ": "
                    + (outcome.blocks() == 1 ? "the one block holds" : "all " + outcome.blocks() + " blocks hold")
                    + ". Nothing that was sealed by then was changed, removed, put in or moved.";
        }
        return "Last checked on " + when + ": something does not fit."
                + (outcome.elsewhere()
                        ? " It is in a place that is not yours, or in the seals themselves; the operator is told."
                        : "");
    }

    private List<VerifyPage.Problem> problems(PersonId viewer, Outcome outcome) {
        var cards = relationships.of(viewer);
        var names = frames.namesOf(cards);
        var shown = outcome.mine().stream().limit(MOST_PROBLEMS).toList();
        var pages = new ArrayList<VerifyPage.Problem>();
        shown.stream()
                .collect(Collectors.groupingBy(Problem::relationship, LinkedHashMap::new, Collectors.toList()))
                .forEach((relationship, problems) -> {
                    var other = cards.stream()
                            .filter(card -> card.id().equals(relationship))
                            .map(card -> card.parties().manager().equals(viewer)
                                    ? card.parties().report()
                                    : card.parties().manager())
                            .map(person -> names.getOrDefault(person, Frames.NAMELESS))
                            .findFirst()
                            .orElse(Frames.NAMELESS);
                    pages.addAll(problems(viewer, relationship, problems, "the history of you and " + other));
                });
        return pages;
    }

    private List<VerifyPage.Problem> problems(
            PersonId viewer, RelationshipId relationship, List<Problem> problems, String where) {
        if (!check.isReadable(viewer, relationship)) {
            return problems.stream()
                    .map(problem -> new VerifyPage.Problem(
                            problem.sentence(),
                            null,
                            Spoken.capital(where)
                                    + " cannot be shown: what was altered cannot be read any more. The operator can"
                                    + " compare it with a backup."))
                    .toList();
        }
        var spots = check.spots(viewer, relationship, problems);
        return problems.stream()
                .map(problem -> {
                    var spot = spots.get(problem);
                    return spot == null
                            ? new VerifyPage.Problem(
                                    problem.sentence(), Addressed.history(relationship), Spoken.capital(where))
                            : new VerifyPage.Problem(
                                    problem.sentence(),
                                    Addressed.history(relationship, spot.before(), spot.place()),
                                    (spot.itself() ? "See it in " : "See what stood before it in ") + where);
                })
                .toList();
    }

    private static VerifyPage.Fit fit(String receipt, Fit fit) {
        return switch (fit) {
            case FITS ->
                new VerifyPage.Fit(
                        receipt,
                        "fits. Its block is as it was made; a check of everything tells what it covers.",
                        true);
            case CHANGED ->
                new VerifyPage.Fit(
                        receipt,
                        "does not fit any more: what had been recorded by then is not what is here now.",
                        false);
            case UNKNOWN ->
                new VerifyPage.Fit(
                        receipt, "is of a block that is not here. It is another server's, or blocks are gone.", false);
            case NO_RECEIPT ->
                new VerifyPage.Fit(
                        receipt, "is no receipt. One looks like 42-K7Q2-M9XD-4T3W; look at each sign again.", false);
        };
    }
}
