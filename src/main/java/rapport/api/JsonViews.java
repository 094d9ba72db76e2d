package rapport.api;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.accounts.People;
import rapport.briefing.Brief;
import rapport.briefing.OpenItem;
import rapport.briefing.OpenItem.Kind;
import rapport.briefing.PromiseLife;
import rapport.briefing.PromiseStep;
import rapport.briefing.SinceLast;
import rapport.briefing.Today;
import rapport.doors.AccessLedger;
import rapport.doors.BriefAsMarkdown;
import rapport.erasure.Erasures;
import rapport.parties.PersonId;
import rapport.parties.Side;
import rapport.parties.Viewer;
import rapport.relationships.ErasureBasis;
import rapport.relationships.Opening;
import rapport.relationships.ReaderRole;
import rapport.relationships.Reading;
import rapport.relationships.RelationshipCard;
import rapport.relationships.Relationships.Unseen;
import rapport.seals.Receipt;
import rapport.seals.Seals;
import rapport.shared.NotThere;
import rapport.words.Sealed;
import rapport.words.Vault;

/** Turns views into the API's shapes, opening sealed words at the last moment for a viewer who may see them. */
@Component
class JsonViews {

    private static final int WORST = 3;

    private final Vault vault;
    private final People people;
    private final BriefAsMarkdown markdown;
    private final Seals seals;

    JsonViews(Vault vault, People people, BriefAsMarkdown markdown, Seals seals) {
        this.seals = seals;
        this.markdown = markdown;
        this.vault = vault;
        this.people = people;
    }

    Json.Relationships relationships(PersonId viewer, List<RelationshipCard> cards) {
        var names = namesOf(cards);
        return new Json.Relationships(cards.stream()
                .map(card -> relationship(card, sideOf(viewer, card), null, names))
                .toList());
    }

    Json.Relationship relationship(Reading reading) {
        var card = reading.card();
        var names = namesOf(List.of(card));
        return switch (reading.viewer()) {
            case Viewer.Party(var side) -> relationship(card, side, null, names);
            case Viewer.Reader _ -> relationship(card, null, ReaderRole.AUDITOR, names);
        };
    }

    private static Json.Relationship relationship(
            RelationshipCard card, @Nullable Side side, @Nullable ReaderRole role, Map<PersonId, String> names) {
        return new Json.Relationship(
                card.id(),
                side,
                role,
                party(card, Side.MANAGER, names),
                party(card, Side.REPORT, names),
                card.zone(),
                card.startedAt(),
                card.endedOn(),
                card.erasedAt());
    }

    private static Json.Party party(RelationshipCard card, Side side, Map<PersonId, String> names) {
        var id = card.parties().on(side);
        return new Json.Party(id, nameOf(id, names), card.parties().hasJoined(side));
    }

    Json.OpenItems openItems(Brief brief) {
        var open = brief.openItems();
        return new Json.OpenItems(
                open.today(),
                open.next(),
                open.inFlight(),
                open.items().stream().map(item -> item(brief, item)).toList(),
                seals.head().map(Receipt::text).orElse(null));
    }

    Json.Brief brief(Brief brief, SinceLast sinceLast) {
        var open = openItems(brief);
        var inARow = brief.inARow();
        return new Json.Brief(
                open.today(),
                open.next(),
                new Json.InARow(inARow.calledOff(), inARow.notRecorded(), inARow.comingOn()),
                open.inFlight(),
                open.items(),
                brief.conversation().steps().stream()
                        .map(step -> new Json.Part(
                                step.purpose(),
                                step.items().stream().map(OpenItem::entryId).toList()))
                        .toList(),
                new Json.Since(
                        sinceLast.since(),
                        sinceLast.held(),
                        sinceLast.summaries().stream()
                                .map(summary -> shown(brief.relationship(), summary))
                                .toList(),
                        sinceLast.lines().stream()
                                .map(line -> new Json.Line(
                                        line.kind(),
                                        line.entry().value(),
                                        line.by(),
                                        shown(brief.relationship(), line.text()),
                                        line.at()))
                                .toList()),
                markdown.of(brief, sinceLast));
    }

