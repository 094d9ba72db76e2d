package rapport.web;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.View;
import rapport.shared.Traced;

/**
 * A page on its way out, written as a whole or not at all. The framework logs the views that it is handed, so this one
 * says only which template it is.
 */
final class Page implements View {

    private static final Logger LOG = LoggerFactory.getLogger(Page.class);

    private final TemplateEngine templates;
    private final String template;
    private final int status;
    private final Object content;

    Page(TemplateEngine templates, String template, int status, Object content) {
        this.templates = templates;
        this.template = template;
        this.status = status;
        this.content = content;
    }

    @Override
    public String getContentType() {
        return "text/html;charset=UTF-8";
    }

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var html = new StringOutput();
        try {
            templates.render(template + ".jte", content, html);
        } catch (RuntimeException e) {
            LOG.error("a page could not be written", new Traced(e));
            response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            return;
        }
        var bytes = html.toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(getContentType());
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    @Override
    public String toString() {
        return "Page[" + template + "]";
    }
}
