package rapport.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Turns what a page shows into the page. Also for rooms above that bring pages of their own. */
@Component
public class Pages {

    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), "rapport.pages");

    /** @param content the template's only parameter */
    public View page(String template, int status, Object content) {
        return new Page(templates, template, status, content);
    }

    /** Sends the browser on to another of our own pages, by GET. */
    public static View redirect(String address) {
        var view = new RedirectView(address, true);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        view.setExposeModelAttributes(false);
        return view;
    }
}
