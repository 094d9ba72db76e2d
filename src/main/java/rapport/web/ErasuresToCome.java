package rapport.web;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import rapport.accounts.People;
import rapport.erasure.Erasures;
import rapport.erasure.Erasures.Unseen;
import rapport.parties.PersonId;
import rapport.web.Frame.Note;

/** Tells each of the two, on every page until they say that they have seen it, that what they wrote is to be erased. */
@Component
class ErasuresToCome {

    private final Erasures erasures;
    private final People people;
    private final Clock clock;

    ErasuresToCome(Erasures erasures, People people, Clock clock) {
        this.erasures = erasures;
        this.people = people;
        this.clock = clock;
    }

    List<Note> unseen(Visit visit) {
        var unseen = erasures.unseenBy(visit.viewer());
        var names = people.names(unseen.stream().map(one -> other(visit, one)).toList());
        return unseen.stream().map(one -> note(visit, one, names)).toList();
    }

    private static PersonId other(Visit visit, Unseen unseen) {
        var parties = unseen.relationship().parties();
        return parties.manager().equals(visit.viewer()) ? parties.report() : parties.manager();
    }

    private Note note(Visit visit, Unseen unseen, Map<PersonId, String> names) {
        var card = unseen.relationship();
        var erasure = unseen.erasure();
        var today = card.dayOf(clock.instant());
        var other = names.getOrDefault(other(visit, unseen), Frames.NAMELESS);
        var erasedAt = card.erasedAt();
        var because = erasure.basis().because() + ".";
        var seen = new FormBuilder("erasure-" + erasure.id(), Addressed.erasureSeen(card.id(), erasure.id()), visit)
                .build("I have seen this", "I have seen this", false);
        if (erasedAt != null) {
            return new Note(
                    "Words were erased",
                    "What you and " + other + " wrote here was erased for ever on "
                            + Days.day(card.dayOf(erasedAt), today) + ": " + because,
                    Addressed.access(card.id()),
                    "See what was done and when",
                    seen);
        }
        return new Note(
                "Words are to be erased",
                "Whoever runs this server is going to erase for ever what you and " + other
                        + " wrote here, and what you wrote for yourself beside it: " + because
                        + " That can happen from "
                        + Days.day(card.dayOf(erasure.possibleFrom()), today)
                        + " on, or as soon as both of you have said that you have seen this. That something was recorded, and"
                        + " when, stays. Until then you can read all of it, and take a copy along.",
                Addressed.export(card.id()),
                "Take a copy along",
                seen);
    }
}
