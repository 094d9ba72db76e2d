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
            if (recorded.event() instanceof CommitmentEvent event) {
                var typed = new Recorded<>(recorded.sequence(), recorded.at(), event);
                promises.compute(event.commitment(), (_, before) -> Promise.after(before, typed));
                steps.add(PromiseStep.of(typed));
            }
            if (recorded.event() instanceof CorrectionEvent correction) {
                promises.computeIfPresent(
                        new CommitmentId(correction.entry().value()), (_, before) -> before.corrected(correction));
            }
        }
        return new PromiseFold(promises, steps);
    }

    /** Those on which somebody still has a move. */
    List<Promise> open() {
        return promises.values().stream().filter(Promise::isOpen).toList();
    }
}
