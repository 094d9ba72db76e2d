package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** What the server itself refuses. */
class ErrorsTest extends WebTest {

    @Autowired
    JsonMapper json;

    @Test
    void people_get_a_page() {
        var page =
                browser.follow(browser.send(browser.request("/people").DELETE().build()));
        assertThat(page.status()).isIn(403, 405);
        var token = browser.get("/people").fieldsOf("form#sign-out");
        var wrongWay = browser.follow(browser.post("/people", token));
        assertThat(wrongWay.status()).isEqualTo(405);
        assertThat(wrongWay.contentType()).startsWith("text/html");
        assertThat(wrongWay.main()).contains("Not possible here");
        nothingOfTheInside(wrongWay.body());
    }

    @Test
    void programs_get_a_problem_even_where_nothing_is() {
        var response = browser.send(browser.request("/api/nope")
                .header("Authorization", "Bearer " + apiToken)
                .build());
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        var problem = json.readTree(response.body());
        assertThat(problem.propertyNames()).containsExactlyInAnyOrder("status", "title", "detail");
        assertThat(problem.get("status").intValue()).isEqualTo(404);
        nothingOfTheInside(response.body());
    }

    @Test
    void too_large_a_form_is_refused_as_such() {
        var fields = browser.get("/people").fieldsOf("form#start-report");
        fields.put("report.name", "x".repeat(600_000));
        var response = browser.post("/relationships", fields);
        assertThat(response.statusCode()).isEqualTo(413);
        nothingOfTheInside(response.body());
    }

    @Test
    void a_form_without_a_stated_length_is_refused_when_too_large() {
        var body = "_csrf=x&report.name=" + "x".repeat(700_000);
        var response = browser.send(browser.request("/relationships")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                .build());
        assertThat(response.statusCode()).isIn(403, 413);
        nothingOfTheInside(response.body());
    }

    @Test
    void a_request_that_cannot_be_read_is_refused_as_such() {
        var response = browser.send(browser.request("/relationships/%00").build());
        assertThat(response.statusCode()).isEqualTo(400);
        nothingOfTheInside(response.body());
        var percent = browser.send(browser.request("/people;x=1").build());
        assertThat(percent.statusCode()).isEqualTo(400);
        nothingOfTheInside(percent.body());
    }

    @Test
    void pages_hold_no_script_and_no_style_of_their_own() {
        var made = overduePromise(withReport("Ada"), "MANAGER", "Talk");
        for (var page : java.util.List.of(made, open(made, "Talk"), browser.get("/"), browser.get("/people"))) {
            assertThat(page.html().select("script:not([src]), style, [style], [onclick]"))
                    .isEmpty();
            assertThat(page.html().select("[id]").eachAttr("id")).doesNotHaveDuplicates();
            assertThat(page.html().select("link[href]:not([rel=expect]), [src]").eachAttr("href"))
                    .allMatch(href -> href.startsWith("/assets/"));
            page.html()
                    .select("label[for]")
                    .forEach(label -> assertThat(page.html().getElementById(label.attr("for")))
                            .isNotNull());
        }
        for (var sheet :
                browser.get("/").html().select("link:not([rel=expect])").eachAttr("href")) {
            assertThat(browser.get(sheet).status()).as(sheet).isEqualTo(200);
        }
    }

    private static void nothingOfTheInside(String body) {
        assertThat(body).doesNotContainIgnoringCase("exception", "timestamp", "org.", "java.", "rapport.web", "tomcat");
    }
}
