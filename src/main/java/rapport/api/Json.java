package rapport.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import rapport.briefing.Conversation.Purpose;
import rapport.briefing.OpenItem.Kind;
import rapport.briefing.OpenItem.OwedBy;
import rapport.briefing.OpenItem.Stage;
import rapport.briefing.SinceLast;
import rapport.commitments.Commitment.Status;
import rapport.commitments.CommitmentEvent.RecordedBy;
import rapport.hints.Hint;
import rapport.mail.Switch.OffBy;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.parties.Visibility;
import rapport.relationships.ErasureBasis;
import rapport.relationships.ReaderRole;
import rapport.ruptures.RuptureKind;
import rapport.trust.Comparison;

/** The shapes of what the API answers. What is not there is left out. Field names are public and last for ever. */
interface Json {

    record SetUp(PersonId person, String token, String recoveryCode) {}

    record Invited(String token, String link, Instant expiresAt) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Me(PersonId person, String name, @Nullable String email, MyToken token) {}

    record MyToken(String name, boolean readOnly) {}

    record StartedWithReport(RelationshipId id, PersonId report) {}

    record StartedByReport(RelationshipId id, PersonId manager) {}

    record Acted(UUID id, long sequence) {}

    record Party(PersonId id, String name, boolean joined) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Relationship(
            RelationshipId id,
            @Nullable Side side,
            @Nullable ReaderRole role,
            Party manager,
            Party report,
            ZoneId zone,
            Instant startedAt,
            @Nullable LocalDate endedOn,
            @Nullable Instant erasedAt) {}

    record Relationships(List<Relationship> relationships) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            int rank,
            Kind kind,
            UUID entryId,
            String text,
            OwedBy owedBy,
            LocalDate since,
            @Nullable LocalDate dueOn,
            @Nullable Stage stage,
            @Nullable String nextStep,
            @Nullable Side causedBy,
            @Nullable RuptureKind ruptureKind,
            @Nullable Integer slips,
            @Nullable Integer held,
            @Nullable Integer repeats,
            Visibility visibility,
            int oneOnOnesSince,
            @Nullable Boolean reworded) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Trust(@Nullable Comparison comparison) {}

    /** @param receipt of the newest sealed block */
    record OpenItems(
            LocalDate today,
            LocalDate next,
            int inFlight,
            List<Item> items,
            @Nullable String receipt) {}

    record Hints(List<Hint> hints) {}

    record Line(SinceLast.Kind kind, UUID entryId, Side by, String text, Instant at) {}

    record Since(LocalDate since, boolean oneOnOne, List<String> summaries, List<Line> lines) {}

    record Part(Purpose purpose, List<UUID> entryIds) {}

    /** Planned 1:1s in a row, up to now, that did not take place. */
    record InARow(int calledOff, int notRecorded, @Nullable LocalDate comingCalledOffOn) {}

    record Brief(
            LocalDate today,
            LocalDate next,
            InARow inARow,
            int inFlight,
            List<Item> items,
            List<Part> conversation,
            Since sinceLast,
            String markdown) {}

    record With(PersonId id, String name) {}

    record Move(RelationshipId relationship, With with, Item item) {}

    record TodayRelationship(
            RelationshipId id,
            Side side,
            With with,
            LocalDate today,
            LocalDate next,
            int inFlight,
            Map<Kind, Integer> counts,
            List<Item> worst) {}

    /** That somebody who is not a party opened a history, and why. */
    record Access(
            RelationshipId relationship,
            With with,
            long sequence,
            With by,
            ReaderRole role,
            Instant at,
            String reason) {}

    /** One line of who else opened a history, or did something to the whole of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LedgerLine(
            String what,
            Instant at,
            @Nullable Instant until,
            @Nullable Long sequence,
            @Nullable With by,
            @Nullable ReaderRole role,
            @Nullable String reason,
            @Nullable ErasureBasis basis) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Ledger(List<LedgerLine> accesses, @Nullable Long next) {}

    /** That the words of a relationship are to be erased, or were. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Erasure(
            UUID id,
            RelationshipId relationship,
            With with,
            ErasureBasis basis,
            Instant announcedAt,
            Instant possibleFrom,
            @Nullable Instant erasedAt) {}

    record Seen(UUID id) {}

    record HandedOver(UUID id, RelationshipId relationship) {}

    record Today(
            List<Access> accesses, List<Erasure> erasures, List<Move> moves, List<TodayRelationship> relationships) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Auditable(
            RelationshipId id,
            With manager,
            With report,
            Instant startedAt,
            @Nullable LocalDate endedOn,
            @Nullable Instant erasedAt,
            @Nullable Instant openUntil) {}

    record Audit(List<Auditable> relationships) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(
            long sequence,
            String event,
            Instant at,
            @Nullable PersonId by,
            @Nullable Side side,
            @Nullable Boolean onBehalfOf,
            @Nullable LocalDate day,
            @Nullable String text) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Miss(LocalDate on, RecordedBy recordedBy) {}

    record Act(String act, boolean onBehalfOf) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Promise(
            UUID id,
            RelationshipId relationship,
            With promisor,
            Side promisorSide,
            String text,
            @Nullable String plan,
            Status status,
            boolean broken,
            LocalDate dueOn,
            LocalDate madeOn,
            @Nullable LocalDate keptOn,
            boolean keptLate,
            @Nullable Miss miss,
            @Nullable LocalDate proposedDueOn,
            @Nullable LocalDate dueOnBefore,
            boolean unverified,
            List<Act> acts,
            List<Step> history) {}

    record Promises(List<Promise> promises) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Letters(
            boolean possible,
            boolean on,
            boolean words,
            @Nullable String address,
            @Nullable String waiting,
            @Nullable OffBy offBy) {}
}
