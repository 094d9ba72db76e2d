package rapport.demo;

import rapport.feedback.FeedbackKind;
import rapport.feedback.Landing;
import rapport.ruptures.RuptureKind;

/**
 * A good working relationship under load. Miriam promises more than she keeps, and three times within half a year she has
 * decided something over Tomás's head: the first is mended, the second let go, the third is being mended.
 */
final class MiriamAndTomas {

    private MiriamAndTomas() {}

    static void tell(Story story) {
        var us = story.between(Cast.MIRIAM, Cast.TOMAS, story.at())
                .every(1, 0, 10, 30)
                .begin(39, 40, 2)
                .join();
        var miriam = us.manager();
        var tomas = us.report();

        aGoodStart(us, miriam, tomas);
        theExport(us, miriam, tomas);
        theHandover(us, miriam, tomas);
        onCall(us, miriam, tomas);
        theSprints(us, miriam, tomas);
        nowOpen(us, miriam, tomas);
        us.otherwiseMetSince(39);
    }

    private static void aGoodStart(Pair us, Voice miriam, Voice tomas) {
        us.meet(39, "First one. Thirty minutes each week, and we move it rather than cancel it.");
        var howTo = tomas.promises(
                "Write down how the nightly import works, so that I am not the only one who knows", us.day(36, 0));
        var porto = miriam.promises(
                "Ask finance whether the conference in Porto can come out of the training budget", us.day(37, 0));
        var year = tomas.raises("What I should be good at by the end of the year");

        us.on(38, 2);
        tomas.notesForBoth("Miriam prefers a message before a call; I prefer the call.", false);
        us.meet(38, null);
        tomas.hasTalkedAbout(year);
        var planning = miriam.asksForFeedback("How I run the planning meeting");
        us.on(37, 3);
        var agenda = tomas.answersWithFeedback(
                planning,
                FeedbackKind.APPRECIATION,
                "You end on time, and whoever speaks last has been asked. I would send the list a day earlier.");
        miriam.hears(agenda, Landing.WELL, null);
        tomas.keeps(howTo, "It is in the wiki under Imports, with a drawing of the four steps.");
        us.meet(36, "Import page read together. Porto still open.");
        miriam.confirms(howTo);
        var thanks = miriam.appreciates(
                "The drawing is what made it click for the support team. Two of them could answer a ward on their own.",
                "The page about the nightly import");
        us.on(36, 2);
        tomas.hears(thanks, Landing.WELL, null);
        miriam.keeps(porto, "They said yes, up to 900 euros. Sorry that it took a week longer than I had said.");
        us.meet(35, null);
        tomas.confirms(porto);
        tomas.appreciates(
                "Thank you for saying outright that it was late. That is all I needed.", "Porto, and the budget");
        us.callOff(34, "Both of us are at the ward visit in Lübeck.");

        us.meet(33, null);
        var reviewer = miriam.promises("Find a second reviewer for everything that touches billing", us.day(31, 0));
        us.on(32, 3);
        miriam.proposesDate(
                reviewer,
                us.day(29, 0),
                "Aylin can do it, but only once she is back from parental leave. I would rather ask now than be late.");
        us.on(31, 0);
        tomas.agreesToDate(reviewer);
        us.on(30, 4);
        miriam.keeps(reviewer, "Aylin reviews billing from Monday on.");
        us.meet(29, "Billing has two pairs of eyes now.");
        tomas.confirms(reviewer);
        var nights = tomas.worries(
                "I was woken four nights in two weeks. I can do that for a month, not for a year, and nobody has said how"
                        + " long it goes on.");
        miriam.hearsOut(nights, "Four nights is too much. I had only seen two of them.");
        us.on(28, 1);
        var secondPerson = miriam.answersWithPromise(
                nights,
                "You are right, and it has an end: from next month two of you share the nights.",
                "Have a second person on call for the import, trained and in the rota",
                us.day(24, 0));
        us.on(25, 1);
        miriam.keeps(secondPerson, "Sevgi is in the rota and has done her first week.");
        us.meet(24, null);
        tomas.confirms(secondPerson);
        tomas.settles(nights);
        tomas.trusts(4, 4);
        us.on(24, 1);
        miriam.trusts(5, 4);
    }

