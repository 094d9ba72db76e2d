package rapport.relationships;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.parties.Cast.ADA;
import static rapport.parties.Cast.ADA_HERSELF;
import static rapport.parties.Cast.EDSGER;
import static rapport.parties.Cast.GRACE;
import static rapport.parties.Cast.GRACE_HERSELF;
import static rapport.parties.Cast.THEIRS;
import static rapport.relationships.Beginning.BECAUSE;
import static rapport.relationships.Beginning.DUE;
import static rapport.relationships.Beginning.MAKE;
import static rapport.relationships.Beginning.MONDAY;
import static rapport.relationships.Beginning.PROMISE;
import static rapport.relationships.Beginning.SOMETHING;
import static rapport.relationships.Beginning.endOn;
import static rapport.relationships.Told.act;
import static rapport.relationships.Told.joined;
import static rapport.relationships.Told.started;
import static rapport.words.SealedWords.sealed;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapport.commitments.CommitmentAct;
import rapport.commitments.CommitmentAct.ConfirmKeeping;
import rapport.commitments.CommitmentAct.DisputeDate;
import rapport.commitments.CommitmentAct.DisputeKeeping;
import rapport.commitments.CommitmentAct.KeepCommitment;
import rapport.commitments.CommitmentAct.MakeCommitment;
import rapport.commitments.CommitmentEvent.CommitmentMade;
import rapport.commitments.CommitmentId;
import rapport.concerns.ConcernAct.AnswerConcern;
import rapport.concerns.ConcernAct.HearConcern;
import rapport.concerns.ConcernAct.RaiseConcern;
import rapport.concerns.ConcernAct.ReopenConcern;
import rapport.concerns.ConcernAct.SettleConcern;
import rapport.concerns.ConcernAct.WithdrawConcern;
import rapport.concerns.ConcernEvent.ConcernAnswered;
import rapport.corrections.CorrectionAct.RetractEntry;
import rapport.corrections.CorrectionAct.RewordEntry;
import rapport.corrections.CorrectionEvent.EntryRetracted;
import rapport.corrections.CorrectionEvent.EntryReworded;
import rapport.feedback.FeedbackAct.GiveFeedback;
import rapport.feedback.FeedbackAct.HearFeedback;
import rapport.feedback.FeedbackAct.RequestFeedback;
import rapport.feedback.FeedbackKind;
import rapport.feedback.Landing;
import rapport.meetings.MeetingAct.CancelOneOnOne;
import rapport.meetings.MeetingAct.DiscussTopic;
import rapport.meetings.MeetingAct.DropTopic;
import rapport.meetings.MeetingAct.HoldOneOnOne;
import rapport.meetings.MeetingAct.MoveOneOnOne;
import rapport.meetings.MeetingAct.NoteAct;
import rapport.meetings.MeetingAct.OneOnOneAct;
import rapport.meetings.MeetingAct.RaiseTopic;
import rapport.meetings.MeetingAct.SetCadence;
import rapport.meetings.MeetingAct.TakeNote;
import rapport.meetings.MeetingAct.TopicAct;
import rapport.meetings.MeetingAct.UnflagNote;
import rapport.parties.EntryId;
import rapport.parties.Side;
import rapport.parties.StreamEvent;
import rapport.ruptures.RuptureAct.AcceptRepair;
import rapport.ruptures.RuptureAct.DeclineRepair;
import rapport.ruptures.RuptureAct.DescribeImpact;
import rapport.ruptures.RuptureAct.DisputeRupture;
import rapport.ruptures.RuptureAct.LetGo;
import rapport.ruptures.RuptureAct.MarkRepaired;
import rapport.ruptures.RuptureAct.NameRupture;
import rapport.ruptures.RuptureAct.NoteChange;
import rapport.ruptures.RuptureAct.OfferRepair;
import rapport.ruptures.RuptureAct.ReopenRupture;
import rapport.ruptures.RuptureEvent.RepairAccepted;
import rapport.ruptures.RuptureEvent.RuptureNamed;
import rapport.ruptures.RuptureEvent.RuptureRepaired;
import rapport.ruptures.RuptureKind;
import rapport.words.Sealed;

/**
 * The rules that cross from one entry to another. Grace and Ada have both joined unless a test says otherwise; Ada
 * promises, raises, names, and Grace caused it.
 */
class EntriesTest {

