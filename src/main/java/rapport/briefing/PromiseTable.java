package rapport.briefing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import rapport.commitments.Commitment;
import rapport.commitments.Commitment.Miss;
import rapport.commitments.Commitment.Status;
import rapport.commitments.CommitmentEvent;
import rapport.commitments.CommitmentEvent.CommitmentMade;
import rapport.commitments.CommitmentEvent.RecordedBy;
import rapport.commitments.CommitmentId;
import rapport.corrections.CorrectionEvent;
import rapport.eventstore.Draft;
import rapport.eventstore.ReadModel;
import rapport.eventstore.Recorded;
import rapport.parties.By;
import rapport.parties.EntryId;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.words.Sealed;

/** Promises and their steps as rows, kept by {@link Promise#after} and {@link PromiseStep#of}. Words stay sealed. */
@Component
class PromiseTable implements ReadModel {

    static final String NAME = "promises";

    private final JdbcClient sql;

    PromiseTable(JdbcClient sql) {
        this.sql = sql;
    }

    // --- written ------------------------------------------------------------------------------------------------

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public boolean mayFallBehind() {
        return true;
    }

    @Override
    public List<Table> tables() {
        return List.of(new Table("promise", "relationship"), new Table("promise_step", "relationship"));
    }

    @Override
    public Optional<Draft> draft(String stream) {
        return Optional.of(new InMemory(stream));
    }

    private static final class InMemory implements Draft {

        private final String stream;
        private final Map<CommitmentId, Promise> promises = new LinkedHashMap<>();

        /** As it stood after the last step; a correction does not change it, as in the table. */
        private final Set<CommitmentId> toVerify = new HashSet<>();

        private final List<@Nullable Object[]> steps = new ArrayList<>();

        InMemory(String stream) {
            this.stream = stream;
        }

        @Override
        public void take(Recorded<?> recorded) {
            if (recorded.event() instanceof CommitmentEvent event) {
                PromiseFold.take(promises, recorded);
                var promise = Objects.requireNonNull(promises.get(event.commitment()));
                if (!(event instanceof CommitmentMade) && promise.isToBeVerified()) {
                    toVerify.add(event.commitment());
                } else {
                    toVerify.remove(event.commitment());
                }
                steps.add(row(PromiseStep.of(new Recorded<>(recorded.sequence(), recorded.at(), event))));
            }
            if (recorded.event() instanceof CorrectionEvent correction
                    && stream.equals(correction.relationship().toString())) {
                PromiseFold.take(promises, recorded);
            }
        }

        @Override
        public List<Filled> tables() {
            var rows = new ArrayList<@Nullable Object[]>(promises.size());
            promises.forEach((id, promise) -> rows.add(row(promise, toVerify.contains(id))));
            return List.of(
                    new Filled("promise", "relationship", "commitment", PROMISE_COLUMNS, rows),
                    new Filled("promise_step", "relationship", "sequence", STEP_COLUMNS, steps));
        }

        private static final List<String> PROMISE_COLUMNS = List.of(
                "made_sequence",
                "made_at",
                "made_by",
                "made_by_side",
                "made_on_behalf",
                "promisor",
                "words",
                "plan",
                "made_on",
                "first_due_on",
                "repairs",
                "status",
                "due_on",
                "kept_on",
                "missed_on",
                "missed_recorded_by",
                "proposed_due_on",
                "proposed_at",
                "claimed_at",
                "unverified",
                "due_on_before",
                "to_verify",
                "rewording",
                "retracted");

