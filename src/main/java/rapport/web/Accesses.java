package rapport.web;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import rapport.accounts.People;
import rapport.parties.PersonId;
import rapport.relationships.Relationships;
import rapport.relationships.Relationships.Unseen;
import rapport.web.Frame.Access;
import rapport.words.Vault;

/** Tells each of the two who else opened their history, on every page until they say that they have seen it. */
@Component
class Accesses {

    // With the year: it may be long ago for one who seldom looks.
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm", Locale.ENGLISH);

    private final Relationships relationships;
    private final People people;
    private final Vault vault;

    Accesses(Relationships relationships, People people, Vault vault) {
        this.relationships = relationships;
        this.people = people;
        this.vault = vault;
    }

    List<Access> unseen(Visit visit) {
        var unseen = relationships.unseenOpenings(visit.viewer());
        var ids = new ArrayList<PersonId>();
        for (var one : unseen) {
            ids.add(one.opening().person());
            ids.add(one.relationship().parties().manager());
            ids.add(one.relationship().parties().report());
        }
        var names = people.names(ids);
        return unseen.stream().map(one -> access(visit, one, names)).toList();
    }

    private Access access(Visit visit, Unseen unseen, Map<PersonId, String> names) {
        var card = unseen.relationship();
        var opening = unseen.opening();
        var parties = card.parties();
        var other = parties.manager().equals(visit.viewer()) ? parties.report() : parties.manager();
        var sentence = nameOf(opening.person(), names)
                + switch (opening.role()) {
                    case AUDITOR -> " (auditor)";
                }
                + " opened this history of you and " + nameOf(other, names) + " on "
                + MOMENT.format(opening.at().atZone(card.zone())) + ", because:";
        return new Access(
                sentence,
                vault.open(card.id().value(), opening.reason()).shown(),
                Addressed.access(card.id()),
                new FormBuilder(
                                "seen-" + card.id() + "-" + opening.sequence(),
                                Addressed.seen(card.id(), opening.sequence()),
                                visit)
                        .build("Seen", "Seen", false));
    }

    private static String nameOf(PersonId person, Map<PersonId, String> names) {
        return names.getOrDefault(person, Frames.NAMELESS);
    }
}