    private static final EntryId THE_PROMISE = PROMISE.entry();
    private static final EntryId FEEDBACK = entry(2);
    private static final EntryId REQUEST = entry(3);
    private static final EntryId CONCERN = entry(4);
    private static final EntryId RUPTURE = entry(5);
    private static final EntryId TOPIC = entry(6);
    private static final EntryId NOTE = entry(7);
    private static final EntryId CHANGE = entry(8);
    private static final EntryId REPAIR = entry(9);
    private static final EntryId NOBODY_KNOWS = entry(99);
    private static final Duration A_DAY = Duration.ofDays(1);

    private static final GiveFeedback GIVE = give(FEEDBACK, null);
    private static final RequestFeedback ASK = new RequestFeedback(REQUEST, SOMETHING);
    private static final RaiseConcern RAISE = new RaiseConcern(CONCERN, SOMETHING);
    private static final NameRupture NAME = name(RUPTURE, RuptureKind.SHARP_TONE, null);
    private static final RaiseTopic BRING_UP = new RaiseTopic(TOPIC, SOMETHING);
    private static final TakeNote WRITE_DOWN = new TakeNote(NOTE, SOMETHING, true);
    private static final OfferRepair OFFER = new OfferRepair(RUPTURE, REPAIR, SOMETHING, sealed("I ask first"), DUE);
    private static final AcceptRepair ACCEPT = new AcceptRepair(RUPTURE, null, CHANGE);

    private static EntryId entry(int number) {
        return new EntryId(new UUID(3, number));
    }

    private static GiveFeedback give(EntryId id, @Nullable EntryId answers) {
        return new GiveFeedback(id, FeedbackKind.GUIDANCE, null, SOMETHING, answers);
    }

    private static NameRupture name(EntryId id, RuptureKind kind, @Nullable EntryId about) {
        return new NameRupture(id, Side.MANAGER, kind, SOMETHING, MONDAY, about);
    }

    private static MakeCommitment make(EntryId id, Side promisor) {
        return new MakeCommitment(new CommitmentId(id.value()), promisor, SOMETHING, null, DUE, null);
    }

    /** Every kind of creation, by the id that it takes. */
    private static Map<EntryId, RelationshipAct> creations() {
        var creations = new LinkedHashMap<EntryId, RelationshipAct>();
        creations.put(THE_PROMISE, act(MAKE));
        creations.put(FEEDBACK, act(GIVE));
        creations.put(REQUEST, act(ASK));
        creations.put(CONCERN, act(RAISE));
        creations.put(RUPTURE, act(NAME));
        creations.put(TOPIC, act(BRING_UP));
        creations.put(NOTE, act(WRITE_DOWN));
        return creations;
    }

    private static Stream<RelationshipAct> creationsOnly() {
        return creations().values().stream();
    }

    private static RelationshipAct createAs(int kind, EntryId id) {
        return switch (kind) {
            case 0 -> act(make(id, Side.REPORT));
            case 1 -> act(give(id, null));
            case 2 -> act(new RequestFeedback(id, SOMETHING));
            case 3 -> act(new RaiseConcern(id, SOMETHING));
            case 4 -> act(name(id, RuptureKind.SHARP_TONE, null));
            case 5 -> act(new RaiseTopic(id, SOMETHING));
            default -> act(new TakeNote(id, SOMETHING, true));
        };
    }

    /** All seven kinds of entries, made by Ada. */
    private static Told all() {
        var told = joined();
        creations().values().forEach(told::ada);
        return told;
    }

    /** Every act on an entry that is there, and on the 1:1s. */
    private static List<RelationshipAct> otherActs() {
        var start = LocalDateTime.of(2026, 3, 4, 10, 0);
        return List.of(
                act(new KeepCommitment(PROMISE, null, null)),
                act(new ConfirmKeeping(PROMISE)),
                act(new DisputeKeeping(PROMISE, BECAUSE)),
                act(new DisputeDate(PROMISE, BECAUSE)),
                act(new HearFeedback(FEEDBACK, Landing.WELL, null)),
                act(new HearConcern(CONCERN, null)),
                act(new AnswerConcern(CONCERN, SOMETHING, null)),
                act(new SettleConcern(CONCERN)),
                act(new ReopenConcern(CONCERN, BECAUSE)),
                act(new WithdrawConcern(CONCERN, null)),
                act(new DescribeImpact(RUPTURE, SOMETHING)),
                act(new DisputeRupture(RUPTURE, SOMETHING)),
                act(OFFER),
                act(ACCEPT),
                act(new DeclineRepair(RUPTURE, SOMETHING)),
                act(new NoteChange(RUPTURE, true, null, null)),
                act(new MarkRepaired(RUPTURE)),
                act(new LetGo(RUPTURE, null)),
                act(new ReopenRupture(RUPTURE, BECAUSE)),
                act(new DiscussTopic(TOPIC)),
                act(new DropTopic(TOPIC, null)),
                act(new UnflagNote(NOTE)),
                act(new SetCadence("FREQ=WEEKLY", start, 30, ZoneId.of("Europe/Berlin"))),
                act(new MoveOneOnOne(start, start.plusHours(1))),
                act(new CancelOneOnOne(start, null)),
                act(new HoldOneOnOne(null, MONDAY, null)),
                act(new RewordEntry(TOPIC, SOMETHING, null)),
                act(new RetractEntry(TOPIC, BECAUSE)),
                endOn(MONDAY));
    }

