package rapport.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.bench.Figures.line;
import static rapport.bench.Figures.percentile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.Rapport;
import rapport.briefing.Brief;
import rapport.briefing.Briefing;
import rapport.parties.Actor;
import rapport.parties.RelationshipId;
import rapport.words.Vault;

/**
 * Opens a brief of 50 items, in turns, in two servers: one that holds ten thousand events, and one that holds a million, a
 * hundred relationships of ten thousand each; and beside a short history and a long one within the same server.
 */
class BriefBench {

    private static final int LONG = 10_000;
    private static final int MANY = Integer.getInteger("rapport.bench.relationships", 100);
    private static final int WARM_UP = 300;
    private static final int ROUNDS = 600;

    @TempDir
    private Path home;

    private ConfigurableApplicationContext served(String name) {
        return SpringApplication.run(
                Rapport.class,
                "--rapport.home=" + home.resolve(name),
                "--server.port=0",
                "--rapport.seals.every=P1D",
                "--rapport.backup.every=PT0S");
    }

    private record Opened(ConfigurableApplicationContext application, Actor viewer, RelationshipId id, long[] nanos) {
        Opened(ConfigurableApplicationContext application, Actor viewer, RelationshipId id) {
            this(application, viewer, id, new long[ROUNDS]);
        }
    }

    @Test
    void a_brief_does_not_grow_with_what_is_stored() {
        try (var small = served("small");
                var large = served("large")) {
            var ada = LongHistory.ada(small);
            var few = new Opened(small, ada, LongHistory.filled(small, ada, "Grace", LONG));
            var grace = LongHistory.ada(large);
            var brief = new Opened(large, grace, LongHistory.filled(large, grace, "Short", 100));
            var last = LongHistory.filled(large, grace, "First", LONG);
            for (var i = 1; i < MANY; i++) {
                last = LongHistory.filled(large, grace, "Report " + i, LONG);
            }
            var many = new Opened(large, grace, last);
            var all = new ArrayList<>(List.of(few, many, brief));
            for (var round = -WARM_UP; round < ROUNDS; round++) {
                for (var one : all) {
                    var began = System.nanoTime();
                    open(one.application(), one.viewer(), one.id());
                    if (round >= 0) {
                        one.nanos()[round] = System.nanoTime() - began;
                    }
                }
            }
            Figures.section(
                    "2-brief",
                    "Opening a brief of 50 items",
                    "Items, what happened since the last 1:1, and all words in clear.\n\n"
                            + "| events in the server | in the relationship | p50 ms | p99 ms | against 10 thousand |\n|---|---|---|---|---|\n"
                            + row(few, few, 10_000)
                            + row(many, few, 10_000)
                            + row(brief, few, 100));
        }
    }

    private static String row(Opened one, Opened against, int length) {
        return line(
                "| %,d | %,d | %.2f | %.2f | %.2f |",
                one.application()
                        .getBean(JdbcClient.class)
                        .sql("select count(*) from domain_event")
                        .query(Long.class)
                        .single(),
                length,
                percentile(one.nanos(), 50) / 1e6,
                percentile(one.nanos(), 99) / 1e6,
                percentile(one.nanos(), 50) / percentile(against.nanos(), 50));
    }

    // What a page of it takes.
    private static void open(ConfigurableApplicationContext application, Actor viewer, RelationshipId id) {
        var briefing = application.getBean(Briefing.class);
        var vault = application.getBean(Vault.class);
        Brief brief = briefing.brief(viewer.person(), id);
        assertThat(brief.openItems().items()).hasSize(50);
        brief.openItems()
                .items()
                .forEach(item -> vault.open(brief.streamOf(item.visibility()), item.text())
                        .shown());
        briefing.sinceLast(viewer.person(), id);
    }
}