    private Json.Item item(Brief brief, OpenItem item) {
        var rupture = item.rupture();
        return new Json.Item(
                item.kind().rank(),
                item.kind(),
                item.entryId(),
                vault.open(brief.streamOf(item.visibility()), item.text()).shown(),
                item.owedBy(),
                item.since(),
                item.dueOn(),
                rupture == null ? null : rupture.stage(),
                rupture == null ? null : rupture.stage().nextStep(),
                rupture == null ? null : rupture.causedBy(),
                rupture == null ? null : rupture.ruptureKind(),
                rupture == null ? null : rupture.slips(),
                rupture == null ? null : rupture.held(),
                rupture == null ? null : rupture.repeats(),
                item.visibility(),
                item.oneOnOnesSince(),
                item.reworded() ? true : null);
    }

    /** Every relationship, for an auditor: who the two are, since when and until when, and nothing of what is in it. */
    Json.Audit audit(List<RelationshipCard> cards, List<Opening> open) {
        var names = namesOf(cards);
        return new Json.Audit(cards.stream()
                .map(card -> new Json.Auditable(
                        card.id(),
                        with(card.parties().manager(), names),
                        with(card.parties().report(), names),
                        card.startedAt(),
                        card.endedOn(),
                        card.erasedAt(),
                        open.stream()
                                .filter(opening -> opening.relationship().equals(card.id()))
                                .map(Opening::until)
                                .findFirst()
                                .orElse(null)))
                .toList());
    }

    private Json.Access access(PersonId viewer, Unseen unseen) {
        var card = unseen.relationship();
        var opening = unseen.opening();
        var other = card.parties().on(sideOf(viewer, card).other());
        var names = people.names(List.of(other, opening.person()));
        return new Json.Access(
                card.id(),
                with(other, names),
                opening.sequence(),
                with(opening.person(), names),
                opening.role(),
                opening.at(),
                shown(card, opening.reason()));
    }

    private Json.Erasure erasure(PersonId viewer, Erasures.Unseen unseen) {
        var card = unseen.relationship();
        var announced = unseen.erasure();
        var other = card.parties().on(sideOf(viewer, card).other());
        return new Json.Erasure(
                announced.id(),
                card.id(),
                with(other, people.names(List.of(other))),
                announced.basis(),
                announced.announcedAt(),
                announced.possibleFrom(),
                card.erasedAt());
    }

    Json.Ledger ledger(AccessLedger.Part part) {
        var names = people.names(part.lines().stream()
                .filter(AccessLedger.Opened.class::isInstance)
                .map(line -> ((AccessLedger.Opened) line).opening().person())
                .toList());
        return new Json.Ledger(
                part.lines().stream()
                        .map(line -> line(part.relationship(), line, names))
                        .toList(),
                part.next());
    }

    private Json.LedgerLine line(RelationshipCard card, AccessLedger.Line line, Map<PersonId, String> names) {
        return switch (line) {
            case AccessLedger.Opened(var opening) ->
                new Json.LedgerLine(
                        "OPENED",
                        opening.at(),
                        opening.until(),
                        opening.sequence(),
                        with(opening.person(), names),
                        opening.role(),
                        shown(card, opening.reason()),
                        null);
            case AccessLedger.Announced(var at, var basis) -> operators("ERASURE_ANNOUNCED", at, basis);
            case AccessLedger.Withdrawn(var at, var basis) -> operators("ERASURE_WITHDRAWN", at, basis);
            case AccessLedger.Erased(var at, var basis) -> operators("ERASED", at, basis);
        };
    }

    private static Json.LedgerLine operators(String what, Instant at, ErasureBasis basis) {
        return new Json.LedgerLine(what, at, null, null, null, null, null, basis);
    }

