package rapport.demo;

import rapport.feedback.Landing;

/** Yui has not joined: Zoë records for both, and what she says in Yui's name waits for Yui's own word. */
final class ZoeAndYui {

    private ZoeAndYui() {}

    static void tell(Story story) {
        var us =
                story.between(Cast.ZOE, Cast.YUI, story.at()).every(2, 3, 9, 30).begin(10, 11, 0);
        var zoe = us.manager();
        var yui = us.inTheNameOfTheReport();

        us.meet(10, "Yui showed how she takes notes: one line for what was said, one for what was done.");
        var ethics = zoe.promises("Get the clinics' consent form translated for the interviews", us.day(8, 0));
        var interviews =
                yui.promises("Eight interviews with nurses on nights, and the tapes transcribed", us.day(6, 0));
        us.on(8, 0);
        zoe.keeps(ethics, "Japanese, Turkish and Polish.");
        yui.confirms(ethics);
        us.on(6, 0);
        yui.keeps(interviews, "Seven of eight; the eighth nurse was ill.");
        zoe.confirms(interviews);
        us.meet(6, null);
        var eighth = zoe.appreciates(
                "You let the silence stand until she went on by herself. I would have asked the next question.",
                "The interview on ward 2");
        yui.hears(eighth, Landing.WELL, "She smiled and said that silence is cheap.");
        var worry =
                yui.worries("Recordings of patients' names lie on a laptop, and she would rather not have them there.");
        us.on(5, 1);
        zoe.answersWithPromise(
                worry,
                "They should not. We delete what is older than a month and move the rest.",
                "A locked place for the recordings, and a rule for when they are deleted",
                us.day(2, 1));
        us.on(4, 2);
        yui.settles(worry);
        us.meet(2, null);
        yui.promises("A guide to interviews at night, four pages, for whoever comes after her", us.day(0, 3));
        yui.raises("Whether she can see the wards in Kiel before winter");
        us.otherwiseMetSince(10);
    }
}
