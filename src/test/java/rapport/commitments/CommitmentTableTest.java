package rapport.commitments;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.commitments.Story.DUE;
import static rapport.commitments.Story.accept;
import static rapport.commitments.Story.ada_promises;
import static rapport.commitments.Story.confirm;
import static rapport.commitments.Story.decline;
import static rapport.commitments.Story.dispute;
import static rapport.commitments.Story.disputeDate;
import static rapport.commitments.Story.grace_was_told_by_ada;
import static rapport.commitments.Story.keep;
import static rapport.commitments.Story.miss;
import static rapport.commitments.Story.propose;
import static rapport.commitments.Story.refuse;
import static rapport.commitments.Story.release;
import static rapport.commitments.Story.withdraw;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import rapport.parties.By;
import rapport.parties.Cast;
import rapport.shared.RuleBroken;

/** Every act in every state by each side: what comes of it, as one table for each side. */
class CommitmentTableTest {

    private static final String ACCEPTED = "yes";

    /** The states that the rules tell apart. Unless its name says otherwise, Grace recorded it and it is not due yet. */
    @SuppressWarnings("ImmutableEnumChecker") // a story is a record of values
    private enum State {
        TOLD(grace_was_told_by_ada()),
        OWN(ada_promises()),
        DUE_TODAY(grace_was_told_by_ada().on(DUE)),
        PAST_DUE(grace_was_told_by_ada().on(DUE.plusDays(1))),
        MISSED(grace_was_told_by_ada().ada(miss())),
        SWEPT(grace_was_told_by_ada().on(DUE.plusDays(1)).swept()),
        PROPOSED(grace_was_told_by_ada().ada(propose(DUE.plusDays(5)))),
        LAPSED(grace_was_told_by_ada().ada(propose(DUE.plusDays(5))).on(DUE.plusDays(1))),
        CLAIMED(grace_was_told_by_ada().ada(keep())),
        DISPUTED(grace_was_told_by_ada().ada(keep()).grace(dispute())),
        KEPT(grace_was_told_by_ada().ada(keep()).grace(confirm())),
        KEPT_AT_ONCE(grace_was_told_by_ada().grace(keep())),
        RELEASED(grace_was_told_by_ada().grace(release())),
        WITHDRAWN(grace_was_told_by_ada().ada(withdraw())),
        DECLINED(grace_was_told_by_ada().ada(decline())),
        KEPT_IN_NAME(grace_was_told_by_ada().for_grace(keep())),
        CONFIRMED_IN_NAME(grace_was_told_by_ada().ada(keep()).for_grace(confirm())),
        RELEASED_IN_NAME(grace_was_told_by_ada().for_grace(release())),
        MOVED_IN_NAME(grace_was_told_by_ada().ada(propose(DUE.plusDays(5))).for_grace(accept())),
        CLAIMED_AS_MOVED(grace_was_told_by_ada()
                .ada(propose(DUE.plusDays(5)))
                .for_grace(accept())
                .ada(keep())),
        PROPOSED_AGAIN(grace_was_told_by_ada()
                .ada(propose(DUE.plusDays(5)))
                .for_grace(accept())
                .ada(propose(DUE.plusDays(7)))),
        DATE_DISPUTED(grace_was_told_by_ada()
                .ada(propose(DUE.plusDays(5)))
                .for_grace(accept())
                .grace(disputeDate()));

        private final Story story;

        State(Story story) {
            this.story = story;
        }
    }

