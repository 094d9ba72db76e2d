package rapport.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import rapport.ServedTest;
import rapport.accounts.People;
import rapport.eventstore.StoredEvents;
import rapport.notebooks.Notebooks;
import rapport.parties.RelationshipId;
import rapport.seals.Sealer;
import rapport.seals.Seals;
import rapport.shared.NotThere;
import rapport.words.Vault;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is in a party's copy, and what is not. */
class PartyExportTest extends ServedTest {

    private static final String LONG = "x".repeat(3_990) + " the end";
    private static final String HEBREW = "שלום, עולם (טוב)";
    private static final String CHINESE = "謝謝你";

    @Autowired
    private PartyExport exports;

    @Autowired
    private Vault vault;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Sealer sealer;

    @TempDir
    private Path scratch = Path.of("");

    private record Two(Somebody manager, Somebody report, String relationship) {

        RelationshipId id() {
            return new RelationshipId(UUID.fromString(relationship));
        }
    }

    private Two two() {
        var manager = somebody("Grace");
        var report = somebody("Ada");
        var relationship = relationship(manager, report);
        join(report, relationship);
        return new Two(manager, report, relationship);
    }

    private Two withWords(String... words) {
        var two = two();
        for (var text : words) {
            record(two.report(), two.relationship(), "concerns", Map.of("text", text));
        }
        return two;
    }

    private byte[] copy(Two two, Somebody party) throws IOException {
        var out = new ByteArrayOutputStream();
        exports.of(party.id(), two.id()).writeTo(out);
        return out.toByteArray();
    }

    private static List<JsonNode> events(Unzipped copy) {
        var events = new ArrayList<JsonNode>();
        copy.text("events.jsonl")
                .lines()
                .forEach(line -> events.add(JsonMapper.shared().readTree(line)));
        return events;
    }

    private static String pdf(Unzipped copy) throws IOException {
        try (var document = Loader.loadPDF(copy.bytes("history.pdf"))) {
            return new PDFTextStripper().getText(document);
        }
    }