        private static @Nullable Object[] row(Promise promise, boolean toVerify) {
            var commitment = promise.commitment();
            var made = commitment.made();
            var miss = commitment.miss();
            var repairs = made.repairs();
            return new @Nullable Object[] {
                made.commitment().value(),
                promise.madeSequence(),
                utc(promise.madeAt()),
                made.by().person().value(),
                made.by().side().name(),
                made.by().onBehalf(),
                made.promisor().name(),
                made.text().packed(),
                packed(made.plan()),
                made.madeOn(),
                made.dueOn(),
                repairs == null ? null : repairs.value(),
                commitment.status().name(),
                commitment.dueOn(),
                commitment.keptOn(),
                miss == null ? null : miss.on(),
                miss == null ? null : miss.recordedBy().name(),
                commitment.proposedDueOn(),
                utc(promise.proposedAt()),
                utc(promise.keptAt()),
                promise.unverified(),
                commitment.dueOnBefore(),
                toVerify,
                packed(promise.rewording()),
                promise.retracted()
            };
        }

        private static final List<String> STEP_COLUMNS =
                List.of("commitment", "event", "recorded_at", "person", "side", "on_behalf", "on_day", "words");

        private static @Nullable Object[] row(PromiseStep step) {
            var by = step.by();
            return new @Nullable Object[] {
                step.sequence(),
                step.commitment().value(),
                step.event(),
                utc(step.at()),
                by == null ? null : by.person().value(),
                by == null ? null : by.side().name(),
                by != null && by.onBehalf(),
                step.day(),
                packed(step.words())
            };
        }
    }

    @Override
    public void forget(String stream) {
        var relationship = UUID.fromString(stream);
        sql.sql("delete from promise where relationship = ?")
                .param(relationship)
                .update();
        sql.sql("delete from promise_step where relationship = ?")
                .param(relationship)
                .update();
    }

    @Override
    public void take(String stream, Recorded<?> recorded) {
        if (recorded.event() instanceof CommitmentEvent event) {
            var typed = new Recorded<>(recorded.sequence(), recorded.at(), event);
            if (event instanceof CommitmentMade) {
                insert(Promise.after(null, typed));
            } else {
                var before = find(event.relationship(), event.commitment()).orElse(null);
                update(Promise.after(before, typed));
            }
            insert(PromiseStep.of(typed));
        }
        // A notebook's corrections name the relationship too, and perhaps an id that is taken here.
        if (recorded.event() instanceof CorrectionEvent correction
                && stream.equals(correction.relationship().toString())) {
            find(correction.relationship(), new CommitmentId(correction.entry().value()))
                    .ifPresent(promise -> correct(promise.corrected(correction)));
        }
    }

    private void correct(Promise promise) {
        var made = promise.commitment().made();
        sql.sql("update promise set rewording = :rewording, retracted = :retracted"
                        + " where relationship = :relationship and commitment = :commitment")
                .param("rewording", packed(promise.rewording()))
                .param("retracted", promise.retracted())
                .param("relationship", made.relationship().value())
                .param("commitment", made.commitment().value())
                .update();
    }

    private void insert(Promise promise) {
        var made = promise.commitment().made();
        sql.sql("""
                insert into promise (
                    relationship, commitment, made_sequence, made_at, made_by, made_by_side, made_on_behalf, promisor,
                    words, plan, made_on, first_due_on, status, due_on, unverified, repairs)
                values (
                    :relationship, :commitment, :madeSequence, :madeAt, :madeBy, :madeBySide, :madeOnBehalf, :promisor,
                    :words, :plan, :madeOn, :dueOn, 'OPEN', :dueOn, false, :repairs)
                """)
                .param("relationship", made.relationship().value())
                .param("commitment", made.commitment().value())
                .param("madeSequence", promise.madeSequence())
                .param("madeAt", utc(promise.madeAt()))
                .param("madeBy", made.by().person().value())
                .param("madeBySide", made.by().side().name())
                .param("madeOnBehalf", made.by().onBehalf())
                .param("promisor", made.promisor().name())
                .param("words", made.text().packed())
                .param("plan", packed(made.plan()))
                .param("madeOn", made.madeOn())
                .param("dueOn", made.dueOn())
                .param("repairs", made.repairs() == null ? null : made.repairs().value())
                .update();
    }

