package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import rapport.doors.Fields;
import rapport.hints.Hints;
import rapport.words.Words;

/** Hints on a repair while a page of it is being written; nothing of it is kept. */
@Controller
class Hinting {

    private final Pages pages;

    Hinting(Pages pages) {
        this.pages = pages;
    }

    @PostMapping(Addressed.HINTS)
    View on(HttpServletRequest request) {
        var fields = Sending.fields(request);
        var owned = fields.optionalWords("owned");
        var change = fields.optionalWords("change");
        fields.check();
        return pages.page("parts/hintsfound", 200, Hints.on(text(owned), text(change)));
    }

    private static String text(Fields.Field<Words> field) {
        var words = field.orNull();
        return words == null ? "" : words.text();
    }
}
