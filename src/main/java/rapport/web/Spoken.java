package rapport.web;

import java.util.Locale;
import rapport.feedback.FeedbackKind;
import rapport.feedback.Landing;
import rapport.ruptures.RuptureKind;

/** The terms of the domain as people say them. */
final class Spoken {

    private Spoken() {}

    static String kind(RuptureKind kind) {
        return capital(kind.inWords());
    }

    /** As at the beginning of a sentence. */
    static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
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
