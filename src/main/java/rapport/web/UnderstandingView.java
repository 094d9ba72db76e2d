package rapport.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import rapport.capture.Asking;
import rapport.capture.Choice;
import rapport.capture.Completion;
import rapport.capture.Reading.Asked;
import rapport.capture.Reading.NotUnderstood;
import rapport.capture.Reading.Understood;
import rapport.doors.Capturing.Looked;

/**
 * What came of looking at a line, as it stands under it.
 *
 * @param state {@code understood}, {@code asked} or {@code not}; for scripts and style sheets
 * @param trouble why it was not recorded though it was asked for; null otherwise
 * @param notes what else is worth knowing before it is recorded
 * @param example a line that would do; null where none helps
 * @param answer the name under which a choice is sent
 * @param anyDay true if any other day is as good an answer
 * @param hidden what goes along with the next step
 * @param shown tells what was understood; empty unless it was
 */
public record UnderstandingView(
        String state,
        @Nullable String trouble,
        String sentence,
        List<String> notes,
        @Nullable String example,
        String answer,
        List<Choice> choices,
        boolean anyDay,
        Map<String, String> hidden,
        String shown,
        List<Completion> completions) {

    static UnderstandingView of(Looked looked, @Nullable String trouble) {
        var hidden = new LinkedHashMap<>(looked.answers());
        return switch (looked.reading()) {
            case Understood understood -> {
                hidden.put("id", UUID.randomUUID().toString());
                yield new UnderstandingView(
                        "understood",
                        trouble,
                        understood.sentence(),
                        understood.notes(),
                        null,
                        "",
                        List.of(),
                        false,
                        hidden,
                        looked.shown(),
                        List.of());
            }
            case Asked asked -> {
                var field = asked.about().field();
                hidden.remove(field);
                yield new UnderstandingView(
                        "asked",
                        trouble,
                        asked.question(),
                        List.of(),
                        null,
                        field,
                        asked.choices(),
                        asked.about() == Asking.DAY,
                        hidden,
                        "",
                        looked.completions());
            }
            case NotUnderstood not -> not(not.sentence(), not.example(), trouble, looked.completions());
        };
    }

    /** For a line that cannot even be read. */
    static UnderstandingView not(
            String sentence, @Nullable String example, @Nullable String trouble, List<Completion> completions) {
        return new UnderstandingView(
                "not", trouble, sentence, List.of(), example, "", List.of(), false, Map.of(), "", completions);
    }

    /** 200 if only a yes is missing, 422 if more is. */
    int status() {
        return state.equals("understood") ? 200 : 422;
    }

    /** The key that stands for a choice. */
    public String key(int at) {
        return at < 9 ? String.valueOf(at + 1) : at == 9 ? "0" : "";
    }

    @Override
    public String toString() {
        return "UnderstandingView[" + state + "]";
    }
}