    Json.Today today(PersonId viewer, Today today, List<Unseen> unseen, List<Erasures.Unseen> erasures) {
        var names = namesOf(today.briefs().stream().map(Brief::relationship).toList());
        return new Json.Today(
                unseen.stream().map(one -> access(viewer, one)).toList(),
                erasures.stream().map(one -> erasure(viewer, one)).toList(),
                today.moves().stream()
                        .map(move -> new Json.Move(
                                move.brief().relationship().id(),
                                with(move.brief(), names),
                                item(move.brief(), move.item())))
                        .toList(),
                today.briefs().stream().map(brief -> today(brief, names)).toList());
    }

    private Json.TodayRelationship today(Brief brief, Map<PersonId, String> names) {
        var open = brief.openItems();
        var counts = new EnumMap<Kind, Integer>(Kind.class);
        open.items().forEach(item -> counts.merge(item.kind(), 1, Integer::sum));
        return new Json.TodayRelationship(
                brief.relationship().id(),
                brief.side(),
                with(brief, names),
                open.today(),
                open.next(),
                open.inFlight(),
                counts,
                open.items().stream()
                        .limit(WORST)
                        .map(item -> item(brief, item))
                        .toList());
    }

    private static Json.With with(Brief brief, Map<PersonId, String> names) {
        return with(brief.relationship().parties().on(brief.side().other()), names);
    }

    private static Json.With with(PersonId id, Map<PersonId, String> names) {
        return new Json.With(id, nameOf(id, names));
    }

    Json.Promises promises(List<PromiseLife> lives) {
        var names = namesOf(lives.stream().map(PromiseLife::relationship).toList());
        return new Json.Promises(
                lives.stream().map(life -> promise(life, names)).toList());
    }

    private Json.Promise promise(PromiseLife life, Map<PersonId, String> names) {
        var card = life.relationship();
        var commitment = life.promise().commitment();
        var made = commitment.made();
        var miss = commitment.miss();
        return new Json.Promise(
                commitment.id().value(),
                card.id(),
                with(card.parties().on(commitment.promisor()), names),
                commitment.promisor(),
                shown(card, life.promise().text()),
                shownOrNull(card, made.plan()),
                commitment.status(),
                life.isBroken(),
                commitment.dueOn(),
                made.madeOn(),
                commitment.keptOn(),
                commitment.isKeptLate(),
                miss == null ? null : new Json.Miss(miss.on(), miss.recordedBy()),
                commitment.proposedDueOn(),
                commitment.isDateUnverified() ? commitment.dueOnBefore() : null,
                life.promise().unverified(),
                life.acts().stream()
                        .map(act -> new Json.Act(act.kind().path(), act.onBehalf()))
                        .toList(),
                life.steps().stream().map(step -> step(card, step)).toList());
    }

    private Json.Step step(RelationshipCard card, PromiseStep step) {
        var by = step.by();
        return new Json.Step(
                step.sequence(),
                step.event(),
                step.at(),
                by == null ? null : by.person(),
                by == null ? null : by.side(),
                (by != null && by.onBehalf()) ? true : null,
                step.day(),
                shownOrNull(card, step.words()));
    }

    private Map<PersonId, String> namesOf(List<RelationshipCard> cards) {
        var ids = new HashSet<PersonId>();
        cards.forEach(card -> {
            ids.add(card.parties().manager());
            ids.add(card.parties().report());
        });
        return people.names(ids);
    }

    private static String nameOf(PersonId id, Map<PersonId, String> names) {
        return names.getOrDefault(id, "");
    }

    private static Side sideOf(PersonId viewer, RelationshipCard card) {
        return card.parties().sideOf(viewer).orElseThrow(NotThere::new);
    }

    private String shown(RelationshipCard card, Sealed sealed) {
        return vault.open(card.id().value(), sealed).shown();
    }

    private @Nullable String shownOrNull(RelationshipCard card, @Nullable Sealed sealed) {
        return sealed == null ? null : shown(card, sealed);
    }
}