    private static void theExport(Pair us, Voice miriam, Voice tomas) {
        us.on(23, 1);
        var export = tomas.keepsToSelf(
                RuptureKind.DECIDED_WITHOUT_ME,
                "You told the project in Rostock that they would have the export in June. I heard of the date from them,"
                        + " in front of their head nurse.");
        us.meet(22, "Hard one, and worth it.");
        tomas.shares(export);
        tomas.describesImpact(
                export,
                "I stood there as if I did not know my own work. I have stopped saying numbers in meetings since.");
        us.on(22, 2);
        miriam.offersRepair(
                export,
                "I gave Rostock a date for the export without asking you, and you learned it in front of a customer. That"
                        + " made you look unprepared for something that I had done.",
                "No date of your work leaves me before you have said it. If somebody presses me I say: I will ask Tomás and"
                        + " write to you tomorrow.",
                us.day(20, 0));
        us.on(22, 3);
        tomas.acceptsRepair(export, "That is exactly what was missing. Thank you.");
        var change = us.changeOf(export);
        us.on(21, 3);
        tomas.sawItHold(export, "Schwerin asked twice, and you sent them to me both times.");
        us.on(20, 1);
        miriam.keeps(change, "Schwerin and Kiel: both dates came from you.");
        us.on(20, 2);
        tomas.confirms(change);
        us.on(19, 3);
        tomas.sawItHold(export, null);
        us.on(18, 1);
        tomas.sawItHold(export, "Kiel, on the phone, with me in the room.");
        us.meet(17, "The export is behind us.");
        tomas.callsItMended(export);
        us.moveBy(16, 1, 15);
        var calm = tomas.guides(
                "When an incident is on, your questions in the channel come faster than we can answer. One summary every"
                        + " half hour would help us more.",
                "The outage of the Kiel roster");
        us.on(16, 2);
        miriam.hears(
                calm, Landing.MIXED, "I wanted to help, and read it twice before I saw your point. I will try it.");
    }

    private static void theHandover(Pair us, Voice miriam, Voice tomas) {
        us.on(13, 2);
        var handover = tomas.names(
                RuptureKind.DECIDED_WITHOUT_ME,
                "My on-call week was swapped with Sevgi's while I was on leave. I came back to a rota that I had not"
                        + " agreed to.");
        us.meet(12, null);
        tomas.describesImpact(handover, "I had promised that weekend to my sister, and had to tell her on the Friday.");
        var answered = miriam.ownsUpTo(
                RuptureKind.OTHER,
                "I also told the leads that you were fine with the swap. I had not asked you, and should not have said so.");
        us.on(12, 1);
        tomas.letsGo(
                handover,
                "You had an hour to fill the rota and nobody to ask. I would still like to be called next time, leave or"
                        + " not.");
        tomas.letsGo(answered, "You said it before I heard it elsewhere.");
        us.nobodyCame(11);
        us.on(10, 3);
        var quiet = miriam.promises("Keep one Friday a month free of meetings for repairs to the import", us.day(7, 0));
        us.on(9, 2);
        var band = miriam.promises("Bring the salary band for senior engineers to our 1:1", us.day(8, 0));
        us.meet(8, "Short. Miriam came from the board.");
        miriam.misses(band, "I asked too late, and HR had nobody who could send it.");
        us.on(7, 3);
        miriam.keeps(band, "Sent, with the two levels above it. You are in the upper third of yours.");
        us.on(6, 1);
        tomas.confirms(band);
        tomas.releases(
                quiet, "With the release coming no Friday will stay free before the new year. Let us not pretend.");
        us.nobodyCame(7);
    }

