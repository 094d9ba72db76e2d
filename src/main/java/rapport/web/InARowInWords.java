package rapport.web;

import rapport.meetings.InARow;

/** That 1:1s in a row did not take place, as plainly as that: what happened, and nobody's fault. */
final class InARowInWords {

    private InARowInWords() {}

    /** Such as "The last two 1:1s were called off."; empty for one alone. */
    static String of(Pair pair, InARow row) {
        if (!row.isWorthSaying()) {
            return "";
        }
        var coming = row.comingOn();
        var which = coming == null ? "" : "the one on " + pair.day(coming);
        var onlyCalledOff = row.notRecorded() == 0;
        return behind(row)
                + (coming == null
                        ? "."
                        : onlyCalledOff ? ", and so is " + which + "." : ", and " + which + " is called off.");
    }

    private static String behind(InARow row) {
        var one = row.behind() == 1;
        var who = one ? "The last 1:1" : "The last " + Counts.inWords(row.behind()) + " 1:1s";
        var is = one ? " is " : " are ";
        if (row.notRecorded() == 0) {
            return who + (one ? " was " : " were ") + "called off";
        }
        return who + (row.calledOff() == 0 ? is : " were called off or" + is) + "not recorded as held";
    }
}
