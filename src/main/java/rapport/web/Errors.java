package rapport.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;
import rapport.security.Refusal;

/**
 * Where the server sends what no room took: a page for people, problem+json for programs, and for neither anything of
 * what lies behind.
 */
@Controller
class Errors implements ErrorController {

    private final ErrorPages pages;

    Errors(ErrorPages pages) {
        this.pages = pages;
    }

    @RequestMapping("/error")
    View error(HttpServletRequest request) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri && isForPrograms(uri)) {
            return (_, _, response) -> Refusal.problem(response, status, ErrorPages.sentence(status));
        }
        return pages.page(status);
    }

    private static boolean isForPrograms(String uri) {
        return uri.equals("/api") || uri.startsWith("/api/");
    }
}