    private static void onCall(Pair us, Voice miriam, Voice tomas) {
        us.meet(6, null);
        var pay = miriam.promises(
                "Talk to Henrik about paying on-call weeks in the month in which they were worked", us.day(4, 0));
        us.on(5, 0);
        miriam.proposesDate(pay, us.day(3, 0), "Henrik is away for two weeks, and I would rather ask him in person.");
        us.on(5, 1);
        tomas.agreesToDate(pay);
        us.on(4, 2);
        miriam.proposesDate(pay, us.day(2, 0), "He has moved our appointment to the week after.");
        us.on(4, 3);
        tomas.agreesToDate(pay);
        // Nobody has said anything since; the night after its day has recorded it.
        us.meet(5, null);
        var request = tomas.asksForFeedback("My talk at the open day: what stayed with you, and what was too much");
        us.on(4, 1);
        var talk = miriam.answersWithFeedback(
                request,
                FeedbackKind.GUIDANCE,
                "The story of the night nurse stayed with everybody. Of the three diagrams I would keep one.");
        us.on(4, 2);
        tomas.hears(talk, Landing.WELL, "The second one. I knew it, and it is good to hear it.");
    }

    private static void theSprints(Pair us, Voice miriam, Voice tomas) {
        us.on(5, 3);
        var sprints = tomas.names(
                RuptureKind.DECIDED_WITHOUT_ME,
                "The leads decided that sprints are three weeks long from now on. I run the team's planning, and read it in"
                        + " the minutes.");
        us.meet(4, "About the sprints, mostly. Miriam asked what would have been right.");
        tomas.describesImpact(
                sprints, "It is the third time this year. I begin to think that my part is to be told about things.");
        us.on(4, 1);
        miriam.offersRepair(
                sprints,
                "I agreed to three-week sprints in a room in which you were not, although planning is yours. It is the third"
                        + " time that I have decided something of yours without you.",
                "Before the leads decide anything about how your team works, it is on our list here first, and I ask for the"
                        + " decision to wait until we have talked.",
                us.day(2, 0));
        us.on(4, 2);
        tomas.acceptsRepair(sprints, "Yes. And please tell the leads why.");
        var change = us.changeOf(sprints);
        us.on(3, 2);
        tomas.sawItHold(sprints, "The new release train waited for us. That was noticed in the team.");
        us.on(2, 0);
        miriam.keeps(change, "The release train and the test environments both came here first.");
        us.on(2, 1);
        tomas.confirms(change);
        us.on(2, 3);
        tomas.sawItHold(sprints, null);
    }

    private static void nowOpen(Pair us, Voice miriam, Voice tomas) {
        us.on(3, 1);
        miriam.promises("Read your draft of the winter rota and comment in it", us.day(0, 0));
        miriam.promises("Get the figures of the pilot wards from Anneke, before they are out of date", us.day(1, 1));
        us.meet(2, null);
        var slow = tomas.promises("Measure where the nightly import loses its time", us.day(0, 0));
        var split = tomas.promises(
                "Split the roster service, so that a broken ward no longer stops the others",
                "First the import, then the exchange of shifts, each behind a switch.",
                us.day(0, 0));
        var word = tomas.notesForBoth("Porto is in May; the early price ends at the end of the month.", true);
        us.on(2, 1);
        tomas.rewords(
                word,
                "Porto is in May; the early price ends at the end of next month.",
                "I had looked at the wrong month");
        var wrong = tomas.raises("Whether we still need the old staging server");
        tomas.takesOut(wrong, "That was for the team meeting");
        us.meet(1, "Rota, import, and how the winter goes.");
        tomas.trusts(3, 4);
        miriam.trusts(4, 4);
        tomas.raises("Who stands in for me in February");
        miriam.raises("What you would need to lead the import team");
        us.on(1, 1);
        tomas.worries(
                "If Sevgi leaves in spring, the nights are mine alone again. I would like to know the plan before then.");
        miriam.notesForSelf("Ask how his sister is. He mentioned the hospital twice.", true);
        tomas.keepsToSelf(
                RuptureKind.INTERRUPTED_OR_DISMISSED,
                "She answered two mails while I explained the split. Perhaps it was urgent; I do not know yet whether to say"
                        + " it.");
        us.on(1, 2);
        tomas.keeps(slow, "Two thirds of it is waiting for the clinics' server. The graph is in the ticket.");
        tomas.proposesDate(
                split,
                us.day(-2, 0),
                "The exchange of shifts hangs on the import more than I had seen. I can have the import alone by then.");
        tomas.meansToRaise("Ask whether four days a week would be possible from summer on");
        tomas.asksForFeedback("How I came across with the people from Kiel last week");
    }
}
