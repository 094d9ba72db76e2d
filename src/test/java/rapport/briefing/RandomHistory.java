package rapport.briefing;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
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

    private static final int PROMISES = 5;

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
    private final Map<Promise, Side> promisors = new HashMap<>();
    private final Queue<Act> answers = new ArrayDeque<>();

    private record Promise(int where, int number) {}

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
        var answer = answers.poll();
        if (answer != null) {
            return answer;
        }
        int where = random.nextInt(setups);
        var deed = deed();
        return switch (deed) {
            case Deed.Make make -> {
                promisors.putIfAbsent(new Promise(where, make.promise()), make.promisor());
                yield new Act(pause(), where, oneOf(Side.values()), chance(20), deed);
            }
            case Deed.On on -> on(where, on);
            case Deed.Join _, Deed.End _ -> new Act(pause(), where, oneOf(Side.values()), chance(10), deed);
            case Deed.Look _, Deed.Sweep _ -> new Act(pause(), where, Side.MANAGER, false, deed);
        };
    }

    // Most acts are tried by the side that may, and many are answered by the other, or little would ever be allowed.
    private Act on(int where, Deed.On on) {
        var promisor = promisors.getOrDefault(new Promise(where, on.promise()), oneOf(Side.values()));
        var likely = sideOf(on.kind(), promisor);
        var who = chance(80) ? likely : likely.other();
        var answer = answerTo(on.kind());
        if (answer != null && chance(60)) {
            var answering = new Deed.On(on.promise(), answer, on.inDays(), null);
            answers.add(new Act(pause(), where, promisor.other(), false, answering));
        }
        return new Act(pause(), where, who, chance(15), on);
    }

    private Side sideOf(CommitmentActKind kind, Side promisor) {
        return switch (kind) {
            case WITHDRAW, DECLINE, PROPOSE_DATE -> promisor;
            case CONFIRM, DISPUTE, RELEASE, ACCEPT_DATE, REFUSE_DATE -> promisor.other();
            case MISS -> oneOf(Side.values());
            case KEEP -> chance(80) ? promisor : promisor.other();
        };
    }

    private @Nullable CommitmentActKind answerTo(CommitmentActKind kind) {
        return switch (kind) {
            case KEEP -> oneOf(CommitmentActKind.CONFIRM, CommitmentActKind.DISPUTE);
            case PROPOSE_DATE -> oneOf(CommitmentActKind.ACCEPT_DATE, CommitmentActKind.REFUSE_DATE);
            case CONFIRM, DISPUTE, MISS, RELEASE, WITHDRAW, DECLINE, ACCEPT_DATE, REFUSE_DATE -> null;
        };
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
        if (die < 120) {
            return new Deed.Sweep();
        }
        if (die < 145) {
            return new Deed.Join();
        }
        if (die < 152) {
            return new Deed.End(random.nextInt(-1, 4));
        }
        return die < 400 ? make_a_promise() : on_a_promise();
    }

    private Deed make_a_promise() {
        return new Deed.Make(random.nextInt(PROMISES), oneOf(Side.values()), due(), daysAgo(20), chance(20));
    }

    // Mostly one that was tried to be made; sometimes any.
    private Deed on_a_promise() {
        var kind = KINDS.get(random.nextInt(KINDS.size()));
        var numbers = promisors.keySet().stream().map(Promise::number).sorted().toList();
        int number = numbers.isEmpty() || chance(5) ? random.nextInt(PROMISES) : oneOf(numbers);
        return new Deed.On(number, kind, due(), daysAgo(30));
    }

    // What closes a promise for good comes up less often than what keeps it going.
    private static final List<CommitmentActKind> KINDS = Stream.concat(
                    Stream.of(CommitmentActKind.values()),
                    Stream.of(
                            CommitmentActKind.KEEP,
                            CommitmentActKind.PROPOSE_DATE,
                            CommitmentActKind.PROPOSE_DATE,
                            CommitmentActKind.MISS))
            .toList();

    private int due() {
        return chance(3) ? 5 * 365 + random.nextInt(4) : random.nextInt(-1, 18);
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
