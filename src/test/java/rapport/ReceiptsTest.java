package rapport;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.cli.CommandLineUse.rapport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import rapport.cli.Heard;
import rapport.exports.PartyExport;
import rapport.parties.RelationshipId;
import rapport.seals.Receipt;
import rapport.seals.Sealer;
import rapport.seals.Seals;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever leaves the server carries the newest receipt. Here: files. On pages and from programs: VerifyPagesTest; in digests:
 * RemindersTest; what others make of it: MessagesTest and LetterWritingTest.
 */
class ReceiptsTest extends ServedTest {

    @TempDir
    private Path scratch;

    @Autowired
    private Sealer sealer;

    @Autowired
    private Seals seals;

    @Autowired
    private PartyExport exports;

    @Value("${rapport.home}")
    private String home = "";

    private String receipt = "";

    @BeforeEach
    void one_more_block() {
        assertThat(sealer.seal()).isTrue();
        receipt = seals.head().map(Receipt::text).orElseThrow();
    }

    private static JsonNode manifest(Path zip) throws IOException {
        try (var file = new ZipFile(zip.toFile())) {
            var entry = file.stream()
                    .filter(one -> one.getName().endsWith("manifest.json"))
                    .findFirst()
                    .orElseThrow();
            return JsonMapper.shared()
                    .readTree(new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Path only(Path directory, String ending) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .toList()
                    .getFirst();
        }
    }

    @Test
    void a_copy_that_a_party_takes_along() throws IOException {
        var grace = somebody("Grace");
        var meets = relationship(grace, somebody("Ada"));
        var copy = scratch.resolve("copy.zip");
        try (var out = Files.newOutputStream(copy)) {
            exports.of(grace.id(), new RelationshipId(UUID.fromString(meets))).writeTo(out);
        }

        assertThat(manifest(copy).at("/head").asString()).isEqualTo(receipt);
    }

    @DisabledIfSystemProperty(
            named = "rapport.test.database",
            matches = "postgres",
            disabledReason = "backups are PostgreSQL's own there")
    @Test
    void both_files_of_a_backup() throws IOException {
        var heard = new Heard();
        assertThat(rapport(Path.of(home), heard, "backup", "--to", scratch.toString()))
                .as(heard.text())
                .isZero();

        for (var directory : List.of("events", "keys")) {
            assertThat(manifest(only(scratch.resolve(directory), ".zip"))
                            .at("/head")
                            .asString())
                    .as(directory)
                    .isEqualTo(receipt);
        }
    }

    @Test
    void the_whole_server_taken_along() throws IOException {
        var heard = new Heard();
        assertThat(rapport(Path.of(home), heard, "export", "--to", scratch.toString()))
                .as(heard.text())
                .isZero();

        assertThat(manifest(only(scratch, ".zip")).at("/head").asString()).isEqualTo(receipt);
    }
}
