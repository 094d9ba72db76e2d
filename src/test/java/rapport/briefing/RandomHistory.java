package rapport.briefing;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.briefing.History.Act;
import rapport.briefing.History.Deed;
import rapport.briefing.History.Edge;
import rapport.briefing.History.Pause;
import rapport.briefing.History.Setup;
import rapport.commitments.CommitmentActKind;
import rapport.parties.Cast;
import rapport.parties.Side;

/** Makes up a history from a seed; the same seed makes the same history. */
final class RandomHistory {

    private static final int PROMISES = 6;

    private static final List<ZoneId> ZONES = Stream.of(
                    "Europe/Berlin",
                    "Pacific/Kiritimati",
                    "Pacific/Apia",
                    "America/St_Johns",
                    "Pacific/Pago_Pago",
                    "Asia/Kathmandu")
            .map(ZoneId::of)
            .toList();

    // Shortly before something odd: clocks forward, clocks back, a day that Apia never had, a leap day, new year.
    private static final List<Instant> BEGINNINGS = Stream.of(
                    "2026-03-26T00:00:00Z",
                    "2026-10-22T00:00:00Z",
                    "2011-12-27T00:00:00Z",
                    "2028-02-26T00:00:00Z",
                    "2026-12-28T00:00:00Z")
            .map(Instant::parse)
            .toList();

    private final SplittableRandom random;
    private final long seed;

    private RandomHistory(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    static History of(long seed) {
        return new RandomHistory(seed).make();
    }

    private History make() {
        var beginning = oneOf(BEGINNINGS).plus(Duration.ofMinutes(random.nextInt(3 * 24 * 60)));
        var setups = setups();
        int length = random.nextInt(5, 61);
        var acts = Stream.generate(() -> act(setups.size())).limit(length).toList();
        return new History(seed, beginning, setups, acts);
    }

    private List<Setup> setups() {
        var grace_and_ada = new Setup(Cast.GRACE, Cast.ADA, oneOf(Side.values()), oneOf(ZONES));
        if (!chance(25)) {
            return List.of(grace_and_ada);
        }
        var another = chance(50)
                ? new Setup(Cast.EDSGER, Cast.GRACE, oneOf(Side.values()), oneOf(ZONES))
                : new Setup(Cast.GRACE, Cast.EDSGER, oneOf(Side.values()), oneOf(ZONES));
        return List.of(grace_and_ada, another);
    }

    private Act act(int setups) {
        return new Act(pause(), random.nextInt(setups), oneOf(Side.values()), chance(25), deed());
    }

    private Pause pause(Duration plus) {
        return new Pause(plus, chance(12) ? oneOf(Edge.LAST_MILLISECOND, Edge.MIDNIGHT) : Edge.NONE);
    }

    private Pause pause() {
        int die = random.nextInt(100);
        if (die < 10) {
            return pause(Duration.ZERO);
        }
        if (die < 45) {
            return pause(Duration.ofMillis(random.nextInt(20 * 60_000)));
        }
        if (die < 75) {
            return pause(Duration.ofMinutes(random.nextInt(12 * 60)));
        }
        if (die < 95) {
            return pause(Duration.ofHours(random.nextInt(3 * 24)));
        }
        return pause(Duration.ofDays(random.nextInt(12)));
    }

    private Deed deed() {
        int die = random.nextInt(1000);
        if (die < 60) {
            return new Deed.Look(Duration.ofMinutes(random.nextInt(10 * 24 * 60)));
        }
        if (die < 130) {
            return new Deed.Sweep();
        }
        if (die < 165) {
            return new Deed.Join();
        }
        if (die < 172) {
            return new Deed.End(random.nextInt(-1, 4));
        }
        return die < 400 ? make_a_promise() : on_a_promise();
    }

    private Deed make_a_promise() {
        return new Deed.Make(promise(), oneOf(Side.values()), due(), daysAgo(20), chance(20));
    }

    private Deed on_a_promise() {
        return new Deed.On(promise(), oneOf(CommitmentActKind.values()), due(), daysAgo(30));
    }

    // Low numbers come up often, so that most acts find their promise.
    private int promise() {
        return Math.min(random.nextInt(PROMISES), random.nextInt(PROMISES));
    }

    private int due() {
        return chance(3) ? 5 * 365 + random.nextInt(4) : random.nextInt(-2, 14);
    }

    private @Nullable Integer daysAgo(int percent) {
        return chance(percent) ? random.nextInt(-1, 6) : null;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    @SafeVarargs
    private <T> T oneOf(T... all) {
        return all[random.nextInt(all.length)];
    }
}
