package rapport.demo;

import java.time.ZoneId;
import rapport.feedback.FeedbackKind;
import rapport.feedback.Landing;

/** All is calm: what they promise each other is kept or moved in good time, and nothing is open. */
final class MiriamAndPriya {

    private MiriamAndPriya() {}

    static void tell(Story story) {
        var us = story.between(Cast.MIRIAM, Cast.PRIYA, ZoneId.of("America/Toronto"))
                .every(2, 1, 9, 30)
                .begin(38, 39, 1)
                .join();
        var miriam = us.manager();
        var priya = us.report();

        us.meet(38, "Fifteen minutes about work, fifteen about Toronto. We keep it like that.");
        var hours = miriam.promises("Keep the hour before five in Toronto free of meetings for you", us.day(36, 0));
        us.on(36, 0);
        miriam.keeps(hours, "It is blocked in the team's calendar.");
        us.meet(36, null);
        priya.confirms(hours);
        var offline =
                priya.promises("A first version of the app that works in the lift, without a network", us.day(30, 0));
        us.on(32, 2);
        priya.proposesDate(
                offline, us.day(28, 0), "The exchange of shifts needs it too, so I would rather build it once.");
        us.on(32, 3);
        miriam.agreesToDate(offline);
        us.on(29, 3);
        priya.keeps(offline, "It is on the phones of the two nurses in Lübeck.");
        us.meet(28, "Offline works. Cake over video.");
        miriam.confirms(offline);
        var lift = miriam.appreciates(
                "A nurse told me that she now trusts the app more than the paper on the wall. That is two months of your"
                        + " patience.",
                null);
        priya.hears(lift, Landing.WELL, "Reading that twice.");
        us.meet(24, null);
        var request = priya.asksForFeedback("Whether my written updates are too long");
        us.on(24, 2);
        var shorter = miriam.answersWithFeedback(
                request,
                FeedbackKind.GUIDANCE,
                "I read all of them, others stop after the first paragraph. Put what you need from them there.");
        us.on(23, 1);
        priya.hears(shorter, Landing.WELL, null);
        us.meet(20, null);
        var worry = priya.worries("With everybody else in one time zone I hear of decisions a day late.");
        us.on(20, 3);
        var minutes = miriam.answersWithPromise(
                worry,
                "Decisions are written down on the day they are made, or they are not made.",
                "Have the leads write each decision into the log on the same day",
                us.day(17, 0));
        us.on(17, 0);
        miriam.keeps(minutes, "Six weeks of the log are complete.");
        us.meet(16, "The log works.");
        priya.confirms(minutes);
        priya.settles(worry);
        us.callOff(14, "Civic holiday in Toronto.");
        us.meet(12, null);
        var course = miriam.promises("Pay for the course on accessibility, and the days for it", us.day(8, 0));
        priya.trusts(5, 5);
        us.on(11, 2);
        miriam.trusts(5, 5);
        us.on(9, 1);
        miriam.keeps(course, "Booked: four Thursdays.");
        us.meet(8, null);
        priya.confirms(course);
        priya.appreciates("I asked once, and it was done. That is rarer than you think.", "The course");
        us.meet(4, null);
        var keyboard = priya.promises("The whole roster by keyboard alone, tried with Yui's two testers", us.day(2, 0));
        var winter = miriam.promises("Settle who covers for you while you are in Chennai", us.day(-4, 0));
        us.on(3, 2);
        priya.keeps(keyboard, "Both testers got through without a word from us.");
        us.meet(2, "Keyboard done. Chennai from the twelfth on.");
        miriam.confirms(keyboard);
        us.on(2, 3);
        miriam.proposesDate(winter, us.day(-3, 0), "I can know it a week earlier, and you can book then.");
        us.on(1, 0);
        priya.agreesToDate(winter);
        us.otherwiseMetSince(38);
    }
}