    @Nested
    class Ids {

        @Test
        void are_free_for_any_kind_until_one_takes_them() {
            for (var kind = 0; kind < 7; kind++) {
                assertThat(all().when_ada(createAs(kind, NOBODY_KNOWS))).hasSize(1);
            }
        }

        @Test
        void are_taken_for_every_kind_once_one_has_them() {
            var told = all();
            var taken = List.copyOf(creations().keySet());
            for (var id : taken) {
                for (var kind = 0; kind < 7; kind++) {
                    if (!taken.get(kind).equals(id)) {
                        told.refuses_ada(createAs(kind, id), "id-taken");
                    }
                }
            }
        }

        @Test
        void of_a_promise_that_comes_of_something_else_are_taken_as_well() {
            all().grace(act(OFFER)).refuses_ada(act(new AcceptRepair(RUPTURE, null, NOTE)), "id-taken");
            all().refuses_grace(act(new AnswerConcern(CONCERN, SOMETHING, NOTE), make(NOTE, Side.MANAGER)), "id-taken");
        }

        @Test
        void of_one_kind_lead_to_nothing_under_another() {
            all().finds_nothing_there(GRACE, false, act(new HearConcern(FEEDBACK, null)))
                    .finds_nothing_there(GRACE, false, act(new HearFeedback(REQUEST, Landing.WELL, null)))
                    .finds_nothing_there(GRACE, false, act(new OfferRepair(CONCERN, REPAIR, SOMETHING, SOMETHING, DUE)))
                    .finds_nothing_there(ADA, false, act(new DropTopic(NOTE, null)))
                    .finds_nothing_there(ADA, false, act(new UnflagNote(TOPIC)))
                    .finds_nothing_there(ADA, false, act(give(NOBODY_KNOWS, CONCERN)));
        }

        @Test
        void that_nobody_gave_lead_to_nothing() {
            var told = joined();
            otherActs().stream()
                    .filter(act -> !(act instanceof RelationshipAct.EndRelationship)
                            && !(act instanceof RelationshipAct.OnMeeting(OneOnOneAct _)))
                    .forEach(act -> told.finds_nothing_there(GRACE, false, act));
        }
    }

    @Nested
    class RepeatingACreation {

        @ParameterizedTest
        @MethodSource("rapport.relationships.EntriesTest#creationsOnly")
        void the_same_again_is_already_recorded(RelationshipAct creation) {
            joined().ada(creation).has_recorded_already(ADA, false, creation);
        }

        @ParameterizedTest
        @MethodSource("rapport.relationships.EntriesTest#creationsOnly")
        void also_after_the_end(RelationshipAct creation) {
            joined().ada(creation).grace(endOn(MONDAY)).has_recorded_already(ADA, false, creation);
        }

        @ParameterizedTest
        @MethodSource("rapport.relationships.EntriesTest#creationsOnly")
        void also_on_behalf_of_one_who_has_joined_since(RelationshipAct creation) {
            started().grace_for_ada(creation).and(Beginning.JOINED).has_recorded_already(GRACE, true, creation);
        }

        @ParameterizedTest
        @MethodSource("rapport.relationships.EntriesTest#creationsOnly")
        void also_once_it_was_retracted(RelationshipAct creation) {
            var id = creations().entrySet().stream()
                    .filter(one -> one.getValue().equals(creation))
                    .findFirst()
                    .orElseThrow()
                    .getKey();
            joined().ada(creation).ada(act(new RetractEntry(id, BECAUSE))).has_recorded_already(ADA, false, creation);
        }

        @ParameterizedTest
        @MethodSource("rapport.relationships.EntriesTest#creationsOnly")
        void by_somebody_else_or_on_behalf_is_refused(RelationshipAct creation) {
            joined().ada(creation).refuses_grace(creation, "id-taken");
            started().grace(creation).refuses("id-taken", GRACE, true, creation);
            started().grace_for_ada(creation).refuses("id-taken", GRACE, false, creation);
        }

