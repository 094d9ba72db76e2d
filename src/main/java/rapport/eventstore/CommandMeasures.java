package rapport.eventstore;

import java.util.List;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.monitoring.MessageMonitor;
import org.jspecify.annotations.Nullable;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;

/** Says of each command what came of it, once its transaction is through. */
final class CommandMeasures implements MessageMonitor<CommandMessage<?>> {

    private final Measures measures;

    CommandMeasures(Measures measures) {
        this.measures = measures;
    }

    @Override
    public MonitorCallback onMessageIngested(CommandMessage<?> message) {
        var kinds = message.getPayload() instanceof Measures.Kinds several
                ? several.kinds()
                : List.of(message.getPayloadType().getSimpleName());
        var begun = System.nanoTime();
        return new MonitorCallback() {
            @Override
            public void reportSuccess() {
                ended(Measures.Outcome.RECORDED);
            }

            @Override
            public void reportFailure(@Nullable Throwable cause) {
                ended(outcome(cause));
            }

            @Override
            public void reportIgnored() {
                ended(Measures.Outcome.FAILED);
            }

            private void ended(Measures.Outcome outcome) {
                measures.acted(kinds, outcome, System.nanoTime() - begun);
            }
        };
    }

    private static Measures.Outcome outcome(@Nullable Throwable cause) {
        return switch (cause) {
            case RuleBroken _ -> Measures.Outcome.REFUSED;
            case NotThere _ -> Measures.Outcome.NOT_THERE;
            case AlreadyThere _ -> Measures.Outcome.REPEATED;
            case RuntimeException failure when Retry.isAboutARace(failure) -> Measures.Outcome.RACED;
            case null, default -> Measures.Outcome.FAILED;
        };
    }
}
