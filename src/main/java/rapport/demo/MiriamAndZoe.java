package rapport.demo;

import rapport.feedback.Landing;
import rapport.ruptures.RuptureKind;

/** Zoë leads people and is led: two see one moment differently, a repair waits for an answer, one promise of hers is broken. */
final class MiriamAndZoe {

    private MiriamAndZoe() {}

    static void tell(Story story) {
        var us = story.between(Cast.MIRIAM, Cast.ZOE, story.at())
                .every(2, 2, 13, 45)
                .begin(38, 39, 0)
                .join();
        var miriam = us.manager();
        var zoe = us.report();

        us.meet(38, "How Zoë wants to lead, and what she wants to keep drawing herself.");
        var coach = miriam.promises(
                "Find a coach who has led designers before, and two hours a month for it", us.day(34, 0));
        us.on(34, 0);
        miriam.keeps(coach, "Beatriz, from January; you have met her.");
        us.meet(34, null);
        zoe.confirms(coach);
        var research = zoe.promises("Summarise the interviews from the six pilot wards on two pages", us.day(30, 0));
        us.on(31, 1);
        zoe.keeps(research, "Two pages and one table.");
        us.meet(30, null);
        miriam.confirms(research);
        var table = miriam.appreciates("The table ended a discussion that had gone on since spring.", null);
        us.on(29, 1);
        zoe.hears(table, Landing.WELL, null);

        us.meet(26, null);
        var forgotten = miriam.promises("Introduce you to the board before the summer", us.day(20, 0));
        us.on(19, 1);
        var board = zoe.names(
                RuptureKind.BROKEN_PROMISE,
                "The board met without me. I had bought a jacket for it, which is silly, and still.",
                forgotten);
        us.on(19, 2);
        miriam.offersRepair(
                board,
                "I said that you would meet the board before the summer, and then let the agenda fill without you.",
                "Your own half hour with the board, on the agenda and confirmed, with your name on it.",
                us.day(15, 0));
        us.on(19, 3);
        zoe.acceptsRepair(board, null);
        var halfHour = us.changeOf(board);
        us.on(15, 0);
        miriam.keeps(halfHour, "Half an hour, and they kept you for an hour.");
        us.on(15, 1);
        zoe.confirms(halfHour);
        zoe.sawItHold(board, "It was a good hour.");
        us.on(13, 2);
        zoe.sawItHold(board, null);
        us.on(11, 1);
        zoe.sawItHold(board, "Already on the agenda for winter.");
        zoe.callsItMended(board);

        us.meet(10, null);
        var people = zoe.worries("I lead two people and am asked for designs as if I led nobody.");
        us.on(10, 3);
        miriam.answers(people, "Then fewer designs. Let us go through the list and strike a third of it.");
        us.meet(8, null);
        zoe.settles(people);
        us.on(7, 1);
        zoe.reopens(people, "The list is back to its old length; the third that we struck came in by the side door.");
        us.meet(6, null);
        miriam.answers(
                people,
                "Whatever comes in by the side door goes to me first from now on. You may send everybody to me without"
                        + " asking.");

        us.on(6, 3);
        var slides = miriam.names(
                RuptureKind.WITHHELD_INFORMATION,
                "The research went to the clinics' association before I had seen it. I was asked about a number in it that I"
                        + " could not explain.");
        us.on(5, 1);
        zoe.seesItDifferently(
                slides,
                "It was the same two pages that you had in spring, with a new cover. I asked on the Monday and took the"
                        + " silence for a yes.");

        us.on(4, 2);
        var planning = zoe.names(
                RuptureKind.SHARP_TONE,
                "In the planning you said that design had had enough time to think. In front of Kwame, who had sat up the"
                        + " night before.");
        us.meet(4, null);
        zoe.describesImpact(planning, "I did not know whether to defend him or you.");
        us.on(3, 3);
        zoe.promises("Send the profile for the second researcher to HR", us.day(2, 0));
        us.meet(2, "Hiring, and what was said in the planning.");
        miriam.raises("Who takes over research while Yui is away");
        var wards = zoe.promises("Walk through the new roster on a ward, on a night shift", us.day(1, 0));
        us.on(2, 3);
        miriam.offersRepair(
                planning,
                "I said in front of your team that design had had time enough. I was under pressure for the date and put it"
                        + " on you and on Kwame, who had worked through the night for it.",
                "I say it in the next planning as plainly as I said the other thing, and what I think of deadlines I tell"
                        + " you alone.",
                us.day(-2, 0));
        us.on(2, 4);
        zoe.keeps(wards, "Monday night, ward 4. Notes follow.");
        us.on(1, 0);
        miriam.disputesKeeping(wards, "It was the day shift in the end, and the night was what we wanted to see.");
        zoe.misses(wards, "True. The night was called off, and I did not say so.");
        us.on(1, 1);
        miriam.guides(
                "When a date cannot be met, tell me on the day you know it, even if you have no new one.", "Hiring");
        zoe.notesForSelf("Before the next one: what do I want from her, and what only from myself?", true);
        miriam.notesForSelf("The profile again. Ask what is in the way before asking when.", false);
    }
}
