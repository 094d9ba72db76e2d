package rapport.doors;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import rapport.accounts.CalendarLinks;
import rapport.accounts.People;
import rapport.briefing.Brief;
import rapport.briefing.Briefing;
import rapport.calendars.CalendarFile;
import rapport.calendars.ComingOneOnOne;
import rapport.meetings.OneOnOne;
import rapport.parties.PersonId;
import rapport.shared.NotThere;

/** A person's coming 1:1s as their calendar gets them: those of all relationships that have not ended. */
@Component
public class CalendarFeeds {

    /** Of each relationship, so many or those of so many days, whichever are more. */
    static final int AT_LEAST = 12;

    static final int DAYS = 90;

    private final CalendarLinks links;
    private final Briefing briefing;
    private final People people;

    CalendarFeeds(CalendarLinks links, Briefing briefing, People people) {
        this.links = links;
        this.briefing = briefing;
        this.people = people;
    }

    /**
     * The calendar file for whoever has this secret.
     *
     * @param absolute makes the address of a page one that can be followed from anywhere
     * @throws NotThere if nobody has it
     */
    public String file(String secret, UnaryOperator<String> absolute) {
        var person = links.used(secret).orElseThrow(NotThere::new);
        var briefs = briefing.today(person).briefs();
        var names = namesOf(briefs);
        var coming = new ArrayList<ComingOneOnOne>();
        for (var brief : briefs) {
            var card = brief.relationship();
            var revision = briefing.revision(brief);
            for (var planned : planned(person, brief)) {
                coming.add(new ComingOneOnOne(
                        card.id(),
                        planned,
                        names.getOrDefault(other(brief), ""),
                        brief.openItems().items().size(),
                        absolute.apply("/relationships/" + card.id()),
                        revision.revision(),
                        revision.changedAt()));
            }
        }
        return CalendarFile.of(coming);
    }

    private List<OneOnOne> planned(PersonId person, Brief brief) {
        var card = brief.relationship();
        var today = brief.openItems().today();
        var coming = briefing.planned(person, card.id()).upcoming(today, card.zone(), Math.max(AT_LEAST, DAYS + 1));
        var soon = coming.stream()
                .takeWhile(one -> ChronoUnit.DAYS.between(today, one.dayIn(card.zone())) <= DAYS)
                .count();
        return coming.stream().limit(Math.max(AT_LEAST, soon)).toList();
    }

    private Map<PersonId, String> namesOf(List<Brief> briefs) {
        var others = new HashSet<PersonId>();
        briefs.forEach(brief -> others.add(other(brief)));
        return people.names(others);
    }

    private static PersonId other(Brief brief) {
        return brief.relationship().parties().on(brief.side().other());
    }
}
