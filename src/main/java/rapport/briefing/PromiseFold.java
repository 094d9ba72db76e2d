package rapport.briefing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rapport.commitments.CommitmentEvent;
import rapport.commitments.CommitmentId;
import rapport.corrections.CorrectionEvent;
import rapport.eventstore.Recorded;

/** The promises of one stream, folded from its events: what the table holds, without the table. */
record PromiseFold(Map<CommitmentId, Promise> promises, List<PromiseStep> steps) {

    static PromiseFold of(List<? extends Recorded<?>> stream) {
        var promises = new LinkedHashMap<CommitmentId, Promise>();
        var steps = new ArrayList<PromiseStep>();
        for (var recorded : stream) {
            take(promises, recorded);
            if (recorded.event() instanceof CommitmentEvent event) {
                steps.add(PromiseStep.of(new Recorded<>(recorded.sequence(), recorded.at(), event)));
            }
        }
        return new PromiseFold(promises, steps);
    }

    /** Has one event of the stream change the promise that it is on. */
    static void take(Map<CommitmentId, Promise> promises, Recorded<?> recorded) {
        if (recorded.event() instanceof CommitmentEvent event) {
            var typed = new Recorded<>(recorded.sequence(), recorded.at(), event);
            promises.compute(event.commitment(), (_, before) -> Promise.after(before, typed));
        }
        if (recorded.event() instanceof CorrectionEvent correction) {
            promises.computeIfPresent(
                    new CommitmentId(correction.entry().value()), (_, before) -> before.corrected(correction));
        }
    }

    /** Those on which somebody still has a move. */
    List<Promise> open() {
        return promises.values().stream().filter(Promise::isOpen).toList();
    }
}