    private static final String PROMISOR = """
            state             | KEEP     | CONFIRM       | DISPUTE       | MISS           | RELEASE       | WITHDRAW | DECLINE     | PROPOSE_DATE  | ACCEPT_DATE   | REFUSE_DATE   | DISPUTE_DATE
            TOLD              | yes      | only-promisee | only-promisee | yes            | only-promisee | yes      | yes         | yes           | only-promisee | only-promisee | only-promisee
            OWN               | yes      | only-promisee | only-promisee | yes            | only-promisee | yes      | own-promise | yes           | only-promisee | only-promisee | only-promisee
            DUE_TODAY         | yes      | only-promisee | only-promisee | yes            | only-promisee | yes      | yes         | yes           | only-promisee | only-promisee | only-promisee
            PAST_DUE          | yes      | only-promisee | only-promisee | yes            | only-promisee | past-due | past-due    | past-due      | only-promisee | only-promisee | only-promisee
            MISSED            | yes      | only-promisee | only-promisee | already-missed | only-promisee | missed   | yes         | missed        | only-promisee | only-promisee | only-promisee
            SWEPT             | yes      | only-promisee | only-promisee | already-missed | only-promisee | missed   | past-due    | past-due      | only-promisee | only-promisee | only-promisee
            PROPOSED          | yes      | only-promisee | only-promisee | yes            | only-promisee | yes      | yes         | proposal-open | only-promisee | only-promisee | only-promisee
            LAPSED            | yes      | only-promisee | only-promisee | yes            | only-promisee | past-due | past-due    | past-due      | only-promisee | only-promisee | only-promisee
            CLAIMED           | not-open | only-promisee | only-promisee | not-open       | only-promisee | not-open | not-open    | not-open      | only-promisee | only-promisee | only-promisee
            DISPUTED          | yes      | only-promisee | only-promisee | yes            | only-promisee | yes      | yes         | yes           | only-promisee | only-promisee | only-promisee
            KEPT              | not-open | only-promisee | only-promisee | not-open       | only-promisee | not-open | not-open    | not-open      | only-promisee | only-promisee | only-promisee
            KEPT_AT_ONCE      | not-open | only-promisee | only-promisee | not-open       | only-promisee | not-open | not-open    | not-open      | only-promisee | only-promisee | only-promisee
            RELEASED          | not-open | only-promisee | only-promisee | not-open       | only-promisee | not-open | not-open    | not-open      | only-promisee | only-promisee | only-promisee
            WITHDRAWN         | not-open | only-promisee | only-promisee | not-open       | only-promisee | not-open | not-open    | not-open      | only-promisee | only-promisee | only-promisee
            DECLINED          | not-open | only-promisee | only-promisee | not-open       | only-promisee | not-open | not-open    | not-open      | only-promisee | only-promisee | only-promisee
            KEPT_IN_NAME      | not-open | only-promisee | only-promisee | not-open       | only-promisee | not-open | not-open    | not-open      | only-promisee | only-promisee | only-promisee
            CONFIRMED_IN_NAME | not-open | only-promisee | only-promisee | not-open       | only-promisee | not-open | not-open    | not-open      | only-promisee | only-promisee | only-promisee
            RELEASED_IN_NAME  | not-open | only-promisee | only-promisee | not-open       | only-promisee | not-open | not-open    | not-open      | only-promisee | only-promisee | only-promisee
            MOVED_IN_NAME     | yes      | only-promisee | only-promisee | yes            | only-promisee | yes      | yes         | yes           | only-promisee | only-promisee | only-promisee
            CLAIMED_AS_MOVED  | not-open | only-promisee | only-promisee | not-open       | only-promisee | not-open | not-open    | not-open      | only-promisee | only-promisee | only-promisee
            PROPOSED_AGAIN    | yes      | only-promisee | only-promisee | yes            | only-promisee | yes      | yes         | proposal-open | only-promisee | only-promisee | only-promisee
            DATE_DISPUTED     | yes      | only-promisee | only-promisee | yes            | only-promisee | yes      | yes         | yes           | only-promisee | only-promisee | only-promisee
            """;