        @ParameterizedTest
        @MethodSource("rapport.relationships.EntriesTest#creationsOnly")
        void a_stranger_does_not_learn_of_it(RelationshipAct creation) {
            joined().ada(creation).finds_nothing_there(EDSGER, false, creation);
        }

        @Test
        void other_words_are_for_the_edge_to_compare() {
            Sealed other = sealed("other words");
            all().has_recorded_already(ADA, false, act(new RaiseConcern(CONCERN, other)))
                    .has_recorded_already(ADA, false, act(new RequestFeedback(REQUEST, other)))
                    .has_recorded_already(ADA, false, act(new RaiseTopic(TOPIC, other)))
                    .has_recorded_already(ADA, false, act(new TakeNote(NOTE, other, true)));
        }

        @Test
        void with_any_other_field_is_refused() {
            all().refuses_ada(act(make(THE_PROMISE, Side.MANAGER)), "id-taken")
                    .refuses_ada(
                            act(new GiveFeedback(FEEDBACK, FeedbackKind.APPRECIATION, null, SOMETHING, null)),
                            "id-taken")
                    .refuses_ada(act(give(FEEDBACK, REQUEST)), "id-taken")
                    .refuses_ada(
                            act(new NameRupture(RUPTURE, Side.REPORT, RuptureKind.SHARP_TONE, SOMETHING, MONDAY, null)),
                            "id-taken")
                    .refuses_ada(act(name(RUPTURE, RuptureKind.BLAMED, null)), "id-taken")
                    .refuses_ada(act(name(RUPTURE, RuptureKind.SHARP_TONE, FEEDBACK)), "id-taken")
                    .refuses_ada(
                            act(new NameRupture(
                                    RUPTURE,
                                    Side.MANAGER,
                                    RuptureKind.SHARP_TONE,
                                    SOMETHING,
                                    MONDAY.minusDays(1),
                                    null)),
                            "id-taken")
                    .refuses_ada(act(new TakeNote(NOTE, SOMETHING, false)), "id-taken");
        }

        @Test
        void with_a_situation_that_was_not_given_before_is_refused() {
            all().refuses_ada(
                            act(new GiveFeedback(FEEDBACK, FeedbackKind.GUIDANCE, BECAUSE, SOMETHING, null)),
                            "id-taken");
        }

        @Test
        void of_a_promise_that_a_repair_made_is_refused() {
            all().grace(act(OFFER))
                    .ada(act(ACCEPT))
                    .refuses_ada(
                            act(new MakeCommitment(
                                    new CommitmentId(CHANGE.value()),
                                    Side.MANAGER,
                                    sealed("I ask first"),
                                    null,
                                    DUE,
                                    MONDAY)),
                            "id-taken");
        }
    }

    @Nested
    class WhatARuptureIsAbout {

        @Test
        void a_promise_or_a_piece_of_feedback() {
            assertThat(all().when_grace(act(name(NOBODY_KNOWS, RuptureKind.OTHER, FEEDBACK))))
                    .containsExactly(new RuptureNamed(
                            THEIRS,
                            GRACE_HERSELF,
                            NOBODY_KNOWS,
                            Side.MANAGER,
                            RuptureKind.OTHER,
                            SOMETHING,
                            MONDAY,
                            FEEDBACK));
            assertThat(all().when_grace(act(name(NOBODY_KNOWS, RuptureKind.OTHER, THE_PROMISE))))
                    .hasSize(1);
        }

        @Test
        void and_nothing_else() {
            for (var other : List.of(REQUEST, CONCERN, RUPTURE, TOPIC, NOTE)) {
                all().refuses_ada(act(name(NOBODY_KNOWS, RuptureKind.OTHER, other)), "not-about-that");
            }
        }

        @Test
        void has_to_be_there() {
            all().finds_nothing_there(ADA, false, act(name(NOBODY_KNOWS, RuptureKind.OTHER, entry(98))))
                    .finds_nothing_there(ADA, false, act(name(NOBODY_KNOWS, RuptureKind.OTHER, NOBODY_KNOWS)));
        }

        @Test
        void has_not_been_retracted() {
            all().ada(act(new RetractEntry(FEEDBACK, BECAUSE)))
                    .refuses_ada(act(name(NOBODY_KNOWS, RuptureKind.OTHER, FEEDBACK)), "retracted");
        }

