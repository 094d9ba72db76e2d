package rapport.briefing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.briefing.History.Act;
import rapport.briefing.History.Deed;
import rapport.briefing.History.Edge;
import rapport.briefing.History.Pause;
import rapport.briefing.History.Rule;
import rapport.briefing.History.Setup;
import rapport.commitments.CommitmentActKind;
import rapport.concerns.ConcernActKind;
import rapport.corrections.CorrectionActKind;
import rapport.feedback.FeedbackKind;
import rapport.feedback.Landing;
import rapport.meetings.TopicActKind;
import rapport.notebooks.PrivateActKind;
import rapport.notebooks.PrivateKind;
import rapport.parties.Cast;
import rapport.parties.Side;
import rapport.ruptures.RuptureActKind;
import rapport.ruptures.RuptureKind;

/** Makes up a history from a seed; the same seed makes the same history. */
final class RandomHistory {

    private static final int MOST = 100;

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

    // What names no kind by chance would hardly ever repeat.
    private static final List<RuptureKind> RUPTURE_KINDS = Stream.concat(
                    Stream.of(RuptureKind.values()),
                    Stream.of(RuptureKind.SHARP_TONE, RuptureKind.SHARP_TONE, RuptureKind.SHARP_TONE))
            .toList();

    private static final List<LocalTime> TIMES = List.of(
            LocalTime.of(9, 0), LocalTime.of(10, 0), LocalTime.MIDNIGHT, LocalTime.of(2, 30), LocalTime.of(23, 45));

    private final SplittableRandom random;
    private final long seed;
    private final List<Setup> setups;
    private final List<Known> known = new ArrayList<>();
    private final List<Queue<Act>> stories = new ArrayList<>();
    private int entries;

    /** What an entry is. */
    private enum What {
        PROMISE,
        REQUEST,
        FEEDBACK,
        CONCERN,
        RUPTURE,
        TOPIC,
        NOTE,
        OWN
    }

    /**
     * An entry that somebody tries to make somewhere.
     *
     * @param side of the one who promises, gives, raises, causes it, or whose notebook it is in
     * @param author who tries to record it
     */
    private record Known(int where, int entry, What what, Side side, Side author) {}

    private RandomHistory(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.setups = new ArrayList<>();
    }

    static History of(long seed) {
        return new RandomHistory(seed).make();
    }

    private History make() {
        var beginning = oneOf(BEGINNINGS).plus(Duration.ofMinutes(random.nextInt(3 * 24 * 60)));
        setups.addAll(setups());
        int length = random.nextInt(5, 51);
        var acts = Stream.generate(this::act).limit(length).toList();
        return new History(seed, beginning, List.copyOf(setups), acts);
    }

    private List<Setup> setups() {
        var grace_and_ada = new Setup(Cast.GRACE, Cast.ADA, oneOf(Side.values()), oneOf(ZONES));
        if (!chance(15)) {
            return List.of(grace_and_ada);
        }
        var another = chance(50)
                ? new Setup(Cast.EDSGER, Cast.GRACE, oneOf(Side.values()), oneOf(ZONES))
                : new Setup(Cast.GRACE, Cast.EDSGER, oneOf(Side.values()), oneOf(ZONES));
        return List.of(grace_and_ada, another);
    }

    // Stories are told in turns, so that one happens in the middle of another; a word of one is lost now and then.
    private Act act() {
        if (!stories.isEmpty() && chance(70)) {
            var story = oneOf(stories);
            var act = story.remove();
            if (story.isEmpty()) {
                stories.remove(story);
            }
            if (!chance(8)) {
                return act;
            }
        }
        int where = random.nextInt(setups.size());
        int die = random.nextInt(1000);
        if (die < 60) {
            return new Act(
                    pause(),
                    where,
                    Side.MANAGER,
                    false,
                    new Deed.Look(Duration.ofMinutes(random.nextInt(10 * 24 * 60))));
        }
        if (die < 95) {
            return new Act(pause(), where, Side.MANAGER, false, new Deed.Sweep());
        }
        if (die < 120) {
            return new Act(pause(), where, Side.MANAGER, false, new Deed.Open(die < 98));
        }
        if (die < 190) {
            return new Act(pause(), where, oneOf(Side.values()), chance(10), new Deed.Join());
        }
        if (die < 200) {
            return new Act(pause(), where, oneOf(Side.values()), chance(10), new Deed.End(random.nextInt(-1, 4)));
        }
        if (die < 560) {
            var story = new ArrayDeque<>(story(where));
            var first = story.remove();
            if (!story.isEmpty()) {
                stories.add(story);
            }
            return first;
        }
        return alone(where);
    }

