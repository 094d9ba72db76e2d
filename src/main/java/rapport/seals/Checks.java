package rapport.seals;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import rapport.nodes.Nodes;
import rapport.nodes.Work;
import rapport.seals.Finding.Kind;
import rapport.seals.Verification.Progress;
import rapport.shared.Traced;

/** Checks of everything, one at a time for the whole server; keeps what came of the last. */
@Component
public class Checks {

    private static final Logger LOG = LoggerFactory.getLogger(Checks.class);
    private static final int WHOLE = 100;

    private final Verification verification;
    private final JdbcClient sql;
    private final TransactionOperations transactions;
    private final ReentrantLock one = new ReentrantLock();
    private final AtomicReference<@Nullable Last> last = new AtomicReference<>();
    private final ObjectProvider<Watch> watches;
    private final Nodes nodes;
    private @Nullable CompletableFuture<Void> running;
    private volatile int percent;

    Checks(
            Verification verification,
            JdbcClient sql,
            TransactionOperations transactions,
            ObjectProvider<Watch> watches,
            Nodes nodes) {
        this.nodes = nodes;
        this.verification = verification;
        this.sql = sql;
        this.transactions = transactions;
        this.watches = watches;
    }

    /** Told when a check found something else than the one before, on the thread that checked. */
    @FunctionalInterface
    public interface Watch {
        void foundOtherwise();
    }

    /**
     * What came of the last check.
     *
     * @param at when it began
     */
    public record Last(Instant at, long blocks, List<Finding> findings) {

        public Last {
            findings = List.copyOf(findings);
        }
    }

    /** Checks everything in the background; whoever asks while one runs waits for that one. */
    public CompletableFuture<Void> start() {
        one.lock();
        try {
            var now = running;
            if (now != null && !now.isDone()) {
                return now;
            }
            percent = 0;
            var begun = CompletableFuture.runAsync(
                    this::runQuietly, task -> Thread.ofVirtual().name("check").start(task));
            running = begun;
            return begun;
        } finally {
            one.unlock();
        }
    }

    private void runQuietly() {
        try {
            run((done, of) -> percent = (int) (done * WHOLE / of));
        } catch (RuntimeException e) {
            LOG.error("the history could not be checked", new Traced(e));
        }
    }

    /** How far the check is that runs now, in per cent; empty if none does. */
    public Optional<Integer> progress() {
        one.lock();
        try {
            return running == null || running.isDone() ? Optional.empty() : Optional.of(percent);
        } finally {
            one.unlock();
        }
    }

    /** Checks everything now, and keeps what came of it. */
    public Verification.Result run(Progress progress) {
        var result = verification.run(List.of(), progress);
        result.findings().forEach(finding -> LOG.error("the history does not hold: {}", finding.sentence()));
        var before = last().map(Last::findings).orElse(List.of());
        var now = new Last(result.at(), result.blocks(), result.findings());
        nodes.alone(Work.CHECKS, () -> keep(now));
        if (!before.equals(result.findings())) {
            watches.forEach(Watch::foundOtherwise);
        }
        return result;
    }

    private Last keep(Last result) {
        transactions.executeWithoutResult(_ -> {
            sql.sql("delete from seal_finding").update();
            sql.sql("delete from seal_check").update();
            sql.sql("insert into seal_check (id, checked_at, blocks) values (1, ?, ?)")
                    .params(result.at().atOffset(ZoneOffset.UTC), result.blocks())
                    .update();
            var place = 0;
            for (var finding : result.findings()) {
                sql.sql("insert into seal_finding (place, kind, block, stream, sequence, position)"
                                + " values (?, ?, ?, ?, ?, ?)")
                        .params(values(place++, finding))
                        .update();
            }
        });
        last.set(result);
        return result;
    }

    private static List<@Nullable Object> values(int place, Finding finding) {
        var values = new ArrayList<@Nullable Object>();
        values.add(place);
        values.add(finding.kind().name());
        values.add(finding.block());
        values.add(finding.stream() == null ? null : finding.stream().toString());
        values.add(finding.sequence());
        values.add(finding.index());
        return values;
    }

    /** What came of the last check; empty if there never was one. */
    public Optional<Last> last() {
        var before = last.get();
        var known = before;
        if (known == null || (nodes.areSeveral() && !isNewest(known))) {
            known = sql.sql("select checked_at, blocks from seal_check where id = 1")
                    .query((row, _) -> new Last(
                            row.getObject("checked_at", OffsetDateTime.class).toInstant(),
                            row.getLong("blocks"),
                            findings()))
                    .optional()
                    .orElse(new Last(Instant.EPOCH, 0, List.of()));
            last.compareAndSet(before, known);
        }
        return known.at().equals(Instant.EPOCH) ? Optional.empty() : Optional.of(known);
    }

    // Another node may have checked since.
    private boolean isNewest(Last known) {
        return sql.sql("select checked_at from seal_check where id = 1")
                .query((row, _) ->
                        row.getObject("checked_at", OffsetDateTime.class).toInstant())
                .optional()
                .orElse(Instant.EPOCH)
                .equals(known.at());
    }

    private List<Finding> findings() {
        return sql.sql("select * from seal_finding order by place")
                .query((row, _) -> {
                    var stream = row.getString("stream");
                    return new Finding(
                            Kind.valueOf(row.getString("kind")),
                            row.getLong("block"),
                            stream == null ? null : UUID.fromString(stream),
                            row.getLong("sequence"),
                            row.getLong("position"));
                })
                .list();
    }

    /** Whether these receipts still fit; empty where they do. */
    public Optional<Finding> check(Receipt receipt) {
        return verification.check(List.of(receipt)).stream().findFirst();
    }
}
