package rapport.relationships;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rapport.commitments.CommitmentEvent;
import rapport.commitments.CommitmentId;
import rapport.parties.By;
import rapport.parties.Parties;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.parties.StreamEvent;
import rapport.relationships.RelationshipAct.Correct;
import rapport.relationships.RelationshipAct.EndRelationship;
import rapport.relationships.RelationshipAct.HandOver;
import rapport.relationships.RelationshipAct.JoinRelationship;
import rapport.relationships.RelationshipAct.OnCommitment;
import rapport.relationships.RelationshipAct.OnConcern;
import rapport.relationships.RelationshipAct.OnFeedback;
import rapport.relationships.RelationshipAct.OnMeeting;
import rapport.relationships.RelationshipAct.OnRupture;
import rapport.relationships.RelationshipEvent.HistoryOpened;
import rapport.relationships.RelationshipEvent.ItemsHandedOver;
import rapport.relationships.RelationshipEvent.PartyJoined;
import rapport.relationships.RelationshipEvent.RelationshipEnded;
import rapport.relationships.RelationshipEvent.RelationshipErased;
import rapport.relationships.RelationshipEvent.RelationshipStarted;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;

/**
 * A relationship as its stream has left it, and the one place where acts on it are decided. Deciding changes nothing;
 * evolving only assigns.
 */
final class RelationshipState {

    private @Nullable RelationshipStarted started;
    private @Nullable Parties parties;
    private boolean ended;
    private boolean erased;
    private boolean handedOver;
    private final Map<PersonId, Instant> opened = new HashMap<>();
    private final Entries entries;

    RelationshipState() {
        this(Past.NONE);
    }

    /**
     * As it stands at the end of its past, of which only what is needed is read.
     *
     * @throws Past.WrongTrail if that is not what the stream says
     */
    RelationshipState(Past past) {
        this.entries = new Entries(past);
        for (var recorded : past.at(past.trail().whole())) {
            if (!(recorded.event() instanceof RelationshipEvent event)) {
                throw past.isWrong();
            }
            evolve(event, recorded.at());
        }
        if (started == null && past.trail().last() >= 0) {
            throw past.isWrong();
        }
        past.mustEndWhereTheTrailDoes();
    }

    // --- deciding -------------------------------------------------------------------------------------------------

    /** Decides the first act of all. */
    StreamEvent start(StartRelationship act) {
        if (started != null) {
            throw new RuleBroken("id-taken", "This id already belongs to another record.");
        }
        if (act.manager().equals(act.report())) {
            throw new RuleBroken("same-person", "A relationship is between two people; nobody meets themselves 1:1.");
        }
        var by = new By(act.starter(), sideOfStarter(act), false);
        return new RelationshipStarted(act.relationship(), by, act.manager(), act.report(), act.zone());
    }

    private static Side sideOfStarter(StartRelationship act) {
        return new Parties(act.manager(), act.report(), EnumSet.noneOf(Side.class))
                .sideOf(act.starter())
                .orElseThrow(NotThere::new);
    }

    /** @throws NotThere for anyone but a party who has joined, as if there were no such relationship */
    void admit(PersonId person) {
        if (parties == null || parties.joinedSideOf(person).isEmpty()) {
            throw new NotThere();
        }
    }

    /**
     * Decides what a person does.
     *
     * @param at the instant at which it is decided; the day it falls on is that of the relationship's zone
     * @throws NotThere if the person is not a party, or the entry acted on does not exist
     * @throws RuleBroken with the code of the first rule broken
     * @throws AlreadyRecorded if a creation came again
     */
    List<StreamEvent> decide(RelationshipAct act, PersonId person, boolean onBehalf, Instant at) {
        var start = Optional.ofNullable(started).orElseThrow(NotThere::new);
        var between = Objects.requireNonNull(parties);
        refuseIfErased();
        if (act instanceof JoinRelationship(var side)) {
            return List.of(join(start.relationship(), between, new By(person, side, onBehalf)));
        }
        if (between.sideOf(person).isEmpty()) {
            throw new NotThere();
        }
        if (act instanceof HandOver handOver) {
            return List.of(handOver(handOver, start.relationship(), between.by(person, onBehalf)));
        }
        refuseIfRecorded(act, person, onBehalf);
        if (ended) {
            throw Relationships.ended();
        }
        var by = between.by(person, onBehalf);
        var today = LocalDate.ofInstant(at, start.zone());
        return switch (act) {
            case JoinRelationship _, HandOver _ -> throw new IllegalStateException("decided above");
            case EndRelationship(var reason, var endedOn) -> {
                onlyForOneself(by);
                if (endedOn.isAfter(today)) {
                    throw new RuleBroken(
                            "in-the-future", "That day has not come yet; what happened cannot lie in the future.");
                }
                yield List.of(new RelationshipEnded(start.relationship(), by, reason, endedOn));
            }
            case OnCommitment(var onCommitment) -> entries.decide(onCommitment, start.relationship(), by, today);
            case OnFeedback(var onFeedback) -> entries.decide(onFeedback, start.relationship(), by, today);
            case OnConcern(var onConcern, var with) -> entries.decide(onConcern, with, start.relationship(), by, today);
            case OnRupture(var onRupture) -> entries.decide(onRupture, start.relationship(), by, today);
            case OnMeeting(var onMeeting) -> entries.decide(onMeeting, start.relationship(), by, today, start.zone());
            case Correct(var correction) -> {
                onlyForOneself(by);
                yield entries.decide(correction, start.relationship(), by, at);
            }
        };
    }

