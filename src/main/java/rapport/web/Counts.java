package rapport.web;

import java.util.List;

/** Numbers of things as people say them. */
final class Counts {

    private static final List<String> WORDS = List.of(
            "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");

    private Counts() {}

    /** Such as "1 promise" or "3 promises". */
    static String of(long number, String one) {
        return of(number, one, one + "s");
    }

    static String of(long number, String one, String many) {
        return number == 1 ? "1 " + one : number + " " + many;
    }

    /** Such as "one promise" or "25 promises": a number in a sentence is a word as long as words are short. */
    static String inWords(int number, String one) {
        return inWords(number) + " " + one + (number == 1 ? "" : "s");
    }

    static String inWords(int number) {
        return number < WORDS.size() ? WORDS.get(number) : Integer.toString(number);
    }
}
