package rapport.reminders;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import rapport.accounts.People;
import rapport.briefing.Brief;
import rapport.briefing.Briefing;
import rapport.briefing.OpenItem;
import rapport.commitments.CommitmentId;
import rapport.parties.EntryId;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Visibility;
import rapport.reminders.Digest.Line;
import rapport.reminders.Digest.Section;
import rapport.reminders.FollowUps.FollowUp;
import rapport.reminders.FollowUps.What;
import rapport.seals.Receipt;
import rapport.seals.Seals;
import rapport.shared.NotThere;
import rapport.words.Sealed;
import rapport.words.Vault;

/** Makes digests from the views, as they are at the moment of sending. What only the person may see stays without its words. */
@Component
class Digests {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private final Briefing briefing;
    private final ReminderSettingsBook settings;
    private final FollowUps followUps;
    private final People people;
    private final Vault vault;
    private final JdbcClient sql;
    private final Seals seals;
    private final Clock clock;

    Digests(
            Briefing briefing,
            ReminderSettingsBook settings,
            FollowUps followUps,
            People people,
            Vault vault,
            JdbcClient sql,
            Seals seals,
            Clock clock) {
        this.briefing = briefing;
        this.settings = settings;
        this.followUps = followUps;
        this.people = people;
        this.vault = vault;
        this.sql = sql;
        this.seals = seals;
        this.clock = clock;
    }

    /** The digest of that id as it is now; empty if there is nothing left to tell. */
    Optional<Digest> of(UUID id, Digest.Kind kind, PersonId person) {
        try {
            return switch (kind) {
                case BRIEF ->
                    Briefs.decided(sql, id)
                            .flatMap(decided -> brief(id, person, decided.relationship(), decided.startsAt()));
                case FOLLOW_UPS -> followUps(id, person);
                // Trials are sent by their ways themselves.
                case TRIAL -> Optional.empty();
            };
        } catch (NotThere _) {
            // They have left, or what it was about has gone.
            return Optional.empty();
        }
    }

    private Optional<Digest> brief(UUID id, PersonId person, RelationshipId relationship, Instant start) {
        var brief = briefing.brief(person, relationship);
        var items = brief.openItems().items();
        if (items.isEmpty() || brief.relationship().hasEnded()) {
            return Optional.empty();
        }
        var zone = settings.of(person).hours().zone();
        var other = other(brief);
        var when = start.atZone(zone);
        var title = "1:1 with %s on %s at %s".formatted(other, Facts.day(when.toLocalDate()), TIME.format(when));
        var lines = items.stream().map(item -> line(brief, item, other)).toList();
        return Optional.of(digest(
                id,
                Digest.Kind.BRIEF,
                person,
                zone,
                title,
                List.of(new Section(title, path(relationship), Facts.counts(items), lines))));
    }

    private String receipt() {
        return seals.head().map(Receipt::text).orElse("");
    }

    private Digest digest(
            UUID id, Digest.Kind kind, PersonId person, ZoneId zone, String title, List<Section> sections) {
        return new Digest(id, person, kind, clock.instant(), zone, title, sections, receipt());
    }

    private String other(Brief brief) {
        var other = brief.relationship().parties().on(brief.side().other());
        return people.names(List.of(other)).getOrDefault(other, "somebody");
    }

    // A text that leaves the page gets around; so what nobody else may see stays there.
    private Line line(Brief brief, OpenItem item, String other) {
        var words = item.visibility() == Visibility.PRIVATE ? "" : shown(brief, item.text());
        var at = item.kind().isOfPromise()
                ? path(brief, new CommitmentId(item.entryId()))
                : path(brief.relationship().id()) + "/entries/" + new EntryId(item.entryId());
        return new Line(Facts.of(brief, item, other), words, at);
    }

    private String shown(Brief brief, Sealed words) {
        return vault.open(brief.relationship().id().value(), words).shown();
    }

    private static String path(RelationshipId relationship) {
        return "/relationships/" + relationship;
    }

    private static String path(Brief brief, CommitmentId commitment) {
        return path(brief.relationship().id()) + "/promises/" + commitment;
    }

    private Optional<Digest> followUps(UUID id, PersonId person) {
        var how = settings.of(person).hours();
        var toldBy = followUps.toldBy(id);
        var byRelationship = new LinkedHashMap<RelationshipId, List<FollowUp>>();
        toldBy.stream()
                .sorted((one, another) -> one.on().compareTo(another.on()))
                .forEach(one -> byRelationship
                        .computeIfAbsent(one.relationship(), _ -> new ArrayList<>())
                        .add(one));
        var sections = new ArrayList<Section>();
        byRelationship.forEach((relationship, told) -> {
            var brief = briefing.brief(person, relationship);
            // What was answered meanwhile needs no telling.
            var still = FollowUps.of(brief, how.nextDay(brief.openItems().today()));
            var left = told.stream().filter(still::contains).toList();
            if (!left.isEmpty() && !brief.relationship().hasEnded()) {
                var other = other(brief);
                sections.add(new Section(
                        other,
                        path(relationship),
                        left.size() == 1 ? "1 thing" : left.size() + " things",
                        left.stream().map(one -> line(brief, one, other)).toList()));
            }
        });
        return sections.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        digest(id, Digest.Kind.FOLLOW_UPS, person, how.zone(), "What is up next for you", sections));
    }

    private Line line(Brief brief, FollowUp one, String other) {
        if (one.what() == What.REPAIR_OFFERED) {
            var entry = brief.entries().get(new EntryId(one.entry()));
            return new Line(
                    Facts.of(one, other),
                    entry == null ? "" : shown(brief, entry.text()),
                    path(brief.relationship().id()) + "/entries/" + one.entry());
        }
        var promise = brief.promises().get(new CommitmentId(one.entry()));
        return new Line(
                Facts.of(one, other),
                promise == null ? "" : shown(brief, promise.text()),
                path(brief, new CommitmentId(one.entry())));
    }
}