    private void refuseIfErased() {
        if (erased) {
            throw Relationships.erased();
        }
    }

    // Also after the end: the manager may have been quicker to end it than the report to choose.
    private ItemsHandedOver handOver(HandOver act, RelationshipId id, By by) {
        onlyForOneself(by);
        if (by.side() != Side.REPORT) {
            throw new NotThere();
        }
        if (handedOver) {
            throw Relationships.handedOver();
        }
        return new ItemsHandedOver(id, by, act.carried(), act.released(), act.left());
    }

    private PartyJoined join(RelationshipId id, Parties between, By by) {
        if (ended) {
            throw Relationships.ended();
        }
        onlyForOneself(by);
        if (between.hasJoined(by.side())) {
            throw new RuleBroken("already-joined", "Somebody has already joined on this side.");
        }
        if (between.on(by.side().other()).equals(by.person())) {
            throw new RuleBroken("same-person", "A relationship is between two people; nobody meets themselves 1:1.");
        }
        return new PartyJoined(id, by, by.side());
    }

    // Whoever asks twice is told the same as the first time, whatever has happened since.
    private void refuseIfRecorded(RelationshipAct act, PersonId person, boolean onBehalf) {
        Repeated.of(act, entries).ifPresent(there -> {
            var by = there.recorded().by();
            if (there.isSameButForItsWords() && by != null && by.person().equals(person) && by.onBehalf() == onBehalf) {
                throw new AlreadyRecorded(there);
            }
            throw new RuleBroken("id-taken", "This id already belongs to another record.");
        });
    }

    /**
     * Decides whether somebody who is not a party may read, after the end as well. To be named as one of the two is not to
     * be one: whoever records something could keep an auditor out by naming them.
     *
     * @throws NotThere if there is no such relationship
     * @throws RuleBroken {@code party-reads-anyway}, {@code relationship-erased}, or {@code already-open} if an opening of theirs still lasts
     */
    StreamEvent open(OpenHistory act) {
        var start = Optional.ofNullable(started).orElseThrow(NotThere::new);
        refuseIfErased();
        if (Objects.requireNonNull(parties).joinedSideOf(act.person()).isPresent()) {
            throw new RuleBroken(
                    "party-reads-anyway", "You are one of the two people in this relationship, and read it as such.");
        }
        var before = opened.get(act.person());
        if (before != null && act.at().isBefore(before.plus(Opening.LASTS))) {
            throw new RuleBroken("already-open", "You have already opened this history, and can still read it.");
        }
        return new HistoryOpened(start.relationship(), act.person(), act.role(), act.reason());
    }

    private static void onlyForOneself(By by) {
        if (by.onBehalf()) {
            throw new RuleBroken("only-for-oneself", "Nobody can do that for somebody else.");
        }
    }

    /** What the system records for a commitment whose due day has ended; nothing where there is nothing to record. */
    Optional<CommitmentEvent> overdue(CommitmentId id, Instant at) {
        return started == null || ended || erased
                ? Optional.empty()
                : entries.overdue(id, LocalDate.ofInstant(at, started.zone()));
    }

    /**
     * What is recorded before the key of its words is destroyed; nothing if that was recorded before.
     *
     * @throws NotThere if there is no such relationship
     */
    Optional<RelationshipErased> erase(EraseRelationship act) {
        var start = Optional.ofNullable(started).orElseThrow(NotThere::new);
        return erased ? Optional.empty() : Optional.of(new RelationshipErased(start.relationship(), act.basis()));
    }

    // --- applying -------------------------------------------------------------------------------------------------

    /** Applies the next event. @param at when it was recorded */
    void evolve(StreamEvent event, Instant at) {
        evolve(event, at, last() + 1);
    }

    /** @param place its sequence in the stream */
    void evolve(StreamEvent event, Instant at, long place) {
        entries.steps().at(place);
        if (event instanceof RelationshipEvent onTheWhole) {
            entries.steps().touchWhole();
            evolve(onTheWhole, at);
        } else {
            entries.evolve(event, at);
        }
    }

    private void evolve(RelationshipEvent event, Instant at) {
        switch (event) {
            case RelationshipStarted start -> {
                started = start;
                parties = new Parties(
                        start.manager(), start.report(), EnumSet.of(start.by().side()));
            }
            case PartyJoined joined ->
                parties = Objects.requireNonNull(parties)
                        .with(joined.side(), joined.by().person());
            case RelationshipEnded _ -> ended = true;
            case HistoryOpened by -> opened.put(by.person(), at);
            case ItemsHandedOver _ -> handedOver = true;
            case RelationshipErased _ -> erased = true;
        }
    }

    // --- looking back ---------------------------------------------------------------------------------------------

    /** The place of the last event that is in it; -1 if there is none. */
    long last() {
        return Math.max(entries.steps().last(), entries.past().trail().last());
    }

    boolean isErased() {
        return erased;
    }

    Entries entries() {
        return entries;
    }
}