    private void update(Promise promise) {
        var commitment = promise.commitment();
        var miss = commitment.miss();
        sql.sql("""
                update promise set
                    status = :status, due_on = :dueOn, kept_on = :keptOn, missed_on = :missedOn,
                    missed_recorded_by = :missedRecordedBy, proposed_due_on = :proposedDueOn,
                    proposed_at = :proposedAt, claimed_at = :claimedAt, unverified = :unverified,
                    due_on_before = :dueOnBefore, to_verify = :toVerify
                where relationship = :relationship and commitment = :commitment
                """)
                .param("relationship", commitment.made().relationship().value())
                .param("commitment", commitment.id().value())
                .param("status", commitment.status().name())
                .param("dueOn", commitment.dueOn())
                .param("keptOn", commitment.keptOn())
                .param("missedOn", miss == null ? null : miss.on())
                .param(
                        "missedRecordedBy",
                        miss == null ? null : miss.recordedBy().name())
                .param("proposedDueOn", commitment.proposedDueOn())
                .param("proposedAt", utc(promise.proposedAt()))
                .param("claimedAt", utc(promise.keptAt()))
                .param("unverified", promise.unverified())
                .param("dueOnBefore", commitment.dueOnBefore())
                .param("toVerify", promise.isToBeVerified())
                .update();
    }

    private void insert(PromiseStep step) {
        var by = step.by();
        sql.sql("""
                insert into promise_step (
                    relationship, commitment, sequence, event, recorded_at, person, side, on_behalf, on_day, words)
                values (
                    :relationship, :commitment, :sequence, :event, :recordedAt, :person, :side, :onBehalf, :day, :words)
                """)
                .param("relationship", step.relationship().value())
                .param("commitment", step.commitment().value())
                .param("sequence", step.sequence())
                .param("event", step.event())
                .param("recordedAt", utc(step.at()))
                .param("person", by == null ? null : by.person().value())
                .param("side", by == null ? null : by.side().name())
                .param("onBehalf", by != null && by.onBehalf())
                .param("day", step.day())
                .param("words", packed(step.words()))
                .update();
    }

    // --- read ---------------------------------------------------------------------------------------------------

    Optional<Promise> find(RelationshipId relationship, CommitmentId commitment) {
        return sql.sql("select * from promise where relationship = ? and commitment = ?")
                .params(relationship.value(), commitment.value())
                .query(PromiseTable::promise)
                .optional();
    }

    /** The promises of a relationship on which somebody still has a move. */
    List<Promise> open(RelationshipId relationship) {
        // Not one "in", for which H2 looks through all promises of the relationship.
        return sql.sql("""
                select * from promise where relationship = :relationship and status = 'OPEN' and not retracted
                union all
                select * from promise where relationship = :relationship and status = 'CLAIMED' and not retracted
                order by made_sequence
                """)
                .param("relationship", relationship.value())
                .query(PromiseTable::promise)
                .list();
    }

    /** All promises of a relationship, whatever became of them, but for those that were taken back as never meant. */
    List<Promise> all(RelationshipId relationship) {
        return sql.sql("select * from promise where relationship = ? and not retracted order by made_sequence")
                .param(relationship.value())
                .query(PromiseTable::promise)
                .list();
    }

    /** The promises of which something was said in the promisee's name and waits for their own word. */
    List<Promise> toBeVerified(RelationshipId relationship) {
        return sql.sql(
                        "select * from promise where relationship = ? and to_verify and not retracted order by made_sequence")
                .param(relationship.value())
                .query(PromiseTable::promise)
                .list();
    }

    /** The promises that were made, or said to be kept, since an instant. */
    List<Promise> movedSince(RelationshipId relationship, Instant instant) {
        return sql.sql("""
                select distinct promise.* from promise_step step
                join promise on promise.relationship = step.relationship and promise.commitment = step.commitment
                where step.relationship = :relationship and step.recorded_at >= :since
                  and step.event in ('CommitmentMade', 'CommitmentKept') and not promise.retracted
                order by made_sequence
                """)
                .param("relationship", relationship.value())
                .param("since", utc(instant))
                .query(PromiseTable::promise)
                .list();
    }