        @Test
        void a_broken_promise_is_caused_by_the_one_who_gave_it() {
            var byThePromisor = new NameRupture(
                    NOBODY_KNOWS, Side.REPORT, RuptureKind.BROKEN_PROMISE, SOMETHING, MONDAY, THE_PROMISE);

            assertThat(all().when_grace(act(byThePromisor))).hasSize(1);
            all().refuses_ada(act(name(NOBODY_KNOWS, RuptureKind.BROKEN_PROMISE, THE_PROMISE)), "not-the-promisor");
        }
    }

    @Nested
    class ARepair {

        private Told accepted() {
            return all().grace(act(OFFER)).ada(act(ACCEPT));
        }

        private Told kept() {
            return accepted().grace(keep()).ada(confirm());
        }

        private static RelationshipAct keep() {
            return act(new KeepCommitment(new CommitmentId(CHANGE.value()), null, null));
        }

        private static RelationshipAct confirm() {
            return act(new ConfirmKeeping(new CommitmentId(CHANGE.value())));
        }

        private static RelationshipAct held() {
            return act(new NoteChange(RUPTURE, true, null, null));
        }

        private static RelationshipAct repaired() {
            return act(new MarkRepaired(RUPTURE));
        }

        @Test
        void accepted_makes_the_change_a_promise_of_the_causing_side_in_one_decision() {
            assertThat(all().grace(act(OFFER)).when_ada(act(ACCEPT)))
                    .containsExactly(
                            new CommitmentMade(
                                    THEIRS,
                                    ADA_HERSELF,
                                    new CommitmentId(CHANGE.value()),
                                    Side.MANAGER,
                                    sealed("I ask first"),
                                    null,
                                    DUE,
                                    MONDAY,
                                    RUPTURE),
                            new RepairAccepted(THEIRS, ADA_HERSELF, RUPTURE, null, CHANGE, MONDAY));
        }

        @Test
        void declined_makes_none() {
            assertThat(all().grace(act(OFFER)).when_ada(act(new DeclineRepair(RUPTURE, BECAUSE))))
                    .hasSize(1);
            all().grace(act(OFFER))
                    .ada(act(new DeclineRepair(RUPTURE, BECAUSE)))
                    .refuses_ada(act(ACCEPT), "no-offer")
                    .finds_nothing_there(GRACE, false, keep());
        }

        @Test
        void is_done_once_its_promise_is_kept_and_confirmed_and_the_change_held_on_three_days() {
            assertThat(kept().ada(held())
                            .later(A_DAY)
                            .ada(held())
                            .later(A_DAY)
                            .ada(held())
                            .when_ada(repaired()))
                    .containsExactly(new RuptureRepaired(THEIRS, ADA_HERSELF, RUPTURE));
        }

        @Test
        void is_not_done_while_its_promise_is_only_said_to_be_kept() {
            accepted()
                    .ada(held())
                    .later(A_DAY)
                    .ada(held())
                    .later(A_DAY)
                    .ada(held())
                    .refuses_ada(repaired(), "change-not-kept")
                    .grace(keep())
                    .refuses_ada(repaired(), "change-not-kept")
                    .ada(confirm())
                    .ada(repaired());
        }

        @Test
        void is_not_done_by_another_promise_kept() {
            accepted()
                    .ada(held())
                    .later(A_DAY)
                    .ada(held())
                    .later(A_DAY)
                    .ada(held())
                    .grace(act(new KeepCommitment(PROMISE, null, null)))
                    .refuses_ada(repaired(), "change-not-kept");
        }

        @Test
        void is_not_done_before_the_change_was_seen_on_three_days() {
            kept().ada(held())
                    .refuses_ada(held(), "already-noted")
                    .later(A_DAY)
                    .ada(held())
                    .refuses_ada(repaired(), "change-not-seen");
        }

        @Test
        void starts_anew_after_a_slip_and_needs_its_own_promise_kept() {
            var again = entry(10);
            kept().ada(held())
                    .later(A_DAY)
                    .ada(act(new NoteChange(RUPTURE, false, null, null)))
                    .refuses_ada(repaired(), "not-rebuilding")
                    .grace(act(new OfferRepair(RUPTURE, entry(11), SOMETHING, SOMETHING, DUE)))
                    .ada(act(new AcceptRepair(RUPTURE, null, again)))
                    .later(A_DAY)
                    .ada(held())
                    .later(A_DAY)
                    .ada(held())
                    .later(A_DAY)
                    .ada(held())
                    .refuses_ada(repaired(), "change-not-kept")
                    .ada(act(new KeepCommitment(new CommitmentId(again.value()), null, null)))
                    .ada(repaired());
        }

