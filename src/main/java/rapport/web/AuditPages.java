package rapport.web;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.relationships.RelationshipCard;
import rapport.relationships.Relationships;
import rapport.web.AuditPage.Auditable;

/** Makes the page on which an auditor opens histories. */
@Component
class AuditPages {

    private final Relationships relationships;
    private final Frames frames;
    private final Clock clock;

    AuditPages(Relationships relationships, Frames frames, Clock clock) {
        this.relationships = relationships;
        this.frames = frames;
        this.clock = clock;
    }

    static String key(RelationshipId relationship) {
        return "open-" + relationship;
    }

    AuditPage of(Visit visit) {
        var cards = relationships.auditable(visit.viewer());
        var until = new HashMap<RelationshipId, Instant>();
        relationships.openTo(visit.viewer()).forEach(one -> until.put(one.relationship(), one.until()));
        var names = frames.namesOf(cards);
        return new AuditPage(
                frames.around(visit, "Audit", "audit"),
                cards.stream()
                        .filter(card -> until.containsKey(card.id()))
                        .map(card -> auditable(visit, card, names, until.get(card.id())))
                        .toList(),
                cards.stream()
                        .filter(card -> !until.containsKey(card.id()))
                        .map(card -> auditable(visit, card, names, null))
                        .toList());
    }

    private Auditable auditable(
            Visit visit, RelationshipCard card, Map<PersonId, String> names, @Nullable Instant until) {
        var parties = card.parties();
        var isParty = parties.joinedSideOf(visit.viewer()).isPresent();
        // Also where it cannot be opened any more, so that no typed word is lost.
        var offered = (until == null && !isParty && !card.isErased())
                || visit.attempt().isOf(key(card.id()));
        return new Auditable(
                nameOf(parties.manager(), names) + " and " + nameOf(parties.report(), names),
                facts(card, until) + (isParty ? " You are one of the two, and read it as such." : ""),
                until == null ? "" : Addressed.history(card.id()),
                offered ? List.of(form(visit, card)) : List.of());
    }

    private static String nameOf(PersonId person, Map<PersonId, String> names) {
        return names.getOrDefault(person, Frames.NAMELESS);
    }

    private String facts(RelationshipCard card, @Nullable Instant until) {
        var today = card.dayOf(clock.instant());
        var endedOn = card.endedOn();
        return "Since " + Days.day(card.dayOf(card.startedAt()), today)
                + (endedOn == null ? "." : "; ended on " + Days.day(endedOn, today) + ".")
                + (card.isErased() ? " What was written there was erased for ever." : "")
                + (until == null
                        ? ""
                        : " Open to you until " + Days.moment(until, card.zone(), today) + ", in the time of "
                                + card.zone().getId().replace('_', ' ') + ".");
    }

    private static FormView form(Visit visit, RelationshipCard card) {
        return new FormBuilder(key(card.id()), Addressed.openings(card.id()), visit)
                .words(
                        "reason",
                        "Why you need to read it",
                        "",
                        "Both people are shown this, with your name and the time.")
                .build("Open this history", "Open it for eight hours", true);
    }
}
