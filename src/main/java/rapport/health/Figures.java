package rapport.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.eventstore.Pool;
import rapport.nodes.Nodes;
import rapport.shared.Home;
import rapport.shared.Room;

/**
 * What lies in the tables, counted when somebody asks, all of it at once and at most every few seconds. While the database does
 * not answer, the figures say that they are none.
 */
final class Figures implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(Figures.class);
    private static final long FRESH = Duration.ofSeconds(5).toNanos();

    /** The name of each figure and how it is counted; each answers one number. */
    private static final Map<String, String> COUNTED = Map.of(
            "stale", "select count(*) from stale_view",
            "events", "select count(*) from domain_event",
            "unsealed",
                    "select count(*) from domain_event"
                            + " where global_index > (select coalesce(max(up_to), 0) from seal_block)",
            "sealed-at", "select coalesce(max(sealed_at), 0) from seal_block",
            // Their time is kept in milliseconds since 1970.
            "sessions",
                    "select count(*) from web_session where principal_name is not null and expiry_time > "
                            + "extract(epoch from current_timestamp) * 1000",
            "email-waiting", "select count(*) from delivery where way = 'email' and outcome = 'WAITING'",
            "email-given-up", "select count(*) from delivery where way = 'email' and outcome = 'GIVEN_UP'",
            "webhook-waiting", "select count(*) from delivery where way = 'webhook' and outcome = 'WAITING'",
            "webhook-given-up", "select count(*) from delivery where way = 'webhook' and outcome = 'GIVEN_UP'",
            "nodes", "select count(*) from node");

    private static final List<String> NAMES = List.copyOf(COUNTED.keySet());

    private static final String AT_ONCE =
            NAMES.stream().map(name -> "(" + COUNTED.get(name) + ")").collect(Collectors.joining(", ", "select ", ""));

    private final JdbcClient sql;
    private final Nodes nodes;
    private final Home home;
    private final Pool pool;
    private final ReentrantLock counting = new ReentrantLock();
    private @Nullable Map<String, Long> counted;
    private long countedAt;
    private boolean tried;

    Figures(JdbcClient sql, Nodes nodes, Home home, Pool pool) {
        this.sql = sql;
        this.nodes = nodes;
        this.home = home;
        this.pool = pool;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        gauge(
                meters,
                "rapport.views.stale",
                "Views of single streams that fell behind and are folded from events",
                "stale");
        gauge(meters, "rapport.events", "Events in the history", "events");
        gauge(meters, "rapport.seal.distance", "Events that no seal covers yet", "unsealed");
        gauge(meters, "rapport.sessions", "Browsers in which somebody is signed in", "sessions");
        delivery(meters, "email", "waiting");
        delivery(meters, "email", "given-up");
        delivery(meters, "webhook", "waiting");
        delivery(meters, "webhook", "given-up");
        Gauge.builder("rapport.seal.age", this, Figures::secondsSinceSeal)
                .description("Since the newest seal was made")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("rapport.nodes", this, figures -> figures.nodes.areSeveral() ? figures.count("nodes") : 1)
                .description("Processes that share the database, this one among them")
                .register(meters);
        Gauge.builder("rapport.cut.off", this, figures -> figures.nodes.isCutOff() ? 1 : 0)
                .description("1 while the database does not answer this node")
                .register(meters);
        Gauge.builder("rapport.disk.free", this, figures -> Room.freeIn(figures.home))
                .description("Room that is left where the data directory lies")
                .baseUnit("bytes")
                .register(meters);
        Gauge.builder("rapport.database.size", this, Figures::bytes)
                .description("What the history takes on disk")
                .baseUnit("bytes")
                .register(meters);
    }

    private void gauge(MeterRegistry meters, String name, String description, String figure) {
        ToDoubleFunction<Figures> value = figures -> figures.count(figure);
        Gauge.builder(name, this, value).description(description).register(meters);
    }

    private void delivery(MeterRegistry meters, String way, String state) {
        Gauge.builder("rapport.deliveries", this, figures -> figures.count(way + "-" + state))
                .description("Digests for mail servers and other programs")
                .tag("way", way)
                .tag("state", state)
                .register(meters);
    }

    private double secondsSinceSeal() {
        var at = count("sealed-at");
        return at > 0 ? Math.max(0, (System.currentTimeMillis() - at) / 1_000) : Double.NaN;
    }

    private double bytes() {
        try {
            return pool.size();
        } catch (IOException | RuntimeException _) {
            return Double.NaN;
        }
    }

    private double count(String figure) {
        var all = all();
        var number = all == null ? null : all.get(figure);
        return number == null ? Double.NaN : number;
    }

    private @Nullable Map<String, Long> all() {
        counting.lock();
        try {
            if (!tried || System.nanoTime() - countedAt > FRESH) {
                counted = fresh();
                // After, because it may have waited for long for nothing.
                countedAt = System.nanoTime();
                tried = true;
            }
            return counted;
        } finally {
            counting.unlock();
        }
    }

    private @Nullable Map<String, Long> fresh() {
        if (nodes.isCutOff()) {
            return null;
        }
        try {
            return sql.sql(AT_ONCE)
                    .query((row, _) -> {
                        var found = new HashMap<String, Long>();
                        for (var at = 0; at < NAMES.size(); at++) {
                            found.put(NAMES.get(at), row.getLong(at + 1));
                        }
                        return Map.copyOf(found);
                    })
                    .single();
        } catch (RuntimeException e) {
            LOG.debug("the figures could not be counted ({})", e.getClass());
            return null;
        }
    }
}
