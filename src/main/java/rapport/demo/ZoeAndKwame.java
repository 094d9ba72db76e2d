package rapport.demo;

import rapport.feedback.Landing;
import rapport.ruptures.RuptureKind;

/** A hard autumn: repairs that slipped or were not enough, feedback that hurt, promises broken on both sides. */
final class ZoeAndKwame {

    private ZoeAndKwame() {}

    static void tell(Story story) {
        var us = story.between(Cast.ZOE, Cast.KWAME, story.at())
                .every(1, 1, 14, 30)
                .begin(37, 38, 0)
                .join();
        var zoe = us.manager();
        var kwame = us.report();

        theGoodPart(us, zoe, kwame);
        theReviews(us, zoe, kwame);
        theAutumn(us, zoe, kwame);
        nowOpen(us, zoe, kwame);
        us.otherwiseMetSince(37);
    }

    private static void theGoodPart(Pair us, Voice zoe, Voice kwame) {
        us.meet(37, "What good work looks like to each of us.");
        var icons = kwame.promises("New icons for the exchange of shifts, legible at arm's length", us.day(34, 0));
        us.on(34, 0);
        kwame.keeps(icons, "All fourteen, tried on the ward's own tablets.");
        us.meet(34, null);
        zoe.confirms(icons);
        var kind = zoe.appreciates("You tried them with gloves on. Nobody had thought of gloves.", "The icons");
        kwame.hears(kind, Landing.WELL, null);
        us.meet(30, null);
        var budget = zoe.promises("A budget for three test sessions on wards", us.day(27, 0));
        us.on(27, 0);
        zoe.keeps(budget, "Approved, 1,200 euros.");
        us.meet(26, null);
        kwame.confirms(budget);
        var mentor = zoe.promises("Ask Beatriz whether she would talk to you about speaking in public", us.day(24, 0));
        us.on(24, 2);
        zoe.keeps(mentor, "She would like to; her number is in your mail.");
        us.on(23, 1);
        kwame.confirms(mentor);
        us.callOff(23, "Zoë is ill.");
        us.meet(22, null);
        var pages = kwame.promises("Move the old screens into the new library", us.day(18, 0));
        us.on(18, 0);
        kwame.misses(pages, "I had counted forty screens, and there are ninety.");
        us.on(15, 1);
        kwame.keeps(pages, "All ninety, three weeks late.");
        us.on(15, 3);
        zoe.confirms(pages);
    }

    private static void theReviews(Pair us, Voice zoe, Voice kwame) {
        us.on(16, 2);
        var review = kwame.names(
                RuptureKind.INTERRUPTED_OR_DISMISSED,
                "In the review you took the pen and drew over my screen while I was still explaining it.");
        us.meet(15, null);
        kwame.describesImpact(review, "I stopped talking, and nobody noticed.");
        us.on(15, 2);
        zoe.offersRepair(
                review,
                "I took the pen out of your hand in the middle of a sentence, in front of four people.",
                "In reviews I hold no pen. I ask first, and write down what I want to say until you are done.",
                us.day(13, 0));
        us.on(15, 3);
        kwame.acceptsRepair(review, null);
        var noPen = us.changeOf(review);
        us.on(13, 0);
        zoe.keeps(noPen, "Three reviews without a pen.");
        us.on(13, 1);
        kwame.confirms(noPen);
        kwame.sawItHold(review, null);
        us.on(11, 2);
        kwame.sawItHold(review, "You asked, and then asked again.");
        us.on(8, 2);
        kwame.sawItSlip(review, "Yesterday's review. The pen again, on the tablet this time.");
        us.on(8, 3);
        zoe.offersRepair(
                review,
                "I did it again yesterday, with the very screen that you were proudest of. I noticed when you sat down.",
                "Kwame leads the reviews of his own work from now on, and I come in last. Mats tells me if I do not.",
                us.day(5, 0));
        us.on(7, 1);
        kwame.acceptsRepair(review, "Let us see. Mats is a good idea.");
        var lastToSpeak = us.changeOf(review);
        us.on(5, 0);
        zoe.keeps(lastToSpeak, null);
        us.on(5, 1);
        kwame.confirms(lastToSpeak);
        us.on(3, 1);
        kwame.sawItHold(review, "Mats did not have to say anything.");
    }

    private static void theAutumn(Pair us, Voice zoe, Voice kwame) {
        us.nobodyCame(12);
        us.nobodyCame(9);
        us.on(9, 3);
        var late = kwame.promises("Have the drawings for the winter release done", us.day(7, 0));
        us.on(6, 4);
        kwame.keeps(late, "Done, all but the empty states.");
        us.on(6, 4);
        zoe.disputesKeeping(late, "The empty states are what the wards see first, so to me they are not done.");
        us.on(4, 4);
        kwame.keeps(late, "With the empty states.");
        us.meet(3, null);
        zoe.confirms(late);

        us.on(8, 1);
        var night = kwame.names(
                RuptureKind.OVERCOMMITTED_ME,
                "The planning had me down for the winter release and the association's booth in the same week. I said so,"
                        + " and it stayed as it was.");
        us.meet(7, null);
        zoe.offersRepair(
                night,
                "If you felt that it was too much, I am sorry for that. It was a hard week for all of us.",
                "We look at the plan together more often.",
                us.day(5, 2));
        us.on(6, 1);
        kwame.declinesRepair(
                night,
                "What you did is missing: I said no, and the plan did not change. And I would need something that I can see,"
                        + " not more often.");

        us.on(5, 2);
        var quiet = zoe.guides(
                "You have said little in the last meetings, and people read it as not caring.",
                "The weeks before the release");
        us.on(5, 3);
        kwame.hears(
                quiet,
                Landing.HARD,
                "I was quiet because I was tired, and I think you knew why. This one stayed with me.");
        us.on(4, 1);
        us.openedBy(
                Cast.ILSE, "Kwame has asked me to read along before we speak on Thursday about how the autumn went.");
    }

    private static void nowOpen(Pair us, Voice zoe, Voice kwame) {
        us.meet(4, "We spoke about the tone in the mails, and did not finish.");
        us.on(3, 2);
        var mail = kwame.names(
                RuptureKind.SHARP_TONE,
                "Your answer to my draft was one line, and Mats was in copy: \"Please read the brief before you draw.\" I had"
                        + " read it. I had written half of it.");
        us.on(3, 3);
        kwame.describesImpact(mail, "I checked four times before I sent anything that week.");
        kwame.promises("Find six nurses for the tests before the holidays", us.day(1, 0));
        zoe.promises("Take the booth off your list and say so in the planning", us.day(2, 0));
        us.meet(2, null);
        kwame.raises("Whether I may say no to a week, and how");
        zoe.raises("What we tell the association about the dark theme");
        kwame.promises("Drawings for the dark theme", us.day(0, 1));
        us.on(2, 2);
        zoe.notesForSelf("Not a word by mail this week that I would not say to his face.", true);
        us.on(1, 0);
        kwame.notesForSelf("Ilse on Thursday. Bring the three dates.", true);
        us.meet(1, null);
        zoe.appreciates(
                "You asked the nurse to show you instead of telling you. I want to learn that from you.",
                "Ward 7, on Tuesday");
        zoe.guides(
                "Send drafts earlier, even half done. I would rather see the wrong thing on Monday than the right one on"
                        + " Friday.",
                "The dark theme");
        kwame.trusts(2, 3);
        zoe.trusts(4, 3);
    }
}