        @Test
        void its_promise_stands_as_it_was_offered() {
            accepted()
                    .refuses_ada(act(new RewordEntry(CHANGE, BECAUSE, null)), "part-of-a-repair")
                    .refuses_ada(act(new RetractEntry(CHANGE, BECAUSE)), "part-of-a-repair");
            assertThat(all().when_ada(act(new RewordEntry(THE_PROMISE, BECAUSE, null))))
                    .hasSize(1);
        }
    }

    @Nested
    class AnAnswerToAConcern {

        private static RelationshipAct answerWith(Side promisor) {
            return act(new AnswerConcern(CONCERN, SOMETHING, CHANGE), make(CHANGE, promisor));
        }

        @Test
        void may_make_a_promise_of_the_one_who_answers_in_one_decision() {
            assertThat(all().when_grace(answerWith(Side.MANAGER)))
                    .containsExactly(
                            new CommitmentMade(
                                    THEIRS,
                                    GRACE_HERSELF,
                                    new CommitmentId(CHANGE.value()),
                                    Side.MANAGER,
                                    SOMETHING,
                                    null,
                                    DUE,
                                    MONDAY,
                                    null),
                            new ConcernAnswered(THEIRS, GRACE_HERSELF, CONCERN, SOMETHING, CHANGE));
        }

        @Test
        void cannot_promise_for_the_one_who_raised_it() {
            all().refuses_grace(answerWith(Side.REPORT), "not-the-answerers-promise");
        }

        @Test
        void makes_no_promise_where_it_is_refused_itself() {
            all().refuses_ada(answerWith(Side.REPORT), "only-other-party");
        }

        @Test
        void is_refused_where_its_promise_is() {
            var tooLate = new MakeCommitment(
                    new CommitmentId(CHANGE.value()), Side.MANAGER, SOMETHING, null, MONDAY.minusDays(1), null);
            all().refuses_grace(act(new AnswerConcern(CONCERN, SOMETHING, CHANGE), tooLate), "due-in-the-past");
        }

        @Test
        void its_promise_is_one_like_any_other() {
            all().grace(answerWith(Side.MANAGER))
                    .grace(act(new KeepCommitment(new CommitmentId(CHANGE.value()), null, null)))
                    .ada(act(new ConfirmKeeping(new CommitmentId(CHANGE.value()))));
        }
    }

    @Nested
    class ARequestForFeedback {

        @Test
        void is_answered_once_and_open_again_when_the_answer_is_retracted() {
            var another = entry(20);
            all().grace(act(give(CHANGE, REQUEST)))
                    .refuses_grace(act(give(another, REQUEST)), "already-answered")
                    .grace(act(new RetractEntry(CHANGE, BECAUSE)))
                    .grace(act(give(another, REQUEST)))
                    .refuses_grace(act(give(entry(21), REQUEST)), "already-answered");
        }

        @Test
        void is_not_answered_once_it_was_retracted() {
            all().ada(act(new RetractEntry(REQUEST, BECAUSE))).refuses_grace(act(give(CHANGE, REQUEST)), "retracted");
        }

        @Test
        void is_answered_only_by_the_one_asked() {
            all().refuses_ada(act(give(CHANGE, REQUEST)), "only-the-one-asked");
        }
    }

    @Nested
    class Correcting {

        @Test
        void its_author_rewords_and_retracts_every_kind_of_entry() {
            for (var id : creations().keySet()) {
                assertThat(all().when_ada(act(new RewordEntry(id, BECAUSE, null))))
                        .containsExactly(new EntryReworded(THEIRS, ADA_HERSELF, id, BECAUSE, null));
                assertThat(all().when_ada(act(new RetractEntry(id, BECAUSE))))
                        .containsExactly(new EntryRetracted(THEIRS, ADA_HERSELF, id, BECAUSE));
            }
        }

        @Test
        void nobody_else_does() {
            for (var id : creations().keySet()) {
                all().refuses_grace(act(new RewordEntry(id, BECAUSE, null)), "only-author")
                        .refuses_grace(act(new RetractEntry(id, BECAUSE)), "only-author")
                        .finds_nothing_there(EDSGER, false, act(new RewordEntry(id, BECAUSE, null)));
            }
        }

        @Test
        void nobody_does_on_behalf_of_the_other() {
            var told = started().grace(act(RAISE));
            told.refuses("only-for-oneself", GRACE, true, act(new RewordEntry(CONCERN, BECAUSE, null)))
                    .refuses("only-for-oneself", GRACE, true, act(new RetractEntry(CONCERN, BECAUSE)));
        }

