package rapport.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import rapport.doors.Fields;
import rapport.doors.HistoryCheck;
import rapport.doors.HistoryCheck.Fit;
import rapport.parties.Actor;
import rapport.parties.PersonId;
import rapport.seals.Receipt;
import rapport.seals.Seals;

/** Having the history checked, and receipts. */
@RestController
@RequestMapping("/api/verify")
class VerifyController {

    private static final long PATIENCE = 800;

    private final HistoryCheck check;
    private final Seals seals;

    VerifyController(HistoryCheck check, Seals seals) {
        this.check = check;
        this.seals = seals;
    }

    record Problem(UUID relationship, boolean ownNotes, String kind, long event, String sentence) {}

    record Fitting(String receipt, Fit fit) {}

    /** @param running how far the check is that runs, in per cent; null if none does */
    record Shown(
            @Nullable String receipt,
            @Nullable Integer running,
            @Nullable Instant checkedAt,
            @Nullable Boolean holds,
            @Nullable Long blocks,
            @Nullable Instant sealedUpTo,
            @Nullable Long notSealedYet,
            List<Problem> problems,
            @Nullable Boolean elsewhere,
            List<Fitting> receipts) {}

    @GetMapping
    Answer last(@AuthenticationPrincipal Actor actor) {
        return new Answer(shown(actor.person(), List.of()));
    }

    @PostMapping
    Answer start(@AuthenticationPrincipal Actor actor, Fields fields) {
        var typed = fields.optionalWords("receipts").orNull();
        fields.check();
        check.start(actor.person(), PATIENCE);
        return new Answer(shown(
                actor.person(),
                typed == null
                        ? List.of()
                        : check.receipts(typed.text()).entrySet().stream()
                                .map(fit -> new Fitting(fit.getKey(), fit.getValue()))
                                .toList()));
    }

    private Shown shown(PersonId person, List<Fitting> receipts) {
        var outcome = check.of(person);
        var reach = check.reach(person);
        return new Shown(
                seals.head().map(Receipt::text).orElse(null),
                check.progress(),
                outcome == null ? null : outcome.at(),
                outcome == null ? null : outcome.holds(),
                outcome == null ? null : outcome.blocks(),
                reach.map(Seals.Reach::at).orElse(null),
                reach.map(Seals.Reach::since).orElse(null),
                outcome == null
                        ? List.of()
                        : outcome.mine().stream()
                                .map(problem -> new Problem(
                                        problem.relationship().value(),
                                        problem.ownNotes(),
                                        problem.kind().name(),
                                        problem.sequence(),
                                        problem.sentence()))
                                .toList(),
                outcome == null ? null : outcome.elsewhere(),
                receipts);
    }
}
