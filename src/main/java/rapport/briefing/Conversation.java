package rapport.briefing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import rapport.briefing.OpenItem.Kind;

/**
 * A proposed order in which to talk about what is open: repairs first, work last. Only an order; the items are those of
 * the brief, each once.
 */
public record Conversation(List<Step> steps) {

    /** What a part of the conversation is for. */
    public enum Purpose {
        MEND,
        OWN,
        LISTEN,
        LEARN,
        AGREE,
        TALK,
        WORK
    }

    /** One part of the conversation, never empty, its items worst first. */
    public record Step(Purpose purpose, List<OpenItem> items) {}

    static Conversation about(OpenItems open) {
        var byPurpose = new EnumMap<Purpose, List<OpenItem>>(Purpose.class);
        open.items()
                .forEach(item -> byPurpose
                        .computeIfAbsent(purpose(item.kind()), _ -> new ArrayList<>())
                        .add(item));
        return new Conversation(byPurpose.entrySet().stream()
                .map(step -> new Step(step.getKey(), List.copyOf(step.getValue())))
                .toList());
    }

    private static Purpose purpose(Kind kind) {
        return switch (kind) {
            case UNREPAIRED_RUPTURE -> Purpose.MEND;
            case BROKEN_PROMISE -> Purpose.OWN;
            case UNANSWERED_CONCERN, UNSETTLED_CONCERN -> Purpose.LISTEN;
            case LANDED_HARD, FEEDBACK_OWED, UNHEARD_GUIDANCE -> Purpose.LEARN;
            case AWAITING_VERDICT, DATE_PROPOSED -> Purpose.AGREE;
            case TOPIC, FLAGGED_NOTE -> Purpose.TALK;
            case DUE_BY_NEXT -> Purpose.WORK;
        };
    }
}