        @Test
        void what_was_recorded_on_behalf_stays_its_recorders_to_correct() {
            started()
                    .grace_for_ada(act(RAISE))
                    .and(Beginning.JOINED)
                    .refuses_ada(act(new RewordEntry(CONCERN, BECAUSE, null)), "only-author")
                    .grace(act(new RewordEntry(CONCERN, BECAUSE, null)));
        }

        @Test
        void retracting_ends_after_24_hours() {
            all().later(A_DAY).ada(act(new RetractEntry(NOTE, BECAUSE)));
            all().later(A_DAY.plusMillis(1)).refuses_ada(act(new RetractEntry(NOTE, BECAUSE)), "too-late-to-retract");
        }

        @Test
        void retracting_ends_when_the_other_has_acted() {
            all().grace(act(new HearConcern(CONCERN, null)))
                    .refuses_ada(act(new RetractEntry(CONCERN, BECAUSE)), "others-acted")
                    .grace(act(new HearFeedback(FEEDBACK, Landing.HARD, null)))
                    .refuses_ada(act(new RetractEntry(FEEDBACK, BECAUSE)), "others-acted")
                    .grace(act(OFFER))
                    .refuses_ada(act(new RetractEntry(RUPTURE, BECAUSE)), "others-acted")
                    .grace(act(new DiscussTopic(TOPIC)))
                    .refuses_ada(act(new RetractEntry(TOPIC, BECAUSE)), "others-acted")
                    .ada(act(new RewordEntry(TOPIC, BECAUSE, null)));
        }

        @Test
        void retracting_ends_when_the_other_has_said_something_about_it_elsewhere() {
            all().grace(act(give(CHANGE, REQUEST)))
                    .refuses_ada(act(new RetractEntry(REQUEST, BECAUSE)), "others-acted");
            all().grace(act(name(CHANGE, RuptureKind.FEEDBACK_LANDED_HARD, FEEDBACK)))
                    .refuses_ada(act(new RetractEntry(FEEDBACK, BECAUSE)), "others-acted");
            all().ada(act(name(CHANGE, RuptureKind.OTHER, FEEDBACK))).ada(act(new RetractEntry(FEEDBACK, BECAUSE)));
        }

        @Test
        void nothing_is_done_to_what_was_retracted() {
            for (var id : creations().keySet()) {
                var told = all().ada(act(new RetractEntry(id, BECAUSE)));
                told.refuses_ada(act(new RewordEntry(id, SOMETHING, null)), "retracted")
                        .refuses_ada(act(new RetractEntry(id, BECAUSE)), "retracted");
                actsOn(id).forEach(act -> told.refuses_grace(act, "retracted").refuses_ada(act, "retracted"));
            }
        }

        private static Stream<RelationshipAct> actsOn(EntryId id) {
            return otherActs().stream().filter(act -> switch (act) {
                case RelationshipAct.OnCommitment(CommitmentAct on) ->
                    on.commitment().entry().equals(id);
                case RelationshipAct.OnFeedback(var on) -> on.entry().equals(id);
                case RelationshipAct.OnConcern(var on, var _) -> on.entry().equals(id);
                case RelationshipAct.OnRupture(var on) -> on.entry().equals(id);
                case RelationshipAct.OnMeeting(TopicAct on) -> on.entry().equals(id);
                case RelationshipAct.OnMeeting(NoteAct on) -> on.entry().equals(id);
                case RelationshipAct.OnMeeting _,
                        RelationshipAct.Correct _,
                        RelationshipAct.JoinRelationship _,
                        RelationshipAct.HandOver _,
                        RelationshipAct.EndRelationship _ -> false;
            });
        }

        @Test
        void a_retracted_promise_is_not_overdue() {
            var late = Duration.ofDays(30);

            assertThat(all().later(late).is_overdue()).isTrue();
            assertThat(all().ada(act(new RetractEntry(THE_PROMISE, BECAUSE)))
                            .later(late)
                            .is_overdue())
                    .isFalse();
        }

        @Test
        void the_systems_miss_does_not_keep_the_author_from_retracting() {
            var madeLater = new MakeCommitment(PROMISE, Side.REPORT, SOMETHING, null, MONDAY, null);
            joined().later(Duration.ofHours(10))
                    .ada(act(madeLater))
                    .later(Duration.ofHours(20))
                    .swept()
                    .ada(act(new RetractEntry(THE_PROMISE, BECAUSE)));
        }
    }

    @Nested
    class Who {

        @Test
        void nobody_does_anything_after_the_end() {
            var ended = all().grace(act(OFFER)).grace(endOn(MONDAY));
            for (var kind = 0; kind < 7; kind++) {
                ended.refuses_ada(createAs(kind, NOBODY_KNOWS), "ended");
            }
            otherActs().forEach(act -> ended.refuses_ada(act, "ended").refuses_grace(act, "ended"));
        }

