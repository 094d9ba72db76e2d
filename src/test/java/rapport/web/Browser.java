package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** A browser without JavaScript: it keeps cookies, follows redirects by GET and sends the forms that a page holds. */
public final class Browser {

    private final URI origin;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(Redirect.NEVER)
            .build();

    public Browser(int port) {
        this(URI.create("http://127.0.0.1:" + port));
    }

    /** @param origin where addresses without a host lead; others may be given too */
    Browser(URI origin) {
        this.origin = origin;
    }

    /** A page as it arrived, and the address at which it was in the end. */
    public record Page(int status, String address, String contentType, String body) {

        Document html() {
            return Jsoup.parse(body);
        }

        String text() {
            return html().text();
        }

        String main() {
            return select("main").text();
        }

        public Element select(String selector) {
            var found = html().selectFirst(selector);
            assertThat(found)
                    .as("%s at %s (%d):%n%s", selector, address, status, body)
                    .isNotNull();
            return java.util.Objects.requireNonNull(found);
        }

        boolean has(String selector) {
            return html().selectFirst(selector) != null;
        }

        /** What a browser would send for a form if nothing were changed in it. */
        Map<String, String> fieldsOf(String form) {
            var fields = new LinkedHashMap<String, String>();
            ((FormElement) select(form)).formData().forEach(field -> fields.put(field.key(), field.value()));
            return fields;
        }
    }

    /** What the browser would send of a cookie, as {@code name=value}. */
    Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(cookie -> name + "=" + cookie.getValue())
                .findFirst();
    }

    public Page get(String path) {
        return follow(send(request(path).GET().build()));
    }

    /** Sends a form of a page with some of its fields filled in, and goes where that leads. */
    public Page submit(Page page, String form, Map<String, String> filled) {
        return follow(submitWithoutFollowing(page, form, filled));
    }

    HttpResponse<String> submitWithoutFollowing(Page page, String form, Map<String, String> filled) {
        var fields = page.fieldsOf(form);
        var offered = page.select(form).select("[name]").eachAttr("name");
        filled.forEach((name, value) -> {
            assertThat(offered).as("fields of " + form).contains(name);
            fields.put(name, value);
        });
        return post(page.select(form).attr("action"), fields);
    }

    /** Sends what no page offers. */
    HttpResponse<String> post(String path, Map<String, String> fields) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(fields)))
                .build());
    }

    Page follow(HttpResponse<String> response) {
        var now = response;
        while (now.statusCode() / 100 == 3) {
            var location = now.headers().firstValue("Location").orElseThrow();
            now = send(HttpRequest.newBuilder(now.uri().resolve(location)).build());
        }
        var uri = now.uri();
        var address = uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
        return new Page(
                now.statusCode(),
                address,
                now.headers().firstValue("Content-Type").orElse(""),
                now.body());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(origin.resolve(path));
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
