package rapport.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import rapport.ServedTest;
import rapport.Wire;
import rapport.Wire.Reply;
import rapport.shared.Home;

@TestPropertySource(properties = "rapport.management.port=0")
class HealthTest extends ServedTest {

    private static final Pattern LINE = Pattern.compile("(?m)^([a-z_]+)(\\{[^}]*})? (\\S+)$");
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    @Autowired
    private Environment environment;

    @Autowired
    private Home home;

    private int port() {
        return environment.getRequiredProperty("local.management.port", Integer.class);
    }

    private Reply ask(String line, String... headers) {
        return Wire.send(
                port(), line + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n");
    }

    private Reply get(String path) {
        return ask("GET " + path, "Host: localhost:" + port());
    }

    private String figures() {
        var reply = get("/actuator/prometheus");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.body();
    }

    private static OptionalDouble figure(String all, String name, String... labels) {
        return LINE.matcher(all)
                .results()
                .filter(line -> line.group(1).equals(name))
                .filter(line -> List.of(labels).stream()
                        .allMatch(
                                label -> line.group(2) != null && line.group(2).contains(label)))
                .mapToDouble(line -> Double.parseDouble(line.group(3)))
                .findFirst();
    }

    private static double acts(String all, String kind, String outcome) {
        return figure(all, "rapport_acts_total", "kind=\"" + kind + "\"", "outcome=\"" + outcome + "\"")
                .orElse(0);
    }

    // --- health ---------------------------------------------------------------------------------------------------

    @Test
    void it_says_what_it_needs_and_has() {
        for (var path : List.of("/actuator/health/readiness", "/actuator/health")) {
            var reply = get(path);
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            assertThat(reply.body())
                    .contains("\"database\":{\"status\":\"UP\"}")
                    .contains("\"keys\":{\"status\":\"UP\"}")
                    .contains("\"disk\":{\"status\":\"UP\"}")
                    .contains("\"readinessState\":{\"status\":\"UP\"}")
                    .doesNotContain("details", home.directory().toString());
        }
        assertThat(get("/actuator/health/liveness").body())
                .contains("\"status\":\"UP\"")
                .doesNotContain("database");
        assertThat(get("/actuator/health/readiness").header("Set-Cookie")).isEmpty();
    }

    // --- who may ask ----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/prometheus",
                "/actuator/metrics",
                "/health",
                "/metrics",
                "/livez",
                "/readyz"
            })
    void nothing_of_it_is_behind_the_pages_port(String path) {
        var olga = operator();
        var other = api(olga).get("/api/no-such-address");
        assertThat(api(olga).get("/api" + path).text()).isEqualTo(other.text());
        var visitor = nobody().withCookie("");
        assertThat(visitor.get(path).status()).isEqualTo(303);
        visitor.signIn("Olga Operator", PASSPHRASE);
        assertThat(visitor.get(path).status()).isEqualTo(404);
        // Neither by the name of the other port.
        var named = visitor.request("GET", path, Map.of("Host", "localhost:" + port()), null, "");
        assertThat(named.status()).isEqualTo(404);
        assertThat(named.body()).doesNotContain("rapport_", "\"UP\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:PORT",
                "localhost.evil.example",
                "127.0.0.1.evil.example:PORT",
                "localhost.",
                "rapport.example.com",
                "0.0.0.0",
                "[::1",
                ""
            })
    void no_other_name_is_answered(String host) {
        var reply = ask("GET /actuator/prometheus", "Host: " + host.replace("PORT", String.valueOf(port())));

        assertThat(reply.status()).as(reply.text()).isIn(400, 421);
        assertThat(reply.body()).doesNotContain("rapport_");
    }

    @Test
    void a_page_of_another_site_is_not_answered() {
        for (var site : List.of("cross-site", "same-site", "same-origin")) {
            var reply = ask("GET /actuator/prometheus", "Host: localhost:" + port(), "Sec-Fetch-Site: " + site);
            assertThat(reply.status()).isEqualTo(421);
            assertThat(reply.body()).doesNotContain("rapport_");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
    void nothing_can_be_changed(String method) {
        var reply = ask(method + " /actuator/health", "Host: localhost", "Content-Length: 0");

        assertThat(reply.status()).as(reply.text()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/threaddump",
                "/actuator/beans",
                "/actuator/loggers",
                "/actuator/mappings",
                "/actuator/shutdown",
                "/actuator/metrics",
                "/actuator/configprops",
                "/actuator/health/database/x",
                "/sign-in",
                "/api/me",
                "/people",
                "/assets/app.js"
            })
    void there_is_nothing_else_there(String path) {
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    void it_cannot_be_reached_at_any_other_address_of_this_machine() throws IOException {
        var others = new ArrayList<InetAddress>(List.of(InetAddress.getByName("127.0.0.2")));
        NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .forEach(others::add);
        for (var address : others) {
            assertThatThrownBy(() -> {
                        try (var socket = new Socket()) {
                            socket.connect(new InetSocketAddress(address, port()), 5_000);
                        }
                    })
                    .as(address.toString())
                    .isInstanceOf(ConnectException.class);
        }
    }

    // --- figures --------------------------------------------------------------------------------------------------

    @Test
    void acts_are_counted_by_what_they_were_and_what_came_of_them() {
        var ada = somebody("Ada");
        var grace = somebody("Grace");
        var relationship = relationship(ada, grace);
        join(grace, relationship);
        var path = "/api/relationships/" + relationship;
        var before = figures();

        var promise = Map.of(
                "id",
                UUID.randomUUID().toString(),
                "promisor",
                "REPORT",
                "text",
                "the figures",
                "dueOn",
                LocalDate.now(ZoneOffset.UTC).plusDays(7).toString());
        var id = api(ada).post(path + "/commitments", promise).expect(201).field("id");
        api(ada).post(path + "/commitments", promise);
        api(grace).post(path + "/commitments/" + id + "/keep", Map.of()).expect(200);
        api(grace).post(path + "/commitments/" + id + "/keep", Map.of()).expect(409);
        record(ada, relationship, "topics", Map.of("text", "for me alone", "visibility", "PRIVATE"));

        var after = figures();
        assertThat(acts(after, "MakeCommitment", "recorded") - acts(before, "MakeCommitment", "recorded"))
                .isEqualTo(1);
        assertThat(acts(after, "MakeCommitment", "repeated") - acts(before, "MakeCommitment", "repeated"))
                .isEqualTo(1);
        assertThat(acts(after, "KeepCommitment", "recorded") - acts(before, "KeepCommitment", "recorded"))
                .isEqualTo(1);
        assertThat(acts(after, "KeepCommitment", "refused") - acts(before, "KeepCommitment", "refused"))
                .isEqualTo(1);
        assertThat(acts(after, "NotePrivateTopic", "recorded") - acts(before, "NotePrivateTopic", "recorded"))
                .isEqualTo(1);
        for (var timer : List.of("rapport_act_seconds", "rapport_append_seconds", "rapport_flush_seconds")) {
            assertThat(figure(after, timer + "_count").orElse(0))
                    .as(timer)
                    .isGreaterThan(figure(before, timer + "_count").orElse(0));
            assertThat(figure(after, timer + "_bucket", "le=\"+Inf\""))
                    .as(timer)
                    .isPresent();
        }
    }

    /** The names of all figures, which docs/operations.md explains. */
    @Test
    void there_is_each_figure_that_is_promised_and_none_but_seal_age_is_unknown() {
        var all = figures();
        var names = new TreeSet<String>();
        LINE.matcher(all).results().forEach(line -> names.add(line.group(1)));

        assertThat(names)
                .contains(
                        "rapport_views_stale",
                        "rapport_events",
                        "rapport_seal_distance",
                        "rapport_seal_age_seconds",
                        "rapport_sessions",
                        "rapport_deliveries",
                        "rapport_nodes",
                        "rapport_cut_off",
                        "rapport_disk_free_bytes",
                        "rapport_database_size_bytes",
                        "rapport_flush_wait_seconds_count",
                        "hikaricp_connections_acquire_seconds_count",
                        "hikaricp_connections_pending",
                        "jvm_memory_used_bytes",
                        "process_uptime_seconds",
                        "logback_events_total");
        assertThat(LINE.matcher(all).results().filter(line -> line.group(3).equals("NaN")))
                .allMatch(line -> line.group(1).equals("rapport_seal_age_seconds"));
        assertThat(figure(all, "rapport_nodes")).hasValue(1);
        assertThat(figure(all, "rapport_cut_off")).hasValue(0);
        assertThat(figure(all, "rapport_deliveries", "way=\"email\"", "state=\"waiting\""))
                .isPresent();
        assertThat(figure(all, "rapport_disk_free_bytes").orElse(0)).isGreaterThan(0);
    }

    @Test
    void what_lies_in_the_tables_is_counted() throws InterruptedException {
        var stale = UUID.randomUUID();
        sql.sql("insert into stale_view (view, relationship, since, why, next_try_at)"
                        + " values ('entries', ?, current_timestamp, 'FAILED', ?)")
                // Not tried again before this has been looked at.
                .params(stale, OffsetDateTime.now(ZoneOffset.UTC).plusDays(1))
                .update();
        try {
            signedIn(somebody("Ada"));
            var all = await("rapport_views_stale", 1);
            assertThat(figure(all, "rapport_events").orElse(0)).isEqualTo((double) events());
            assertThat(figure(all, "rapport_seal_distance").orElse(0)).isGreaterThanOrEqualTo(0);
            assertThat(figure(all, "rapport_sessions").orElse(0)).isGreaterThanOrEqualTo(1);
        } finally {
            sql.sql("delete from stale_view where relationship = ?")
                    .param(stale)
                    .update();
        }
        await("rapport_views_stale", 0);
    }

    // They are counted anew every few seconds.
    private String await(String name, double value) throws InterruptedException {
        for (var tries = 0; tries < 300; tries++) {
            var all = figures();
            if (figure(all, name).orElse(-1) == value) {
                return all;
            }
            Thread.sleep(100);
        }
        throw new AssertionError(name + " never became " + value);
    }

    /** A story with a word in it that occurs nowhere else, which must not come up again here. */
    @Test
    void no_word_no_name_and_no_id_leaves_by_it() {
        var marker = "Marker" + UUID.randomUUID().toString().replace("-", "");
        var ada = somebody("Ada" + marker);
        var grace = somebody("Grace" + marker);
        var relationship = relationship(ada, grace);
        join(grace, relationship);
        var path = "/api/relationships/" + relationship;
        var promise = record(
                ada,
                relationship,
                "commitments",
                Map.of(
                        "promisor",
                        "REPORT",
                        "text",
                        marker,
                        "dueOn",
                        LocalDate.now(ZoneOffset.UTC).plusDays(7).toString()));
        api(grace).post(path + "/commitments/" + promise + "/keep", Map.of("delivered", marker));
        api(grace).post(path + "/commitments/" + promise + "/" + marker, Map.of("delivered", marker));
        record(ada, relationship, "concerns", Map.of("text", marker));
        record(
                ada,
                relationship,
                "ruptures",
                Map.of(
                        "text",
                        marker,
                        "kind",
                        "OTHER",
                        "causedBy",
                        "MANAGER",
                        "occurredOn",
                        LocalDate.now(ZoneOffset.UTC).toString()));
        record(grace, relationship, "topics", Map.of("text", marker, "visibility", "PRIVATE"));
        api(ada).get(path + "/history?q=" + marker);
        api(ada).get("/api/" + marker);
        signedIn(ada).get("/" + marker);
        nobody().submit("/sign-in", Map.of("name", marker, "passphrase", marker));
        get("/actuator/" + marker);
        get("/actuator/health/" + marker);

        var all = figures() + get("/actuator/health").body();
        assertThat(all)
                .doesNotContainIgnoringCase(marker)
                .doesNotContain("@", "example", ada.id().toString(), relationship, promise)
                .doesNotContain(home.directory().toString(), System.getProperty("user.name") + "/");
        assertThat(ID.matcher(all).find()).isFalse();
        assertThat(labels(all))
                .isSubsetOf(
                        "kind",
                        "outcome",
                        "le",
                        "way",
                        "state",
                        "pool",
                        "area",
                        "id",
                        "action",
                        "cause",
                        "gc",
                        "level",
                        "runtime",
                        "vendor",
                        "version",
                        "application");
    }

    private static Set<String> labels(String all) {
        var names = new TreeSet<String>();
        LINE.matcher(all)
                .results()
                .filter(line -> line.group(2) != null)
                .forEach(line -> LABEL.matcher(line.group(2)).results().forEach(label -> names.add(label.group(1))));
        return names;
    }
}