    /** The steps of all promises of a relationship, oldest first. */
    List<PromiseStep> steps(RelationshipId relationship) {
        return sql.sql("select * from promise_step where relationship = ? order by sequence")
                .param(relationship.value())
                .query(PromiseTable::step)
                .list();
    }

    /** The steps of one promise, oldest first. */
    List<PromiseStep> steps(RelationshipId relationship, CommitmentId commitment) {
        return sql.sql("select * from promise_step where relationship = ? and commitment = ? order by sequence")
                .params(relationship.value(), commitment.value())
                .query(PromiseTable::step)
                .list();
    }

    /** A promise that may be overdue, with the zone that decides. */
    record Due(RelationshipId relationship, CommitmentId commitment, LocalDate dueOn, ZoneId zone) {}

    /** Promises open, with no miss, due before a day, in relationships that have not ended. */
    List<Due> openAndDueBefore(LocalDate day) {
        return sql.sql("""
                select promise.relationship, promise.commitment, promise.due_on, relationship.zone
                from promise join relationship on relationship.id = promise.relationship
                where promise.status = 'OPEN' and not promise.retracted and promise.missed_on is null and promise.due_on < ?
                  and relationship.ended_on is null and relationship.erased_at is null
                """)
                .param(day)
                .query((row, _) -> new Due(
                        new RelationshipId(row.getObject("relationship", UUID.class)),
                        new CommitmentId(row.getObject("commitment", UUID.class)),
                        row.getObject("due_on", LocalDate.class),
                        ZoneId.of(row.getString("zone"))))
                .list();
    }

    private static Promise promise(ResultSet row, int number) throws SQLException {
        var repairs = row.getObject("repairs", UUID.class);
        var made = new CommitmentMade(
                new RelationshipId(row.getObject("relationship", UUID.class)),
                new By(
                        new PersonId(row.getObject("made_by", UUID.class)),
                        Side.valueOf(row.getString("made_by_side")),
                        row.getBoolean("made_on_behalf")),
                new CommitmentId(row.getObject("commitment", UUID.class)),
                Side.valueOf(row.getString("promisor")),
                Sealed.unpacked(row.getBytes("words")),
                sealed(row, "plan"),
                row.getObject("first_due_on", LocalDate.class),
                row.getObject("made_on", LocalDate.class),
                repairs == null ? null : new EntryId(repairs));
        var missedOn = row.getObject("missed_on", LocalDate.class);
        var commitment = new Commitment(
                made,
                Status.valueOf(row.getString("status")),
                row.getObject("due_on", LocalDate.class),
                row.getObject("kept_on", LocalDate.class),
                missedOn == null ? null : new Miss(missedOn, RecordedBy.valueOf(row.getString("missed_recorded_by"))),
                row.getObject("proposed_due_on", LocalDate.class),
                row.getBoolean("unverified"),
                row.getObject("due_on_before", LocalDate.class));
        return new Promise(
                commitment,
                row.getLong("made_sequence"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                instant(row, "claimed_at"),
                instant(row, "proposed_at"),
                sealed(row, "rewording"),
                row.getBoolean("retracted"));
    }

    private static PromiseStep step(ResultSet row, int number) throws SQLException {
        var person = row.getObject("person", UUID.class);
        return new PromiseStep(
                new RelationshipId(row.getObject("relationship", UUID.class)),
                new CommitmentId(row.getObject("commitment", UUID.class)),
                row.getLong("sequence"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("event"),
                person == null
                        ? null
                        : new By(
                                new PersonId(person), Side.valueOf(row.getString("side")), row.getBoolean("on_behalf")),
                row.getObject("on_day", LocalDate.class),
                sealed(row, "words"));
    }

    private static @Nullable Sealed sealed(ResultSet row, String column) throws SQLException {
        var packed = row.getBytes(column);
        return packed == null ? null : Sealed.unpacked(packed);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static byte @Nullable [] packed(@Nullable Sealed sealed) {
        return sealed == null ? null : sealed.packed();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