    private static final String PROMISEE = """
            state             | KEEP     | CONFIRM     | DISPUTE     | MISS           | RELEASE  | WITHDRAW      | DECLINE       | PROPOSE_DATE  | ACCEPT_DATE | REFUSE_DATE | DISPUTE_DATE
            TOLD              | yes      | not-claimed | not-claimed | not-yet-due    | yes      | only-promisor | only-promisor | only-promisor | no-proposal | no-proposal | nothing-to-dispute
            OWN               | yes      | not-claimed | not-claimed | not-yet-due    | yes      | only-promisor | only-promisor | only-promisor | no-proposal | no-proposal | nothing-to-dispute
            DUE_TODAY         | yes      | not-claimed | not-claimed | not-yet-due    | yes      | only-promisor | only-promisor | only-promisor | no-proposal | no-proposal | nothing-to-dispute
            PAST_DUE          | yes      | not-claimed | not-claimed | yes            | yes      | only-promisor | only-promisor | only-promisor | no-proposal | no-proposal | nothing-to-dispute
            MISSED            | yes      | not-claimed | not-claimed | already-missed | yes      | only-promisor | only-promisor | only-promisor | no-proposal | no-proposal | nothing-to-dispute
            SWEPT             | yes      | not-claimed | not-claimed | already-missed | yes      | only-promisor | only-promisor | only-promisor | no-proposal | no-proposal | nothing-to-dispute
            PROPOSED          | yes      | not-claimed | not-claimed | not-yet-due    | yes      | only-promisor | only-promisor | only-promisor | yes         | yes         | nothing-to-dispute
            LAPSED            | yes      | not-claimed | not-claimed | yes            | yes      | only-promisor | only-promisor | only-promisor | past-due    | past-due    | nothing-to-dispute
            CLAIMED           | not-open | yes         | yes         | not-open       | not-open | only-promisor | only-promisor | only-promisor | not-open    | not-open    | nothing-to-dispute
            DISPUTED          | yes      | not-claimed | not-claimed | not-yet-due    | yes      | only-promisor | only-promisor | only-promisor | no-proposal | no-proposal | nothing-to-dispute
            KEPT              | not-open | not-claimed | not-claimed | not-open       | not-open | only-promisor | only-promisor | only-promisor | not-open    | not-open    | not-open
            KEPT_AT_ONCE      | not-open | not-claimed | not-claimed | not-open       | not-open | only-promisor | only-promisor | only-promisor | not-open    | not-open    | not-open
            RELEASED          | not-open | not-claimed | not-claimed | not-open       | not-open | only-promisor | only-promisor | only-promisor | not-open    | not-open    | not-open
            WITHDRAWN         | not-open | not-claimed | not-claimed | not-open       | not-open | only-promisor | only-promisor | only-promisor | not-open    | not-open    | not-open
            DECLINED          | not-open | not-claimed | not-claimed | not-open       | not-open | only-promisor | only-promisor | only-promisor | not-open    | not-open    | not-open
            KEPT_IN_NAME      | not-open | yes         | yes         | not-open       | not-open | only-promisor | only-promisor | only-promisor | not-open    | not-open    | not-open
            CONFIRMED_IN_NAME | not-open | yes         | yes         | not-open       | not-open | only-promisor | only-promisor | only-promisor | not-open    | not-open    | not-open
            RELEASED_IN_NAME  | not-open | not-claimed | yes         | not-open       | yes      | only-promisor | only-promisor | only-promisor | not-open    | not-open    | not-open
            MOVED_IN_NAME     | yes      | not-claimed | not-claimed | not-yet-due    | yes      | only-promisor | only-promisor | only-promisor | yes         | no-proposal | yes
            CLAIMED_AS_MOVED  | not-open | yes         | yes         | not-open       | not-open | only-promisor | only-promisor | only-promisor | not-open    | not-open    | yes
            PROPOSED_AGAIN    | yes      | not-claimed | not-claimed | not-yet-due    | yes      | only-promisor | only-promisor | only-promisor | yes         | yes         | yes
            DATE_DISPUTED     | yes      | not-claimed | not-claimed | not-yet-due    | yes      | only-promisor | only-promisor | only-promisor | no-proposal | no-proposal | nothing-to-dispute
            """;

