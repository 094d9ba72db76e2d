package rapport.corrections;

import java.time.Duration;
import java.time.Instant;
import rapport.parties.By;
import rapport.shared.RuleBroken;

/** The rules a correction may break, each a method whose name is the rule. */
record CorrectionRules(Corrections corrections, By by, Instant now) {

    private static final Duration TIME_TO_RETRACT = Duration.ofHours(24);

    static RuleBroken retracted() {
        return new RuleBroken("retracted", "This was retracted; nothing more can be done to it.");
    }

    void onlyForOneself() {
        if (by.onBehalf()) {
            throw new RuleBroken("only-for-oneself", "Nobody can do that for somebody else.");
        }
    }

    // The person, not the side: what was recorded on the other's behalf stays its recorder's to correct.
    void onlyTheAuthor() {
        if (!by.person().equals(corrections.author().person())) {
            throw new RuleBroken("only-author", "Only the person who recorded this can correct it.");
        }
    }

    void isRecent() {
        if (now.isAfter(corrections.recordedAt().plus(TIME_TO_RETRACT))) {
            throw new RuleBroken(
                    "too-late-to-retract",
                    "This was recorded more than 24 hours ago. It can be reworded, but no longer retracted.");
        }
    }

    void nobodyElseHasActedOnIt() {
        if (corrections.touchedByOther()) {
            throw new RuleBroken(
                    "others-acted",
                    "The other person has already acted on this. It can be reworded, but no longer retracted.");
        }
    }
}
