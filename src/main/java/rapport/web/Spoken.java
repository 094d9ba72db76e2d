package rapport.web;

import rapport.feedback.FeedbackKind;
import rapport.feedback.Landing;
import rapport.ruptures.RuptureKind;

/** The terms of the domain as people say them. */
final class Spoken {

    private Spoken() {}

    static String kind(RuptureKind kind) {
        return switch (kind) {
            case INTERRUPTED_OR_DISMISSED -> "Interrupted or dismissed";
            case SHARP_TONE -> "A sharp tone";
            case FEEDBACK_LANDED_HARD -> "Feedback landed hard";
            case DECIDED_WITHOUT_ME -> "Decided without the other";
            case OVERCOMMITTED_ME -> "Promised too much in the other’s name";
            case BROKEN_PROMISE -> "A broken promise";
            case WITHHELD_INFORMATION -> "Kept something back";
            case BLAMED -> "Blamed the other";
            case WITHDREW -> "Withdrew";
            case OTHER -> "Something else";
        };
    }

    static String kind(FeedbackKind kind) {
        return switch (kind) {
            case APPRECIATION -> "Appreciation";
            case GUIDANCE -> "Guidance";
        };
    }

    static String landed(Landing landing) {
        return switch (landing) {
            case WELL -> "It landed well";
            case MIXED -> "It landed half well";
            case HARD -> "It landed hard";
        };
    }

    /** Such as "3rd". */
    static String ordinal(int number) {
        var tens = number % 100;
        if (tens >= 11 && tens <= 13) {
            return number + "th";
        }
        return number
                + switch (number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }
}
