package rapport.exports;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code history.html}: one file that needs nothing else, to be read and printed. It holds no script and forbids itself to
 * load anything; every text finds its own direction.
 */
final class HtmlSheet implements Sheet {

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: light-dark(#1c2024, #e4e6e9); --quiet: light-dark(#565d66, #a3abb5);
              --line: light-dark(#d5d9de, #3b4149); --paper: light-dark(#fff, #17191c); }
            body { margin: 2rem auto; max-width: 44rem; padding: 0 1.25rem; color: var(--ink); background: var(--paper);
              font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
            h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 1rem; }
            h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line);
              break-after: avoid; }
            p { margin: .25rem 0; }
            header p, .mark, time, .label, .about { color: var(--quiet); }
            article { margin: .75rem 0; padding-inline-start: 3.5rem; position: relative; break-inside: avoid-page; }
            time { position: absolute; inset-inline-start: 0; font-variant-numeric: tabular-nums; }
            blockquote { margin: .25rem 0; padding-inline-start: .75rem; border-inline-start: 2px solid var(--line);
              white-space: pre-wrap; }
            .label, .mark, .about { font-size: .9rem; }
            @page { margin: 2cm; }
            @media print { :root { color-scheme: light; } body { margin: 0; max-width: none; padding: 0; font-size: 10.5pt; } }
            """;

    private final OutputStream out;
    private boolean isWithinDay;

    HtmlSheet(OutputStream out) {
        this.out = out;
    }

    @Override
    public void begin(String title, List<String> facts) throws IOException {
        write("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"referrer\" content=\"no-referrer\">\n<title>" + safe(title) + "</title>\n<style>\n"
                + STYLE + "</style>\n</head>\n<body>\n<header>\n<h1>" + safe(title) + "</h1>\n");
        for (var fact : facts) {
            write("<p>" + safe(fact) + "</p>\n");
        }
        write("</header>\n<main>\n");
    }

    @Override
    public void day(String title) throws IOException {
        write((isWithinDay ? "</section>\n" : "") + "<section>\n<h2>" + safe(title) + "</h2>\n");
        isWithinDay = true;
    }

    @Override
    public void event(Printed event) throws IOException {
        var about = event.about();
        var time = "<time>" + safe(event.at()) + "</time> ";
        if (about != null) {
            write("<article>\n<p class=\"about\">" + time + "<span dir=\"auto\">" + safe(about) + "</span></p>\n<p>"
                    + safe(event.sentence()) + "</p>\n");
        } else {
            write("<article>\n<p>" + time + safe(event.sentence()) + "</p>\n");
        }
        for (var quote : event.quotes()) {
            var label = quote.label();
            if (label != null) {
                write("<p class=\"label\">" + safe(label) + "</p>\n");
            }
            write("<blockquote dir=\"auto\">" + safe(quote.words()) + "</blockquote>\n");
        }
        for (var mark : event.marks()) {
            write("<p class=\"mark\">" + safe(mark) + "</p>\n");
        }
        write("</article>\n");
    }

    @Override
    public void end(String last) throws IOException {
        write((isWithinDay ? "</section>\n" : "") + "</main>\n<footer>\n<p class=\"mark\">" + safe(last)
                + "</p>\n</footer>\n</body>\n</html>\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    static String safe(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