    // Most acts are tried by the side that may, or little would ever be allowed.
    private Act said(int where, Side speaking, Pause pause, Deed deed) {
        int die = random.nextInt(100);
        if (die < 82) {
            return new Act(pause, where, speaking, false, deed);
        }
        if (die < 91) {
            return new Act(pause, where, speaking.other(), true, deed);
        }
        return die < 97
                ? new Act(pause, where, speaking.other(), false, deed)
                : new Act(pause, where, speaking, true, deed);
    }

    private Act said(int where, Side speaking, Deed deed) {
        return said(where, speaking, pause(), deed);
    }

    private static Act alone(int where, Side author, Pause pause, Deed deed) {
        return new Act(pause, where, author, false, deed);
    }

    // --- stories --------------------------------------------------------------------------------------------------

    private List<Act> story(int where) {
        return switch (random.nextInt(15)) {
            case 0, 1 -> promise(where);
            case 12, 13 -> inAbsence(where);
            case 2 -> brokenPromise(where);
            case 3 -> feedback(where);
            case 4, 5 -> concern(where);
            case 6, 7, 8, 14 -> rupture(where);
            case 9 -> meetings(where);
            case 10 -> topicsAndNotes(where);
            default -> notebook(where);
        };
    }

    private List<Act> promise(int where) {
        var promisor = oneOf(Side.values());
        int entry = entry(where, What.PROMISE, promisor);
        var story = new ArrayList<Act>();
        story.add(said(where, oneOf(Side.values()), make(entry, promisor)));
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            var kind = oneOf(KINDS);
            story.add(said(where, sideOf(kind, promisor), new Deed.On(entry, kind, due(), daysAgo(30))));
            var answer = answerTo(kind);
            if (answer != null) {
                story.add(said(where, promisor.other(), new Deed.On(entry, answer, due(), null)));
            }
        }
        return story;
    }

    // One records for both until the other joins, and looks at what was said in their name.
    private List<Act> inAbsence(int where) {
        var absent = setups.get(where).starter().other();
        var story = new ArrayList<Act>();
        var said = new ArrayList<Act>();
        for (int i = random.nextInt(1, 3); i > 0; i--) {
            if (chance(60)) {
                promiseInAbsence(where, absent, story, said);
            } else {
                ruptureInAbsence(where, absent, story, said);
            }
        }
        story.add(alone(where, absent, soon(), new Deed.Join()));
        story.addAll(said);
        return story;
    }

    private void promiseInAbsence(int where, Side absent, List<Act> story, List<Act> said) {
        int entry = entry(where, What.PROMISE, absent.other());
        int due = random.nextInt(2, 9);
        story.add(alone(where, absent.other(), soon(), new Deed.Make(entry, absent.other(), due, null, false)));
        for (int i = random.nextInt(3); i > 0; i--) {
            story.add(alone(
                    where,
                    absent.other(),
                    soon(),
                    new Deed.On(entry, CommitmentActKind.PROPOSE_DATE, random.nextInt(1, 15), null)));
            story.add(forAbsent(where, absent, new Deed.On(entry, CommitmentActKind.ACCEPT_DATE, 0, null)));
        }
        if (chance(55)) {
            var kind = oneOf(CommitmentActKind.KEEP, CommitmentActKind.RELEASE);
            story.add(forAbsent(where, absent, new Deed.On(entry, kind, 0, null)));
        }
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            var kind = oneOf(
                    CommitmentActKind.CONFIRM,
                    CommitmentActKind.DISPUTE,
                    CommitmentActKind.DISPUTE,
                    CommitmentActKind.DISPUTE_DATE,
                    CommitmentActKind.DISPUTE_DATE,
                    CommitmentActKind.RELEASE,
                    CommitmentActKind.ACCEPT_DATE);
            said.add(said(where, absent, new Deed.On(entry, kind, 0, null)));
        }
    }

    private void ruptureInAbsence(int where, Side absent, List<Act> story, List<Act> said) {
        int entry = entry(where, What.RUPTURE, absent.other());
        int promise = entry(where, What.PROMISE, absent.other());
        story.add(alone(
                where,
                absent.other(),
                pause(),
                new Deed.Name(entry, absent.other(), oneOf(RUPTURE_KINDS), happened(), null)));
        if (chance(60)) {
            story.add(alone(
                    where,
                    absent.other(),
                    pause(),
                    new Deed.OnRupture(entry, RuptureActKind.OFFER_REPAIR, 9, null, true, promise)));
            story.add(forAbsent(
                    where,
                    absent,
                    new Deed.OnRupture(
                            entry,
                            chance(70) ? RuptureActKind.ACCEPT_REPAIR : RuptureActKind.DECLINE_REPAIR,
                            0,
                            null,
                            true,
                            promise)));
        }
        if (chance(50)) {
            story.add(forAbsent(where, absent, on(entry, RuptureActKind.LET_GO)));
        }
        for (int i = random.nextInt(1, 3); i > 0; i--) {
            said.add(said(
                    where,
                    absent,
                    on(
                            entry,
                            oneOf(
                                    RuptureActKind.REOPEN,
                                    RuptureActKind.REOPEN,
                                    RuptureActKind.LET_GO,
                                    RuptureActKind.ACCEPT_REPAIR,
                                    RuptureActKind.NOTE_CHANGE))));
        }
    }

    private Act forAbsent(int where, Side absent, Deed deed) {
        return new Act(soon(), where, absent.other(), true, deed);
    }

    private Pause soon() {
        return pause(Duration.ofMinutes(random.nextInt(300)));
    }

    private Deed make(int entry, Side promisor) {
        return new Deed.Make(entry, promisor, due(), daysAgo(20), chance(20));
    }

    private List<Act> brokenPromise(int where) {
        var promisor = oneOf(Side.values());
        int entry = entry(where, What.PROMISE, promisor);
        var story = new ArrayList<Act>();
        story.add(said(where, promisor, new Deed.Make(entry, promisor, random.nextInt(4), null, false)));
        story.add(said(where, promisor, new Deed.On(entry, CommitmentActKind.MISS, 0, null)));
        story.addAll(rupture(where, promisor, RuptureKind.BROKEN_PROMISE, entry));
        return story;
    }

    private List<Act> feedback(int where) {
        var giver = oneOf(Side.values());
        var story = new ArrayList<Act>();
        Integer request = null;
        if (chance(50)) {
            request = entry(where, What.REQUEST, giver.other());
            story.add(said(where, giver.other(), new Deed.Ask(request)));
        }
        int entry = entry(where, What.FEEDBACK, giver);
        story.add(said(where, giver, new Deed.Give(entry, oneOf(FeedbackKind.values()), request)));
        for (int i = random.nextInt(3); i > 0; i--) {
            story.add(said(where, giver.other(), new Deed.HearFeedback(entry, landing())));
        }
        if (chance(40)) {
            story.addAll(rupture(where, giver, RuptureKind.FEEDBACK_LANDED_HARD, entry));
        } else if (request != null && chance(60)) {
            story.add(alone(where, giver, pause(), new Deed.Correction(entry, CorrectionActKind.RETRACT)));
            story.add(said(
                    where, giver, new Deed.Give(entry(where, What.FEEDBACK, giver), FeedbackKind.GUIDANCE, request)));
        }
        return story;
    }

    private Landing landing() {
        return chance(50) ? Landing.HARD : oneOf(Landing.values());
    }

    private List<Act> concern(int where) {
        var raiser = oneOf(Side.values());
        int entry = entry(where, What.CONCERN, raiser);
        var story = new ArrayList<Act>();
        story.add(said(where, raiser, new Deed.Raise(entry)));
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            story.add(said(where, raiser.other(), onConcern(where, entry, ConcernActKind.ANSWER, raiser)));
            story.add(said(
                    where,
                    raiser,
                    onConcern(where, entry, oneOf(ConcernActKind.SETTLE, ConcernActKind.REOPEN), raiser)));
        }
        return story;
    }

    private Deed onConcern(int where, int entry, ConcernActKind kind, Side raiser) {
        var promise = kind == ConcernActKind.ANSWER && chance(30) ? entry(where, What.PROMISE, raiser.other()) : null;
        return new Deed.OnConcern(entry, kind, promise, due());
    }

    private List<Act> rupture(int where) {
        var causing = oneOf(Side.values());
        var kind = oneOf(RUPTURE_KINDS);
        return rupture(where, causing, kind, about(where, kind));
    }

    private @Nullable Integer about(int where, RuptureKind kind) {
        var what = kind == RuptureKind.BROKEN_PROMISE ? What.PROMISE : What.FEEDBACK;
        if (kind == RuptureKind.BROKEN_PROMISE || kind == RuptureKind.FEEDBACK_LANDED_HARD ? chance(80) : chance(15)) {
            var all = known(where, what);
            return all.isEmpty() || chance(8)
                    ? Integer.valueOf(random.nextInt(Math.max(1, entries)))
                    : Integer.valueOf(oneOf(all).entry());
        }
        return null;
    }

    private List<Act> rupture(int where, Side causing, RuptureKind kind, @Nullable Integer about) {
        int entry = entry(where, What.RUPTURE, causing);
        var harmed = causing.other();
        var story = new ArrayList<Act>();
        if (chance(40)) {
            var author = chance(80) ? harmed : causing;
            known.add(new Known(where, entry, What.OWN, author, author));
            story.add(alone(
                    where,
                    author,
                    pause(),
                    new Deed.Write(entry, PrivateKind.RUPTURE, false, causing, kind, happened(), about)));
            if (chance(25)) {
                return story;
            }
            story.add(alone(where, author, pause(), new Deed.OnOwn(entry, PrivateActKind.SHARE)));
        } else {
            story.add(
                    said(where, chance(80) ? harmed : causing, new Deed.Name(entry, causing, kind, happened(), about)));
        }
        if (chance(20)) {
            story.add(said(where, harmed, on(entry, RuptureActKind.DESCRIBE_IMPACT)));
        }
        if (chance(25)) {
            story.add(said(where, causing, on(entry, RuptureActKind.DISPUTE)));
        }
        if (chance(20)) {
            story.add(said(where, harmed, on(entry, RuptureActKind.LET_GO)));
            return story;
        }
        if (chance(30)) {
            story.add(said(where, causing, on(entry, RuptureActKind.OFFER_REPAIR)));
            story.add(said(where, harmed, on(entry, RuptureActKind.DECLINE_REPAIR)));
        }
        for (int i = random.nextInt(1, 3); i > 0; i--) {
            story.addAll(repair(where, entry, causing));
        }
        return story;
    }

    private List<Act> repair(int where, int entry, Side causing) {
        var harmed = causing.other();
        int promise = entry(where, What.PROMISE, causing);
        var story = new ArrayList<Act>();
        var offer = new Deed.OnRupture(entry, RuptureActKind.OFFER_REPAIR, random.nextInt(2, 12), null, true, promise);
        story.add(quick(where, causing, offer));
        story.add(
                quick(where, harmed, new Deed.OnRupture(entry, RuptureActKind.ACCEPT_REPAIR, 0, null, true, promise)));
        if (chance(85)) {
            story.add(quick(where, causing, new Deed.On(promise, CommitmentActKind.KEEP, 0, null)));
            story.add(quick(
                    where,
                    harmed,
                    new Deed.On(promise, chance(85) ? CommitmentActKind.CONFIRM : CommitmentActKind.DISPUTE, 0, null)));
        }
        for (int i = random.nextInt(3, 5); i > 0; i--) {
            var noted = new Deed.OnRupture(entry, RuptureActKind.NOTE_CHANGE, 0, null, chance(88), promise);
            story.add(said(where, harmed, new Pause(Duration.ofHours(random.nextInt(20, 34)), Edge.NONE), noted));
        }
        story.add(said(where, harmed, on(entry, chance(80) ? RuptureActKind.MARK_REPAIRED : RuptureActKind.LET_GO)));
        return story;
    }

    private Act quick(int where, Side speaking, Deed deed) {
        return said(where, speaking, pause(Duration.ofMinutes(random.nextInt(600))), deed);
    }

    private Deed on(int entry, RuptureActKind kind) {
        return new Deed.OnRupture(entry, kind, due(), daysAgo(40), chance(75), entries < MOST ? entries++ : entry);
    }

    private int happened() {
        int die = random.nextInt(100);
        if (die < 70) {
            return random.nextInt(4);
        }
        return die < 96 ? random.nextInt(170, 190) : -1;
    }

    private List<Act> meetings(int where) {
        var story = new ArrayList<Act>();
        var cadence = cadence(where, Rule.values()[random.nextInt(Rule.ANOTHER_DAY.ordinal())]);
        story.add(said(where, oneOf(Side.values()), cadence));
        if (chance(10)) {
            story.add(said(where, oneOf(Side.values()), pause(Duration.ZERO), cadence));
        }
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            story.add(said(where, oneOf(Side.values()), onMeetings(where)));
        }
        return story;
    }

    private Deed cadence(int where, Rule rule) {
        var zone = chance(60) ? setups.get(where).zone() : oneOf(ZONES);
        int inDays = chance(4) ? random.nextInt(1827, 1830) : random.nextInt(-9, 12);
        return new Deed.SetCadence(rule, inDays, oneOf(TIMES), zone);
    }

    private Deed onMeetings(int where) {
        int which = random.nextInt(5);
        return switch (random.nextInt(9)) {
            case 0 -> cadence(where, oneOf(Rule.values()));
            case 1, 2, 3 -> new Deed.Move(which, moves(), oneOf(TIMES));
            case 4, 5 -> new Deed.CallOff(which);
            case 6 -> new Deed.Hold(null, random.nextInt(-1, 3));
            default -> new Deed.Hold(which, random.nextInt(2));
        };
    }

    private @Nullable Integer moves() {
        return chance(3) ? null : Integer.valueOf(chance(3) ? 2000 : random.nextInt(-2, 16));
    }

    private List<Act> topicsAndNotes(int where) {
        var raiser = oneOf(Side.values());
        if (chance(50)) {
            int topic = entry(where, What.TOPIC, raiser);
            return List.of(
                    said(where, raiser, new Deed.RaiseTopic(topic)),
                    said(where, raiser, new Deed.OnTopic(topic, oneOf(TopicActKind.values()))));
        }
        int note = entry(where, What.NOTE, raiser);
        return List.of(
                said(where, raiser, new Deed.TakeNote(note, chance(80))), said(where, raiser, new Deed.Unflag(note)));
    }

    private List<Act> notebook(int where) {
        var author = oneOf(Side.values());
        int entry = entry(where, What.OWN, author);
        var kind = oneOf(RUPTURE_KINDS);
        var write = new Deed.Write(
                entry,
                oneOf(PrivateKind.values()),
                chance(75),
                oneOf(Side.values()),
                kind,
                happened(),
                about(where, kind));
        return chance(50)
                ? List.of(alone(where, author, pause(), write))
                : List.of(
                        alone(where, author, pause(), write),
                        alone(where, author, pause(), new Deed.OnOwn(entry, oneOf(PrivateActKind.values()))));
    }

    // --- acts that stand alone ------------------------------------------------------------------------------------

    private Act alone(int where) {
        if (chance(15)) {
            return said(where, oneOf(Side.values()), onMeetings(where));
        }
        if (chance(4)) {
            return alone(where, oneOf(Side.values()), pause(), new Deed.Trust());
        }
        var here = known.stream().filter(entry -> entry.where() == where).toList();
        if (here.isEmpty() || chance(12)) {
            return story(where).getFirst();
        }
        var on = oneOf(here);
        if (chance(4)) {
            // Of whatever kind it is.
            return new Act(
                    pause(),
                    where,
                    oneOf(Side.values()),
                    false,
                    onAny(where, new Known(where, on.entry(), oneOf(What.values()), on.side(), on.author())));
        }
        if (chance(22)) {
            var kind = oneOf(CorrectionActKind.values());
            var correction = on.what() == What.OWN
                    ? new Deed.CorrectOwn(on.entry(), kind)
                    : new Deed.Correction(on.entry(), kind);
            var author = chance(85) ? on.author() : on.author().other();
            return new Act(pause(), where, author, chance(4), correction);
        }
        var deed = onAny(where, on);
        return deed instanceof Deed.OnOwn
                ? alone(where, on.side(), pause(), deed)
                : said(where, likely(deed, on), deed);
    }

    private Deed onAny(int where, Known on) {
        return switch (on.what()) {
            case PROMISE -> new Deed.On(on.entry(), oneOf(KINDS), due(), daysAgo(30));
            case REQUEST ->
                new Deed.Give(entry(where, What.FEEDBACK, on.side().other()), oneOf(FeedbackKind.values()), on.entry());
            case FEEDBACK -> new Deed.HearFeedback(on.entry(), landing());
            case CONCERN -> onConcern(where, on.entry(), oneOf(ConcernActKind.values()), on.side());
            case RUPTURE -> on(on.entry(), oneOf(RuptureActKind.values()));
            case TOPIC -> new Deed.OnTopic(on.entry(), oneOf(TopicActKind.values()));
            case NOTE -> new Deed.Unflag(on.entry());
            case OWN -> new Deed.OnOwn(on.entry(), oneOf(PrivateActKind.values()));
        };
    }

    private Side likely(Deed deed, Known on) {
        return switch (deed) {
            case Deed.On act -> sideOf(act.kind(), on.side());
            case Deed.Give _, Deed.HearFeedback _ -> on.side().other();
            case Deed.OnConcern act ->
                switch (act.kind()) {
                    case HEAR, ANSWER -> on.side().other();
                    case SETTLE, REOPEN, WITHDRAW -> on.side();
                };
            case Deed.OnRupture act ->
                switch (act.kind()) {
                    case DISPUTE, OFFER_REPAIR -> on.side();
                    case DESCRIBE_IMPACT, ACCEPT_REPAIR, DECLINE_REPAIR, NOTE_CHANGE, MARK_REPAIRED, LET_GO, REOPEN ->
                        on.side().other();
                };
            default -> on.side();
        };
    }

    private Side sideOf(CommitmentActKind kind, Side promisor) {
        return switch (kind) {
            case WITHDRAW, DECLINE, PROPOSE_DATE -> promisor;
            case CONFIRM, DISPUTE, RELEASE, ACCEPT_DATE, REFUSE_DATE, DISPUTE_DATE -> promisor.other();
            case MISS -> oneOf(Side.values());
            case KEEP -> chance(80) ? promisor : promisor.other();
        };
    }

    private @Nullable CommitmentActKind answerTo(CommitmentActKind kind) {
        return switch (kind) {
            case KEEP -> oneOf(CommitmentActKind.CONFIRM, CommitmentActKind.DISPUTE);
            case PROPOSE_DATE -> oneOf(CommitmentActKind.ACCEPT_DATE, CommitmentActKind.REFUSE_DATE);
            case CONFIRM, DISPUTE, MISS, RELEASE, WITHDRAW, DECLINE, ACCEPT_DATE, REFUSE_DATE, DISPUTE_DATE -> null;
        };
    }

    /** A number for something new; now and then one that is taken. */
    private int entry(int where, What what, Side side) {
        int entry = entries == MOST || (entries > 0 && chance(5)) ? random.nextInt(entries) : entries++;
        known.add(new Known(where, entry, what, side, side));
        return entry;
    }

    private List<Known> known(int where, What what) {
        return known.stream()
                .filter(entry -> entry.where() == where && entry.what() == what)
                .toList();
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