    /** By Ada for Grace, who has not joined: she says for her what there is to say, but contests nothing. */
    private static final String FOR_THE_PROMISEE = """
            state             | KEEP     | CONFIRM     | DISPUTE          | MISS           | RELEASE  | WITHDRAW      | DECLINE       | PROPOSE_DATE  | ACCEPT_DATE | REFUSE_DATE | DISPUTE_DATE
            TOLD              | yes      | not-claimed | not-claimed      | not-yet-due    | yes      | only-promisor | only-promisor | only-promisor | no-proposal | no-proposal | nothing-to-dispute
            OWN               | yes      | not-claimed | not-claimed      | not-yet-due    | yes      | only-promisor | only-promisor | only-promisor | no-proposal | no-proposal | nothing-to-dispute
            DUE_TODAY         | yes      | not-claimed | not-claimed      | not-yet-due    | yes      | only-promisor | only-promisor | only-promisor | no-proposal | no-proposal | nothing-to-dispute
            PAST_DUE          | yes      | not-claimed | not-claimed      | yes            | yes      | only-promisor | only-promisor | only-promisor | no-proposal | no-proposal | nothing-to-dispute
            MISSED            | yes      | not-claimed | not-claimed      | already-missed | yes      | only-promisor | only-promisor | only-promisor | no-proposal | no-proposal | nothing-to-dispute
            SWEPT             | yes      | not-claimed | not-claimed      | already-missed | yes      | only-promisor | only-promisor | only-promisor | no-proposal | no-proposal | nothing-to-dispute
            PROPOSED          | yes      | not-claimed | not-claimed      | not-yet-due    | yes      | only-promisor | only-promisor | only-promisor | yes         | yes         | nothing-to-dispute
            LAPSED            | yes      | not-claimed | not-claimed      | yes            | yes      | only-promisor | only-promisor | only-promisor | past-due    | past-due    | nothing-to-dispute
            CLAIMED           | not-open | yes         | yes              | not-open       | not-open | only-promisor | only-promisor | only-promisor | not-open    | not-open    | nothing-to-dispute
            DISPUTED          | yes      | not-claimed | not-claimed      | not-yet-due    | yes      | only-promisor | only-promisor | only-promisor | no-proposal | no-proposal | nothing-to-dispute
            KEPT              | not-open | not-claimed | not-claimed      | not-open       | not-open | only-promisor | only-promisor | only-promisor | not-open    | not-open    | not-open
            KEPT_AT_ONCE      | not-open | not-claimed | not-claimed      | not-open       | not-open | only-promisor | only-promisor | only-promisor | not-open    | not-open    | not-open
            RELEASED          | not-open | not-claimed | not-claimed      | not-open       | not-open | only-promisor | only-promisor | only-promisor | not-open    | not-open    | not-open
            WITHDRAWN         | not-open | not-claimed | not-claimed      | not-open       | not-open | only-promisor | only-promisor | only-promisor | not-open    | not-open    | not-open
            DECLINED          | not-open | not-claimed | not-claimed      | not-open       | not-open | only-promisor | only-promisor | only-promisor | not-open    | not-open    | not-open
            KEPT_IN_NAME      | not-open | not-claimed | only-for-oneself | not-open       | not-open | only-promisor | only-promisor | only-promisor | not-open    | not-open    | not-open
            CONFIRMED_IN_NAME | not-open | not-claimed | only-for-oneself | not-open       | not-open | only-promisor | only-promisor | only-promisor | not-open    | not-open    | not-open
            RELEASED_IN_NAME  | not-open | not-claimed | only-for-oneself | not-open       | not-open | only-promisor | only-promisor | only-promisor | not-open    | not-open    | not-open
            MOVED_IN_NAME     | yes      | not-claimed | not-claimed      | not-yet-due    | yes      | only-promisor | only-promisor | only-promisor | no-proposal | no-proposal | only-for-oneself
            CLAIMED_AS_MOVED  | not-open | yes         | yes              | not-open       | not-open | only-promisor | only-promisor | only-promisor | not-open    | not-open    | only-for-oneself
            PROPOSED_AGAIN    | yes      | not-claimed | not-claimed      | not-yet-due    | yes      | only-promisor | only-promisor | only-promisor | yes         | yes         | only-for-oneself
            DATE_DISPUTED     | yes      | not-claimed | not-claimed      | not-yet-due    | yes      | only-promisor | only-promisor | only-promisor | no-proposal | no-proposal | nothing-to-dispute
            """;

