package rapport.trust;

import rapport.shared.RuleBroken;

/**
 * What one side notes about trust, in clear; nobody but that side ever sees it.
 *
 * @param own how far I trust the other, from 1 to 5
 * @param guessOfOther how far I guess that the other trusts me, from 1 to 5
 */
public record TrustNumbers(int own, int guessOfOther) {

    private static final int LOWEST = 1;
    private static final int HIGHEST = 5;

    /** @throws RuleBroken {@code trust-out-of-range} */
    public TrustNumbers {
        liesOnTheScale(own);
        liesOnTheScale(guessOfOther);
    }

    private static void liesOnTheScale(int number) {
        if (number < LOWEST || number > HIGHEST) {
            throw new RuleBroken("trust-out-of-range", "Trust is noted as a whole number from 1 to 5.");
        }
    }

    /** Never the numbers, so that no log can hold them. */
    @Override
    public String toString() {
        return "TrustNumbers[•]";
    }
}
