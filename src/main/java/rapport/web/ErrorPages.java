package rapport.web;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import rapport.security.BodyLimit;
import rapport.security.Refusal;

/** The page for each status that is no success, and its sentence. */
@Component
class ErrorPages {

    private final Pages pages;

    ErrorPages(Pages pages) {
        this.pages = pages;
    }

    View page(int status) {
        return page(status, sentence(status));
    }

    View page(int status, String sentence) {
        return page(status, Refusal.titleOf(status), sentence);
    }

    View page(int status, String title, String sentence) {
        return pages.page("error", status, new ErrorPage(Frame.plain(title), title, sentence));
    }

    static String sentence(int status) {
        return switch (status) {
            case 400 -> "This request cannot be understood.";
            case 403 -> "This is not possible from here.";
            case 404 -> "There is nothing here under this address, or it is not yours to see.";
            case 405 -> "This address does not take that kind of request.";
            case 406 -> "This is not available in the form that was asked for.";
            case 413 -> BodyLimit.SENTENCE;
            case 415 -> "This kind of content cannot be read here.";
            default ->
                status < 500
                        ? "This request cannot be answered."
                        : "Something went wrong on our side. "
                                + "If you were recording something, look whether it is there before you try again.";
        };
    }
}