    @TestFactory
    Stream<DynamicTest> what_the_promisor_may_do_for_a_promisee_who_has_not_joined() {
        return tests(FOR_THE_PROMISEE, Cast.ADA_FOR_GRACE);
    }

    @TestFactory
    Stream<DynamicTest> what_the_promisor_may_do() {
        return tests(PROMISOR, Cast.ADA_HERSELF);
    }

    @TestFactory
    Stream<DynamicTest> what_the_promisee_may_do() {
        return tests(PROMISEE, Cast.GRACE_HERSELF);
    }

    @Test
    void both_tables_name_every_state_and_every_act() {
        for (var table : List.of(rows(PROMISOR), rows(PROMISEE), rows(FOR_THE_PROMISEE))) {
            assertThat(table.keySet()).containsExactly(State.values());
            assertThat(table.values())
                    .allSatisfy(row -> assertThat(row.keySet()).containsExactly(CommitmentActKind.values()));
        }
    }

    private static Stream<DynamicTest> tests(String table, By by) {
        return rows(table).entrySet().stream()
                .flatMap(row -> row.getValue().entrySet().stream()
                        .map(cell -> DynamicTest.dynamicTest(
                                "%s when %s: %s".formatted(cell.getKey(), row.getKey(), cell.getValue()),
                                () -> expect(row.getKey().story, cell.getKey(), by, cell.getValue()))));
    }

    private static void expect(Story story, CommitmentActKind kind, By by, String expected) {
        assertThat(outcome(story, act(kind), by)).isEqualTo(expected);
        assertThat(story.commitment().allows(kind, by, story.today())).isEqualTo(expected.equals(ACCEPTED));
    }

    private static String outcome(Story story, CommitmentAct act, By by) {
        try {
            var event = story.commitment().decide(act, by, story.today());
            assertThat(event.commitment()).isEqualTo(Story.PROMISE);
            assertThat(event.by()).isEqualTo(by);
            return ACCEPTED;
        } catch (RuleBroken broken) {
            return broken.rule();
        }
    }

    private static CommitmentAct act(CommitmentActKind kind) {
        return switch (kind) {
            case KEEP -> keep();
            case CONFIRM -> confirm();
            case DISPUTE -> dispute();
            case MISS -> miss();
            case RELEASE -> release();
            case WITHDRAW -> withdraw();
            case DECLINE -> decline();
            case PROPOSE_DATE -> propose(DUE.plusDays(9));
            case ACCEPT_DATE -> accept();
            case REFUSE_DATE -> refuse();
            case DISPUTE_DATE -> disputeDate();
        };
    }

    private static Map<State, Map<CommitmentActKind, String>> rows(String table) {
        var lines = table.lines().map(CommitmentTableTest::cells).toList();
        var kinds = lines.getFirst().stream()
                .skip(1)
                .map(CommitmentActKind::valueOf)
                .toList();
        var rows = new EnumMap<State, Map<CommitmentActKind, String>>(State.class);
        for (var line : lines.subList(1, lines.size())) {
            var row = new EnumMap<CommitmentActKind, String>(CommitmentActKind.class);
            for (int i = 0; i < kinds.size(); i++) {
                row.put(kinds.get(i), line.get(i + 1));
            }
            rows.put(State.valueOf(line.getFirst()), row);
        }
        return rows;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|")).map(String::strip).toList();
    }
}
