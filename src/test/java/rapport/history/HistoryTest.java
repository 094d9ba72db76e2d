package rapport.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static rapport.parties.Cast.ADA;
import static rapport.parties.Cast.ADA_HERSELF;
import static rapport.parties.Cast.EDSGER;
import static rapport.parties.Cast.GRACE;
import static rapport.parties.Cast.GRACE_HERSELF;
import static rapport.parties.Cast.THEIRS;
import static rapport.words.SealedWords.sealed;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import rapport.commitments.CommitmentEvent.CommitmentKept;
import rapport.commitments.CommitmentEvent.CommitmentMade;
import rapport.commitments.CommitmentEvent.CommitmentMissed;
import rapport.commitments.CommitmentEvent.RecordedBy;
import rapport.commitments.CommitmentId;
import rapport.concerns.ConcernEvent.ConcernAnswered;
import rapport.concerns.ConcernEvent.ConcernRaised;
import rapport.corrections.CorrectionEvent.EntryRetracted;
import rapport.corrections.CorrectionEvent.EntryReworded;
import rapport.eventstore.Recorded;
import rapport.eventstore.StreamsInMemory;
import rapport.meetings.MeetingEvent.NoteTaken;
import rapport.notebooks.NotebookEvent.NotebookOpened;
import rapport.notebooks.NotebookEvent.PrivateEntryClosed;
import rapport.notebooks.NotebookEvent.PrivateNoteTaken;
import rapport.notebooks.NotebookId;
import rapport.notebooks.ReadOnlyNotebooks;
import rapport.parties.By;
import rapport.parties.EntryId;
import rapport.parties.PersonId;
import rapport.parties.Side;
import rapport.parties.StreamEvent;
import rapport.parties.Visibility;
import rapport.relationships.Histories;
import rapport.relationships.RelationshipEvent.PartyJoined;
import rapport.relationships.RelationshipEvent.RelationshipStarted;
import rapport.shared.NotThere;
import rapport.trust.TrustEvent.TrustNoted;
import rapport.words.Sealed;

class HistoryTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final CommitmentId PROMISE = new CommitmentId(new UUID(3, 1));

    private final StreamsInMemory streams = new StreamsInMemory();
    private final Map<String, Long> lengths = new HashMap<>();
    private final String relationship = THEIRS.toString();
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private @Nullable SingleConnectionDataSource source;
    private @Nullable History history;

    @BeforeEach
    void a_relationship_of_grace_and_ada() {
        var url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        Flyway.configure()
                .dataSource(url, "sa", "")
                .locations("classpath:db/rapport")
                .load()
                .migrate();
        source = new SingleConnectionDataSource(url, "sa", "", true);
        for (var person : List.of(GRACE, ADA, EDSGER)) {
            sql().sql("insert into person (id, name, made_at) values (?, ?, ?)")
                    .params(person.value(), "somebody", Instant.EPOCH.atOffset(ZoneOffset.UTC))
                    .update();
        }
        var started = new RelationshipStarted(THEIRS, GRACE_HERSELF, GRACE, ADA, ZoneId.of("Europe/Berlin"));
        Histories.book(sql()).take(relationship, new Recorded<>(0, now, started));
        // That Ada may look is all that matters of it here, so it is left out of the stream.
        var joined = new PartyJoined(THEIRS, ADA_HERSELF, Side.REPORT);
        Histories.book(sql()).take(relationship, new Recorded<>(1, now, joined));
        record(relationship, started);
        history =
                new History(Histories.readOnly(Histories.book(sql())), ReadOnlyNotebooks.in(sql()), streams.streams());
    }

    @AfterEach
    void close() {
        sql().sql("shutdown").update();
        Objects.requireNonNull(source).destroy();
    }

    private JdbcClient sql() {
        return JdbcClient.create(Objects.requireNonNull(source));
    }

    private History history() {
        return Objects.requireNonNull(history);
    }

    private void record(String stream, StreamEvent event) {
        var sequence = lengths.merge(stream, 1L, Long::sum) - 1;
        streams.append(stream, new Recorded<>(sequence, now, event));
        now = now.plus(Duration.ofMinutes(1));
    }

    private String notebookOf(By author) {
        var id = NotebookId.random();
        sql().sql("insert into notebook (id, relationship, author) values (?, ?, ?)")
                .params(id.value(), THEIRS.value(), author.person().value())
                .update();
        record(id.toString(), new NotebookOpened(THEIRS, author, id));
        return id.toString();
    }

    private EntryId note(By by) {
        var id = EntryId.random();
        record(relationship, new NoteTaken(THEIRS, by, id, sealed("a note"), false));
        return id;
    }

    private EntryId privateNote(String notebook, By by) {
        var id = EntryId.random();
        record(notebook, new PrivateNoteTaken(THEIRS, by, id, sealed("a secret"), false));
        return id;
    }

    private void promise() {
        record(
                relationship,
                new CommitmentMade(
                        THEIRS, GRACE_HERSELF, PROMISE, Side.MANAGER, sealed("read it"), null, DAY, DAY, null));
    }

    private static Ask all(int most, @Nullable Position before) {
        return new Ask(null, null, _ -> true, before, most);
    }

    private List<Line> lines(PersonId viewer) {
        return history().timeline(viewer, THEIRS, all(200, null)).lines();
    }

    private List<String> names(PersonId viewer, @Nullable Kind kind, @Nullable Side side, Predicate<Line> matching) {
        return history().timeline(viewer, THEIRS, new Ask(kind, side, matching, null, 200)).lines().stream()
                .map(Line::name)
                .toList();
    }

    private static List<String> places(List<Line> lines) {
        return lines.stream()
                .map(line -> line.visibility() + " " + line.sequence())
                .toList();
    }

    private List<Line> walk(PersonId viewer, int most, Runnable between) {
        var walked = new ArrayList<Line>();
        @Nullable Position before = null;
        do {
            var timeline = history().timeline(viewer, THEIRS, all(most, before));
            walked.addAll(timeline.lines());
            before = timeline.next();
            between.run();
        } while (before != null);
        return walked;
    }

    @Test
    void the_newest_stands_first_and_both_streams_are_one() {
        var notebook = notebookOf(ADA_HERSELF);
        note(GRACE_HERSELF);
        privateNote(notebook, ADA_HERSELF);
        note(ADA_HERSELF);

        assertThat(places(lines(ADA))).containsExactly("SHARED 2", "PRIVATE 1", "SHARED 1", "PRIVATE 0", "SHARED 0");
    }

    @Test
    void of_two_recorded_at_the_same_instant_the_shared_one_counts_as_later() {
        var notebook = notebookOf(ADA_HERSELF);
        privateNote(notebook, ADA_HERSELF);
        now = now.minus(Duration.ofMinutes(1));
        note(ADA_HERSELF);

        assertThat(places(lines(ADA))).startsWith("SHARED 1", "PRIVATE 1");
    }

    @Test
    void a_clock_that_was_set_back_does_not_turn_a_stream_around() {
        note(GRACE_HERSELF);
        now = now.minus(Duration.ofHours(3));
        note(ADA_HERSELF);

        assertThat(places(lines(GRACE))).containsExactly("SHARED 2", "SHARED 1", "SHARED 0");
    }

    @Test
    void walking_back_meets_each_event_once_while_new_ones_are_recorded() {
        var notebook = notebookOf(ADA_HERSELF);
        for (var number = 0; number < 400; number++) {
            if (number % 3 == 0) {
                privateNote(notebook, ADA_HERSELF);
            } else {
                note(GRACE_HERSELF);
            }
        }
        var before = places(lines(ADA));
        var all = new ArrayList<>(before);
        all.addAll(places(history()
                .timeline(
                        ADA,
                        THEIRS,
                        all(
                                1_000,
                                history().timeline(ADA, THEIRS, all(200, null)).next()))
                .lines()));

        var walked = walk(ADA, 7, () -> {
            note(ADA_HERSELF);
            privateNote(notebook, ADA_HERSELF);
        });

        assertThat(all).hasSize(402).doesNotHaveDuplicates();
        assertThat(places(walked)).isEqualTo(all);
    }

    @Test
    void a_page_says_that_it_is_the_last() {
        note(GRACE_HERSELF);

        assertThat(history().timeline(ADA, THEIRS, all(1, null)).next()).isNotNull();
        assertThat(history().timeline(ADA, THEIRS, all(2, null)).next()).isNull();
        assertThat(history()
                        .timeline(ADA, THEIRS, new Ask(Kind.NOTE, null, _ -> true, null, 1))
                        .next())
                .isNull();
    }

    @Test
    void a_notebook_that_is_begun_while_somebody_walks_back_is_newer_than_where_they_are() {
        note(ADA_HERSELF);
        note(ADA_HERSELF);
        var first = history().timeline(ADA, THEIRS, all(1, null));
        privateNote(notebookOf(ADA_HERSELF), ADA_HERSELF);

        var second = history().timeline(ADA, THEIRS, all(10, first.next()));

        assertThat(places(second.lines())).containsExactly("SHARED 1", "SHARED 0");
    }

    @Test
    void nobody_sees_a_trace_of_the_notebook_of_the_other() {
        note(ADA_HERSELF);
        var lines = lines(GRACE);
        var next = history().timeline(GRACE, THEIRS, all(1, null)).next();
        var notebook = notebookOf(ADA_HERSELF);
        var secret = privateNote(notebook, ADA_HERSELF);
        record(notebook, new EntryReworded(THEIRS, ADA_HERSELF, secret, sealed("still a secret"), null));
        record(notebook, new TrustNoted(THEIRS, ADA_HERSELF, sealed("1"), sealed("5")));

        assertThat(lines(GRACE)).isEqualTo(lines);
        assertThat(history().timeline(GRACE, THEIRS, all(1, null)).next()).isEqualTo(next);
        assertThat(history().corrected(lines(GRACE)).reworded()).isEmpty();
        assertThat(history().corrected(lines(ADA)).reworded()).containsExactly(secret);
        assertThat(history().entry(ADA, THEIRS, secret).lines()).hasSize(2);
        assertThatExceptionOfType(NotThere.class).isThrownBy(() -> history().entry(GRACE, THEIRS, secret));
    }

    @Test
    void a_place_in_the_notebook_of_the_other_leads_nowhere() {
        note(ADA_HERSELF);
        privateNote(notebookOf(ADA_HERSELF), ADA_HERSELF);
        var next = history().timeline(ADA, THEIRS, all(1, null)).next();

        assertThat(places(history().timeline(GRACE, THEIRS, all(10, next)).lines()))
                .containsExactly("SHARED 1", "SHARED 0");
    }

    @Test
    void it_is_not_there_for_anybody_else() {
        assertThatExceptionOfType(NotThere.class).isThrownBy(() -> lines(EDSGER));
        var id = note(ADA_HERSELF);
        assertThatExceptionOfType(NotThere.class).isThrownBy(() -> history().entry(EDSGER, THEIRS, id));
    }

    @Test
    void it_can_be_narrowed_by_kind_and_side() {
        var notebook = notebookOf(ADA_HERSELF);
        promise();
        record(relationship, new CommitmentMissed(THEIRS, null, PROMISE, DAY, RecordedBy.SYSTEM, null));
        record(relationship, new CommitmentKept(THEIRS, ADA_HERSELF, PROMISE, DAY, null));
        privateNote(notebook, ADA_HERSELF);
        note(GRACE_HERSELF);

        assertThat(names(ADA, Kind.COMMITMENT, null, _ -> true))
                .containsExactly("CommitmentKept", "CommitmentMissed", "CommitmentMade");
        assertThat(names(ADA, Kind.COMMITMENT, Side.REPORT, _ -> true)).containsExactly("CommitmentKept");
        assertThat(names(ADA, Kind.NOTE, null, _ -> true)).containsExactly("NoteTaken", "PrivateNoteTaken");
        assertThat(names(ADA, null, Side.MANAGER, _ -> true))
                .containsExactly("NoteTaken", "CommitmentMade", "RelationshipStarted");
        assertThat(names(ADA, null, null, line -> line.sequence() == 1))
                .containsExactly("PrivateNoteTaken", "CommitmentMade");
    }

    @Test
    void a_correction_is_of_the_kind_of_its_entry_however_far_back_that_began() {
        var notebook = notebookOf(ADA_HERSELF);
        promise();
        var secret = privateNote(notebook, ADA_HERSELF);
        for (var number = 0; number < 300; number++) {
            note(GRACE_HERSELF);
        }
        record(relationship, new EntryReworded(THEIRS, GRACE_HERSELF, PROMISE.entry(), sealed("other"), null));
        record(relationship, new EntryRetracted(THEIRS, GRACE_HERSELF, PROMISE.entry(), sealed("not so")));
        record(notebook, new PrivateEntryClosed(THEIRS, ADA_HERSELF, secret));

        assertThat(names(ADA, Kind.COMMITMENT, null, _ -> true))
                .containsExactly("EntryRetracted", "EntryReworded", "CommitmentMade");
        assertThat(names(ADA, Kind.CORRECTION, null, _ -> true)).containsExactly("EntryRetracted", "EntryReworded");
        var newest = history().timeline(ADA, THEIRS, all(3, null)).lines();
        assertThat(newest).extracting(Line::kind).containsExactly(Kind.NOTE, Kind.COMMITMENT, Kind.COMMITMENT);
        assertThat(history().beginnings(newest).get(PROMISE.entry()))
                .extracting(line -> Objects.requireNonNull(line).sequence())
                .isEqualTo(1L);
        assertThat(history().corrected(lines(ADA)))
                .isEqualTo(new Corrected(java.util.Set.of(PROMISE.entry()), java.util.Set.of(PROMISE.entry())));
    }

    @Test
    void an_entry_is_told_from_its_beginning_with_what_others_say_about_it() {
        promise();
        var concern = EntryId.random();
        record(relationship, new ConcernRaised(THEIRS, ADA_HERSELF, concern, sealed("too much")));
        record(
                relationship,
                new ConcernAnswered(THEIRS, GRACE_HERSELF, concern, sealed("I will help"), PROMISE.entry()));
        note(ADA_HERSELF);

        assertThat(history().entry(GRACE, THEIRS, PROMISE.entry()).lines())
                .extracting(Line::name)
                .containsExactly("CommitmentMade", "ConcernAnswered");
        assertThatExceptionOfType(NotThere.class).isThrownBy(() -> history().entry(GRACE, THEIRS, EntryId.random()));
    }

    @Test
    void a_line_names_the_fields_of_its_event_and_no_other() {
        promise();
        record(relationship, new CommitmentMissed(THEIRS, null, PROMISE, DAY, RecordedBy.SYSTEM, null));
        var concern = EntryId.random();
        record(relationship, new ConcernAnswered(THEIRS, ADA_HERSELF, concern, sealed("yes"), PROMISE.entry()));

        var lines = lines(ADA);

        assertThat(lines.get(0).fields()).containsOnlyKeys("text", "commitment");
        assertThat(lines.get(1).fields())
                .containsExactly(Map.entry("missedOn", DAY), Map.entry("recordedBy", RecordedBy.SYSTEM));
        assertThat(lines.get(2).fields()).containsOnlyKeys("promisor", "text", "dueOn", "madeOn");
        assertThat(lines.get(2).words()).containsExactly(new Sealed[] {sealed("read it")});
        assertThat(lines.get(2).visibility()).isEqualTo(Visibility.SHARED);
    }

    @Test
    void a_place_comes_back_from_its_text_and_nothing_else_does() {
        var place = new Position(12, 345_678);

        assertThat(Position.of(place.text())).contains(place);
        assertThat(List.of("", "nonsense", "!!!", place.text() + "AA", new Position(-1, 0).text()))
                .allSatisfy(text -> assertThat(Position.of(text)).isEmpty());
    }
}