    private HttpResponse<byte[]> posted(Somebody who, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", "Bearer " + who.token())
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    @Test
    void the_words_of_both_and_of_the_own_notebook_are_in_every_form() throws Exception {
        var two = withWords("the deadline <b>slips</b>");
        record(two.manager(), two.relationship(), "notes", Map.of("text", "mine alone", "flagged", false));
        record(two.report(), two.relationship(), "notes", Map.of("text", "theirs alone", "flagged", false));

        var answer = posted(two.manager(), "/api/relationships/" + two.relationship() + "/export");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment; filename");
        var copy = Unzipped.of(answer.body());
        assertThat(copy.folder()).matches("rapport-grace-\\d+-and-ada-\\d+-\\d{4}-\\d\\d-\\d\\d/");
        assertThat(copy.files().keySet())
                .contains("README.txt", "events.jsonl", "entries.csv", "history.html", "history.pdf", "manifest.json");
        assertThat(copy.text("events.jsonl")).contains("the deadline <b>slips</b>", "mine alone");
        assertThat(copy.text("entries.csv")).contains("the deadline <b>slips</b>", "mine alone");
        assertThat(Jsoup.parse(copy.text("history.html")).text()).contains("the deadline <b>slips</b>", "mine alone");
        assertThat(pdf(copy)).contains("the deadline <b>slips</b>", "mine alone");
        for (var file : copy.files().keySet()) {
            assertThat(file.endsWith("pdf") ? pdf(copy) : copy.text(file))
                    .as(file)
                    .doesNotContain("theirs alone");
        }
    }

    @Test
    void every_event_is_there_with_its_place_and_who_recorded_it() throws Exception {
        var two = withWords("one", "two");

        var events = events(Unzipped.of(copy(two, two.report())));

        assertThat(events).hasSize(4);
        for (var place = 0; place < 4; place++) {
            assertThat(events.get(place).at("/sequence").asLong()).isEqualTo(place);
            assertThat(events.get(place).at("/stream").asString()).isEqualTo(two.relationship());
        }
        var last = events.getLast();
        assertThat(last.at("/event").asString()).isEqualTo("rapport.ConcernRaised");
        assertThat(last.at("/revision").asString()).isEqualTo("1");
        assertThat(last.at("/by/name").asString()).isEqualTo(two.report().name());
        assertThat(last.at("/side").asString()).isEqualTo("REPORT");
        assertThat(last.at("/onBehalfOf").asBoolean(true)).isFalse();
        assertThat(last.at("/fields/text").asString()).isEqualTo("two");
        var stored = sql.sql("select event_identifier, time_stamp from domain_event where aggregate_identifier = ?"
                        + " and sequence_number = 3")
                .param(two.relationship())
                .query()
                .singleRow();
        assertThat(last.at("/id").asString()).isEqualTo(stored.get("event_identifier"));
        assertThat(last.at("/at").asString()).isEqualTo(stored.get("time_stamp"));
    }

    @Test
    void a_spreadsheet_finds_no_formula_in_it() throws Exception {
        var two = withWords("=HYPERLINK(\"x\")", "@SUM(1)", "+1", "-1", "say \"no\", twice\nplease");

        var csv = Unzipped.of(copy(two, two.report())).text("entries.csv");

        assertThat(csv).startsWith("\uFEFF\"kind\",\"id\"");
        assertThat(csv)
                .contains("\"'=HYPERLINK(\"\"x\"\")\"", "\"'@SUM(1)\"", "\"'+1\"", "\"'-1\"")
                .contains("\"say \"\"no\"\", twice\nplease\"");
        assertThat(csv.lines().filter(line -> line.matches(".*,\"[=+@-].*"))).isEmpty();
    }

    @Test
    void what_is_done_to_an_entry_says_to_which_one_and_what_became_of_it() throws Exception {
        var two = two();
        var promise = record(
                two.manager(),
                two.relationship(),
                "commitments",
                Map.of("promisor", "MANAGER", "text", "ask the board", "dueOn", today().toString()));
        record(two.report(), two.relationship(), "concerns", Map.of("text", "in between"));
        var at = "/api/relationships/" + two.relationship();
        api(two.manager())
                .post(at + "/commitments/" + promise + "/keep", Map.of())
                .expect(200);
        var said = record(two.report(), two.relationship(), "topics", Map.of("text", "said in anger"));
        api(two.report())
                .post(at + "/entries/" + said + "/retract", Map.of("reason", "not meant"))
                .expect(200);
        var put = record(two.report(), two.relationship(), "topics", Map.of("text", "badly put"));
        api(two.report())
                .post(at + "/entries/" + put + "/reword", Map.of("text", "put better"))
                .expect(200);

        var copy = Unzipped.of(copy(two, two.report()));

        var html = Jsoup.parse(copy.text("history.html"));
        var kept = html.select("article:contains(said that it was kept)");
        assertThat(kept.select(".about").text()).endsWith("ask the board");
        assertThat(html.select("article:contains(said in anger) .mark").eachText())
                .containsExactly("Retracted since.");
        assertThat(html.select("article:contains(badly put) .mark").eachText()).containsExactly("Reworded since.");
        assertThat(html.select("article:contains(ask the board) .mark").eachText())
                .doesNotContain("Retracted since.", "Reworded since.");
        assertThat(pdf(copy)).contains("Retracted since.", "Reworded since.");
        assertThat(pdf(copy).split("ask the board", -1)).hasSize(3);
        assertThat(copy.text("entries.csv")).contains("\"retracted\"", "put better");
    }

    @Test
    void no_formula_begins_where_another_spreadsheet_would_part_cells() throws Exception {
        var two = withWords(
                "first;=HYPERLINK(\"x\")", "second\n=cmd|' /C calc'!A0", "third; \t@SUM(1)", "fine; as it is");

        var csv = Unzipped.of(copy(two, two.report())).text("entries.csv");

        assertThat(csv)
                .contains("first;'=HYPERLINK", "second\n'=cmd", "third; \t'@SUM", "fine; as it is")
                .doesNotContainPattern("[;\\t\\n]\\h*[=@]");
    }

    @Test
    void the_table_says_whose_it_is_and_when_it_was_where_the_two_are() throws Exception {
        var two = two();
        record(
                two.manager(),
                two.relationship(),
                "commitments",
                Map.of("promisor", "REPORT", "text", "hers", "dueOn", today().toString(), "onBehalfOf", false));
        record(
                two.report(),
                two.relationship(),
                "ruptures",
                Map.of(
                        "causedBy",
                        "MANAGER",
                        "kind",
                        "SHARP_TONE",
                        "text",
                        "sharp",
                        "occurredOn",
                        today().toString(),
                        "visibility",
                        "SHARED"));
        var recorded = Instant.parse(sql.sql(
                                "select time_stamp from domain_event where aggregate_identifier = ? and payload_type like '%Made'")
                        .param(two.relationship())
                        .query(String.class)
                        .single())
                .atZone(ZoneId.of(ZONE))
                .toLocalDateTime()
                .toString();

        var rows =
                Unzipped.of(copy(two, two.report())).text("entries.csv").lines().toList();

        assertThat(rows.getFirst())
                .contains(
                        "\"recorded at (" + ZONE + ")\",\"promised or caused by\"", "\"last event at (" + ZONE + ")\"");
        assertThat(rows.get(1))
                .startsWith("\"promise\",")
                .contains("\"" + recorded.substring(0, 16).replace('T', ' ') + "\",\""
                        + two.report().name() + "\",\"hers\"");
        assertThat(rows.get(2))
                .startsWith("\"rupture\",")
                .contains("\"" + two.manager().name() + "\",\"sharp\"");
    }

    @Test
    void the_table_says_in_whose_name_something_was_recorded() throws Exception {
        var manager = somebody("Grace");
        var report = somebody("Ada");
        var relationship = relationship(manager, report);
        record(
                manager,
                relationship,
                "commitments",
                Map.of("promisor", "REPORT", "text", "hers", "dueOn", today().toString(), "onBehalfOf", true));
        record(manager, relationship, "topics", Map.of("text", "his own"));

        var rows = Unzipped.of(copy(new Two(manager, report, relationship), manager))
                .text("entries.csv")
                .lines()
                .toList();

        assertThat(rows.get(1)).contains("\"shared\",\"" + manager.name() + "\",\"" + report.name() + "\",");
        assertThat(rows.get(2)).contains("\"shared\",\"" + manager.name() + "\",\"\",");
    }

    @Test
    void the_readme_bears_the_receipt() throws Exception {
        var two = withWords("sealed");
        sealer.seal();

        var copy = Unzipped.of(copy(two, two.report()));

        var receipt = JsonMapper.shared()
                .readTree(copy.text("manifest.json"))
                .at("/head")
                .asString();
        assertThat(receipt).matches("[0-9]+(-[0-9A-Z]{4}){3}");
        assertThat(copy.text("README.txt")).contains(receipt);
    }

    @Test
    void the_name_of_the_file_holds_nothing_that_systems_write_in_two_ways() {
        var manager = somebody("Zoe\u0308");
        var relationship = api(manager)
                .post("/api/relationships", Map.of("report", Map.of("name", "Ørsted/../結衣 Ñ"), "zone", ZONE))
                .expect(201)
                .field("id");

        var name = exports.of(manager.id(), new RelationshipId(UUID.fromString(relationship)))
                .name();

        assertThat(name).matches("rapport-zoe-\\d+-and-ørsted-結衣-n-\\d{4}-\\d\\d-\\d\\d\\.zip");
    }

    @Test
    void what_lies_in_the_own_notebook_is_marked_as_such_in_every_form() throws Exception {
        var two = withWords("for both");
        var note = record(two.manager(), two.relationship(), "notes", Map.of("text", "mine alone", "flagged", true));
        api(two.manager())
                .post(
                        "/api/relationships/" + two.relationship() + "/entries/" + note + "/reword",
                        Map.of("text", "mine, reworded"))
                .expect(200);

        var copy = Unzipped.of(copy(two, two.manager()));

        var own = events(copy).stream()
                .filter(event -> !event.at("/stream").asString().equals(two.relationship()))
                .toList();
        assertThat(own)
                .isNotEmpty()
                .allSatisfy(
                        event -> assertThat(event.at("/visibility").asString()).isEqualTo("PRIVATE"));
        assertThat(own.getLast().at("/kind").asString()).isEqualTo("NOTE");
        assertThat(JsonMapper.shared()
                        .readTree(copy.text("manifest.json"))
                        .at("/streams/notebook/events")
                        .asLong())
                .isEqualTo(own.size());
        assertThat(copy.text("entries.csv").lines().filter(row -> row.contains("\"private\"")))
                .singleElement()
                .asString()
                .contains("mine, reworded", "\"yes\"");
        var html = Jsoup.parse(copy.text("history.html"));
        assertThat(html.select("article:contains(You kept a private note) .mark, article:contains(mine alone) .mark")
                        .eachText())
                .contains("Private: in your own notebook.", "Reworded since.");
        assertThat(html.select("article:contains(for both) .mark")).isEmpty();
    }

    @Test
    void a_history_of_many_pages_of_the_store_is_whole_and_in_order() throws Exception {
        var two = two();
        // With the two at its beginning one more than are read at a time.
        for (var number = 0; number < 199; number++) {
            record(two.report(), two.relationship(), "topics", Map.of("text", "number " + number + " of them"));
        }

        var copy = Unzipped.of(copy(two, two.report()));

        var sequences = events(copy).stream()
                .map(event -> event.at("/sequence").asLong())
                .toList();
        assertThat(sequences)
                .isEqualTo(java.util.stream.LongStream.range(0, 201).boxed().toList());
        var told = Jsoup.parse(copy.text("history.html")).select("blockquote").eachText();
        assertThat(told).hasSize(199);
        assertThat(told.getFirst()).isEqualTo("number 0 of them");
        assertThat(told.getLast()).isEqualTo("number 198 of them");
        assertThat(copy.text("entries.csv").lines().count()).isEqualTo(200);
    }

    @Test
    void both_streams_are_told_as_one_in_the_order_of_time() throws Exception {
        var two = withWords("first");
        record(two.report(), two.relationship(), "notes", Map.of("text", "second", "flagged", false));
        record(two.report(), two.relationship(), "concerns", Map.of("text", "third"));
        record(two.report(), two.relationship(), "notes", Map.of("text", "fourth", "flagged", false));

        var html = Jsoup.parse(Unzipped.of(copy(two, two.report())).text("history.html"));

        assertThat(html.select("blockquote").eachText()).containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void an_entry_is_shown_as_it_stands_now_and_its_history_as_it_was() throws Exception {
        var two = two();
        var concern = record(two.report(), two.relationship(), "concerns", Map.of("text", "first wording"));
        api(two.report())
                .post(
                        "/api/relationships/" + two.relationship() + "/entries/" + concern + "/reword",
                        Map.of("text", "second wording"))
                .expect(200);

        var copy = Unzipped.of(copy(two, two.manager()));

        assertThat(copy.text("entries.csv"))
                .contains("second wording", "\"yes\"")
                .doesNotContain("first wording");
        assertThat(copy.text("history.html")).contains("first wording", "second wording");
    }

    @Test
    void what_was_erased_is_named_as_erased_and_nowhere_else() throws Exception {
        var two = withWords("gone for ever");
        vault.destroyKeyOf(two.id().value());

        var copy = Unzipped.of(copy(two, two.manager()));

        assertThat(events(copy).getLast().at("/erased/0").asString()).isEqualTo("text");
        assertThat(copy.text("entries.csv")).contains("[erased]");
        assertThat(copy.text("history.html")).contains("[erased]");
        assertThat(pdf(copy)).contains("[erased]");
        for (var file : copy.files().keySet()) {
            assertThat(copy.text(file)).as(file).doesNotContain("gone for ever");
        }
    }

    @Test
    void the_same_state_at_the_same_instant_is_the_same_bytes() throws Exception {
        var two = withWords("one", HEBREW, CHINESE);
        var copy = exports.of(two.report().id(), two.id());
        var first = new ByteArrayOutputStream();
        copy.writeTo(first);
        record(two.report(), two.relationship(), "concerns", Map.of("text", "after it was asked for"));
        var second = new ByteArrayOutputStream();

        copy.writeTo(second);

        assertThat(second.toByteArray()).isEqualTo(first.toByteArray());
    }

    @Test
    void the_manifest_tells_the_size_and_the_hash_of_every_other_file() throws Exception {
        var two = withWords("one");

        var copy = Unzipped.of(copy(two, two.report()));

        var manifest = JsonMapper.shared().readTree(copy.text("manifest.json"));
        assertThat(manifest.at("/format").asString()).isEqualTo("rapport-export");
        assertThat(manifest.at("/streams/relationship/events").asLong()).isEqualTo(3);
        var told = new ArrayList<String>();
        for (var file : manifest.at("/files")) {
            var bytes = copy.bytes(file.at("/name").asString());
            assertThat(file.at("/size").asLong()).isEqualTo(bytes.length);
            assertThat(file.at("/sha256").asString()).isEqualTo(sha256(bytes));
            told.add(file.at("/name").asString());
        }
        told.addAll(List.of("manifest.json", "manifest.sig"));
        assertThat(told).containsExactlyInAnyOrderElementsOf(copy.files().keySet());
        assertThat(told).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void nobody_but_the_two_gets_a_copy() {
        var two = withWords("between us");
        var auditor = auditor(1);
        api(auditor)
                .post("/api/relationships/" + two.relationship() + "/openings", Map.of("reason", "a look"))
                .expect(201);

        var invited = somebody("Ada");
        var notYet = relationship(two.manager(), invited);
        assertThatThrownBy(() -> exports.of(invited.id(), new RelationshipId(UUID.fromString(notYet))))
                .isInstanceOf(NotThere.class);
        for (var somebody : List.of(operator(), auditor, somebody("Otto"))) {
            assertThatThrownBy(() -> exports.of(somebody.id(), two.id())).isInstanceOf(NotThere.class);
        }
    }

    @Test
    void the_history_for_print_needs_nothing_else_and_runs_nothing() throws Exception {
        var two = withWords("<script>alert(1)</script>", HEBREW);

        var html = Jsoup.parse(Unzipped.of(copy(two, two.report())).text("history.html"));

        assertThat(html.select("script, link, img, iframe, object, embed, [src], [href], [onclick]"))
                .isEmpty();
        assertThat(html.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .startsWith("default-src 'none'");
        assertThat(html.select("blockquote").eachAttr("dir")).isNotEmpty().containsOnly("auto");
        assertThat(html.text()).contains("<script>alert(1)</script>", HEBREW);
    }

    @Test
    void the_pdf_breaks_long_words_turns_hebrew_round_and_marks_what_it_cannot_show() throws Exception {
        var two = withWords(LONG, HEBREW, CHINESE);
        var copy = Unzipped.of(copy(two, two.report()));
        try (var document = Loader.loadPDF(copy.bytes("history.pdf"))) {
            var text = new PDFTextStripper().getText(document);
            assertThat(text).contains("Page 1 of " + document.getNumberOfPages());
            assertThat(text).contains("□ stands for a letter that this file does not have: history.html shows all.");
            assertThat(text.replaceAll("Page \\d+ of \\d+|□ stands for a letter.* shows all\\.", "")
                            .replaceAll("\\s", ""))
                    .contains("x".repeat(3_990) + "theend");
            assertThat(text).contains("□", "Chinese, Japanese or Korean");
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(document.getDocumentCatalog().getStructureTreeRoot().getKids())
                    .isNotEmpty();
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
        }
    }

    @Test
    void a_long_history_goes_on_in_further_parts_and_lacks_nothing() throws Exception {
        var words = new String[12];
        for (var number = 0; number < words.length; number++) {
            words[number] = "begin" + number + " " + "x".repeat(1_500) + " end" + number;
        }
        var two = withWords(words);
        var out = new ByteArrayOutputStream();
        inParts(2).of(two.report().id(), two.id()).writeTo(out);

        var copy = Unzipped.of(out.toByteArray());

        assertThat(copy.files().keySet()).contains("history.pdf", "history-2.pdf", "history-3.pdf");
        var all = new StringBuilder();
        for (var name : copy.files().keySet()) {
            if (name.endsWith(".pdf")) {
                try (var document = Loader.loadPDF(copy.bytes(name))) {
                    assertThat(document.getNumberOfPages()).isLessThanOrEqualTo(3);
                    all.append(new PDFTextStripper().getText(document));
                }
            }
        }
        for (var number = 0; number < words.length; number++) {
            assertThat(all.toString().split("begin" + number + "\\b", -1)).hasSize(2);
            assertThat(all).contains("end" + number);
        }
        assertThat(all).contains("It goes on in part 2.", "This is part 2.", "End of what was recorded.");
        assertThat(copy.text("manifest.json")).contains("history-3.pdf");
        assertThat(verified(Files.write(scratch.resolve("parts.zip"), out.toByteArray())))
                .startsWith("0 ");
    }

    private PartyExport inParts(int pages) {
        return new PartyExport(
                relationships,
                context.getBean(Notebooks.class),
                context.getBean(People.class),
                context.getBean(StoredEvents.class),
                vault,
                context.getBean(Teller.class),
                context.getBean(Seals.class),
                context.getBean(Clock.class),
                pages);
    }

    @Test
    void it_can_be_checked_elsewhere_with_one_source_file() throws Exception {
        var two = withWords("one", "two");
        record(two.report(), two.relationship(), "notes", Map.of("text", "mine alone", "flagged", false));
        sealer.seal();
        var zip = copy(two, two.report());
        var whole = Files.write(scratch.resolve("copy.zip"), zip);
        var unsigned = Files.write(scratch.resolve("changed.zip"), withOtherWords(zip));

        assertThat(verified(whole)).startsWith("0 ");
        assertThat(verified(unsigned)).startsWith("1 ").contains("events.jsonl");
    }

    private static byte[] withOtherWords(byte[] zip) throws IOException {
        var copy = Unzipped.of(zip);
        var out = new ByteArrayOutputStream();
        try (var changed = new ZipOutputStream(out)) {
            for (var file : copy.files().entrySet()) {
                changed.putNextEntry(new ZipEntry(copy.folder() + file.getKey()));
                changed.write(
                        file.getKey().equals("events.jsonl")
                                ? copy.text("events.jsonl")
                                        .replace("\"two\"", "\"six\"")
                                        .getBytes(StandardCharsets.UTF_8)
                                : file.getValue());
                changed.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static String verified(Path zip) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "Verify.java", zip.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + said;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
