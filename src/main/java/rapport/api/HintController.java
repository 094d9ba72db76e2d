package rapport.api;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import rapport.doors.Fields;
import rapport.hints.Hints;
import rapport.words.Words;

/** Hints on a repair while it is being written; nothing of it is kept. */
@RestController
@RequestMapping("/api/hints")
class HintController {

    @GetMapping
    Answer all() {
        return new Answer(new Json.Hints(Hints.all()));
    }

    @PostMapping
    Answer on(Fields fields) {
        var owned = fields.optionalWords("owned");
        var change = fields.optionalWords("change");
        fields.check();
        return new Answer(new Json.Hints(Hints.on(text(owned), text(change))));
    }

    private static String text(Fields.Field<Words> field) {
        var words = field.orNull();
        return words == null ? "" : words.text();
    }
}