        @Test
        void for_a_stranger_nothing_is_there() {
            var told = all();
            for (var kind = 0; kind < 7; kind++) {
                told.finds_nothing_there(EDSGER, false, createAs(kind, NOBODY_KNOWS));
            }
            otherActs()
                    .forEach(
                            act -> told.finds_nothing_there(EDSGER, false, act).finds_nothing_there(EDSGER, true, act));
        }

        @Test
        void nobody_speaks_for_one_who_has_joined() {
            var told = all();
            for (var kind = 0; kind < 7; kind++) {
                told.refuses("side-has-joined", GRACE, true, createAs(kind, NOBODY_KNOWS));
            }
            otherActs().forEach(act -> told.refuses("side-has-joined", GRACE, true, act));
        }

        @Test
        void one_speaks_for_the_other_until_they_have_joined() {
            var told = started();
            creations().values().forEach(told::grace_for_ada);
            for (var act : otherActs()) {
                assertThat(told.outcome(GRACE, true, act)).as(act.toString()).isNotEqualTo("side-has-joined");
            }
            told.grace_for_ada(act(new DescribeImpact(RUPTURE, SOMETHING)))
                    .grace(act(OFFER))
                    .grace_for_ada(act(ACCEPT))
                    .grace(act(new HearConcern(CONCERN, null)))
                    .grace(act(new HearFeedback(FEEDBACK, Landing.MIXED, null)))
                    .grace_for_ada(act(new UnflagNote(NOTE)))
                    .grace_for_ada(act(new DropTopic(TOPIC, null)));
        }
    }

    /** Grace promised and caused it, and spoke for Ada until she joined. */
    @Nested
    class SaidInSomebodysName {

        private static Told keptAndLetGoForAda() {
            return started()
                    .grace(act(make(THE_PROMISE, Side.MANAGER)))
                    .grace_for_ada(act(new KeepCommitment(PROMISE, null, null)))
                    .grace(act(NAME))
                    .grace_for_ada(act(new LetGo(RUPTURE, null)));
        }

        @Test
        void is_contested_by_the_one_in_whose_name_it_was_said_once_they_have_joined() {
            var contested = keptAndLetGoForAda()
                    .and(Beginning.JOINED)
                    .ada(act(new DisputeKeeping(PROMISE, BECAUSE)))
                    .ada(act(new ReopenRupture(RUPTURE, BECAUSE)));

            contested.grace(act(new KeepCommitment(PROMISE, null, null))).grace(act(OFFER));
        }

        @Test
        void is_contested_by_nobody_else() {
            keptAndLetGoForAda()
                    .refuses("only-for-oneself", GRACE, true, act(new DisputeKeeping(PROMISE, BECAUSE)))
                    .refuses("only-for-oneself", GRACE, true, act(new ReopenRupture(RUPTURE, BECAUSE)))
                    .and(Beginning.JOINED)
                    .refuses("side-has-joined", GRACE, true, act(new DisputeKeeping(PROMISE, BECAUSE)))
                    .refuses_grace(act(new DisputeKeeping(PROMISE, BECAUSE)), "only-promisee")
                    .refuses_grace(act(new ReopenRupture(RUPTURE, BECAUSE)), "only-harmed-side");
        }

        @Test
        void stands_as_it_is_once_the_relationship_has_ended() {
            keptAndLetGoForAda()
                    .and(Beginning.JOINED)
                    .grace(endOn(MONDAY))
                    .refuses_ada(act(new DisputeKeeping(PROMISE, BECAUSE)), "ended")
                    .refuses_ada(act(new ConfirmKeeping(PROMISE)), "ended")
                    .refuses_ada(act(new ReopenRupture(RUPTURE, BECAUSE)), "ended");
        }
    }

    @Test
    void deciding_changes_nothing() {
        var told = all().grace(act(OFFER));

        List<StreamEvent> once = told.when_ada(act(ACCEPT));
        assertThat(told.when_ada(act(ACCEPT))).isEqualTo(once);
    }

    @Test
    void the_day_of_an_acceptance_is_that_of_the_relationships_zone() {
        var accepted = (RepairAccepted) all().grace(act(OFFER))
                .later(Duration.ofHours(12))
                .when_ada(act(ACCEPT))
                .getLast();

        assertThat(accepted.acceptedOn()).isEqualTo(LocalDate.of(2026, 3, 3));
    }
}
