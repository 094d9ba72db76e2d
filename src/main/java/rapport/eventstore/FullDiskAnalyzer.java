package rapport.eventstore;

import java.io.IOException;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two sentences that the disk took no more, instead of how H2 came upon it. */
final class FullDiskAnalyzer extends AbstractFailureAnalyzer<MVStoreException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, MVStoreException cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof IOException io) {
                return new FailureAnalysis(
                        "The data could not be read or written: " + io.getMessage() + ".",
                        "Make room, and see that the data directory belongs to this user; then start again. What was "
                                + "recorded before is not touched.",
                        rootFailure);
            }
        }
        return null;
    }
}
