package rapport.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import rapport.capture.Choice;
import rapport.capture.Form;
import rapport.capture.Reading.Asked;
import rapport.capture.Reading.NotUnderstood;
import rapport.capture.Reading.Understood;
import rapport.doors.Capturing;
import rapport.doors.Capturing.Looked;
import rapport.doors.Capturing.Outcome.NotYet;
import rapport.doors.Capturing.Outcome.Recorded;
import rapport.doors.Fields;
import rapport.parties.Actor;
import rapport.parties.RelationshipId;
import rapport.shared.RuleBroken;

/** The capture line for programs: one line of text in, one act recorded, or a question back. */
@RestController
@RequestMapping("/api/capture")
class CaptureController {

    private final Capturing capturing;

    CaptureController(Capturing capturing) {
        this.capturing = capturing;
    }

    /** How a line is understood. What does not apply is left out. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Seen(
            boolean understood,
            String sentence,
            List<String> notes,
            @Nullable RelationshipId relationship,
            @Nullable Form form,
            @Nullable String shown,
            @Nullable String field,
            List<OneChoice> choices,
            @Nullable String example,
            List<String> completions) {}

    record OneChoice(String value, String label) {}

    record Captured(UUID id, long sequence, RelationshipId relationship, Form form, String sentence) {}

    @PostMapping("/understand")
    Answer understand(@AuthenticationPrincipal Actor actor, Fields fields) {
        return new Answer(seen(capturing.look(actor, fields)));
    }

    private static Seen seen(Looked looked) {
        var completions = looked.completions().stream().map(one -> one.text()).toList();
        return switch (looked.reading()) {
            case Understood understood ->
                new Seen(
                        true,
                        understood.sentence(),
                        understood.notes(),
                        understood.intent().relationship(),
                        understood.intent().form(),
                        looked.shown(),
                        null,
                        List.of(),
                        null,
                        completions);
            case Asked asked ->
                new Seen(
                        false,
                        asked.question(),
                        List.of(),
                        null,
                        null,
                        null,
                        asked.about().field(),
                        choices(asked.choices()),
                        null,
                        completions);
            case NotUnderstood not ->
                new Seen(
                        false,
                        not.sentence(),
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        not.example(),
                        completions);
        };
    }

    private static List<OneChoice> choices(List<Choice> choices) {
        return choices.stream()
                .map(choice -> new OneChoice(choice.value(), choice.label()))
                .toList();
    }

    @PostMapping
    ResponseEntity<Answer> record(@AuthenticationPrincipal Actor actor, Fields fields) {
        return switch (capturing.record(actor, fields)) {
            case Recorded recorded ->
                ResponseEntity.status(recorded.canBeTakenBack() ? 201 : 200)
                        .body(new Answer(new Captured(
                                recorded.acted().id(),
                                recorded.acted().sequence(),
                                recorded.relationship(),
                                recorded.form(),
                                recorded.sentence())));
            case NotYet(var looked) -> notYet(looked);
        };
    }

    // Said like any other problem, with what is needed to go on.
    private static ResponseEntity<Answer> notYet(Looked looked) {
        var more = new LinkedHashMap<String, Object>();
        return switch (looked.reading()) {
            case Understood understood -> {
                var broken = new RuleBroken(
                        "not-as-shown", "Nothing was recorded: by now it means something else than what was shown.");
                more.put("shown", looked.shown());
                more.put("sentence", understood.sentence());
                yield Problems.problem(409, broken.sentence(), broken.rule(), more);
            }
            case Asked asked -> {
                more.put("field", asked.about().field());
                more.put("choices", choices(asked.choices()));
                yield Problems.problem(422, asked.question(), null, more);
            }
            case NotUnderstood not -> {
                if (not.example() != null) {
                    more.put("example", not.example());
                }
                yield Problems.problem(not.rule() == null ? 422 : 409, not.sentence(), not.rule(), more);
            }
        };
    }
}
