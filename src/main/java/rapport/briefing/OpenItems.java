package rapport.briefing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rapport.briefing.OpenItem.Kind;
import rapport.briefing.OpenItem.OwedBy;
import rapport.commitments.Commitment;
import rapport.commitments.Commitment.Status;
import rapport.parties.Side;

/**
 * What is open on a day, worst first.
 *
 * @param inFlight how many open promises are due later than the next 1:1 and wait for nobody
 */
public record OpenItems(LocalDate today, LocalDate next, int inFlight, List<OpenItem> items) {

    /** How far ahead to look where no next 1:1 is known. */
    static final int DAYS_WITHOUT_CADENCE = 7;

    /**
     * The open items among these promises. A pure function: the same promises, zone and days, the same answer.
     *
     * @param zone the relationship's, in which the days of recorded instants are told
     */
    static OpenItems among(Collection<Promise> promises, ZoneId zone, LocalDate today, LocalDate next) {
        var items = new ArrayList<OpenItem>();
        var inFlight = 0;
        for (var promise : promises) {
            var item = itemOf(promise, zone, today, next);
            item.ifPresent(items::add);
            if (item.isEmpty() && promise.commitment().status() == Status.OPEN) {
                inFlight++;
            }
        }
        items.sort(OpenItem.WORST_FIRST);
        return new OpenItems(today, next, inFlight, List.copyOf(items));
    }

    // At its best rank only: the first that applies.
    private static Optional<OpenItem> itemOf(Promise promise, ZoneId zone, LocalDate today, LocalDate next) {
        var commitment = promise.commitment();
        if (commitment.isBroken(today)) {
            return item(Kind.BROKEN_PROMISE, commitment, commitment.promisor(), brokenSince(commitment));
        }
        if (commitment.status() == Status.CLAIMED) {
            return item(Kind.AWAITING_VERDICT, commitment, commitment.promisee(), day(promise.claimedAt(), zone));
        }
        if (commitment.hasLiveProposal(today)) {
            return item(Kind.DATE_PROPOSED, commitment, commitment.promisee(), day(promise.proposedAt(), zone));
        }
        if (commitment.status() == Status.OPEN && !commitment.dueOn().isAfter(next)) {
            return item(Kind.DUE_BY_NEXT, commitment, commitment.promisor(), commitment.dueOn());
        }
        return Optional.empty();
    }

    private static LocalDate brokenSince(Commitment commitment) {
        var miss = commitment.miss();
        return miss != null && miss.on().isBefore(commitment.dueOn()) ? miss.on() : commitment.dueOn();
    }

    private static LocalDate day(@Nullable Instant instant, ZoneId zone) {
        return LocalDate.ofInstant(Objects.requireNonNull(instant), zone);
    }

    private static Optional<OpenItem> item(Kind kind, Commitment commitment, Side owedBy, LocalDate since) {
        return Optional.of(new OpenItem(
                kind, commitment.id().value(), commitment.made().text(), OwedBy.of(owedBy), since, commitment.dueOn()));
    }
}
