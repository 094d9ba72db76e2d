package rapport.capture;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Finds promises by some of their words. */
final class Promises {

    private static final int LONGEST_LABEL = 80;

    private Promises() {}

    /** Those that can be meant: of the page's relationship if any can, and the one alone that reads just so. */
    static List<OpenPromise> matching(String typed, Around around) {
        var all = around.promises().get();
        var here = all.stream()
                .filter(promise -> promise.relationship().equals(around.here()))
                .toList();
        var found = best(typed, here);
        return found.isEmpty() ? best(typed, all) : found;
    }

    private static List<OpenPromise> best(String typed, List<OpenPromise> promises) {
        var wanted = Folding.bare(typed);
        var words = Arrays.asList(wanted.split(" "));
        return first(
                promises,
                promise -> Folding.bare(promise.words()).equals(wanted),
                promise -> Folding.bare(promise.words()).contains(wanted),
                promise -> hasAll(Folding.bare(promise.words()), words));
    }

    @SafeVarargs
    private static List<OpenPromise> first(List<OpenPromise> promises, Predicate<OpenPromise>... ways) {
        for (var way : ways) {
            var found = promises.stream().filter(way).toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static boolean hasAll(String text, List<String> beginnings) {
        return beginnings.stream().allMatch(word -> text.startsWith(word) || text.contains(" " + word));
    }

    static String label(OpenPromise promise, String name) {
        return (promise.own() ? "You promised " + name : name + " promised you") + ", due " + Days.day(promise.dueOn());
    }

    /** Short enough to be one of a list. */
    static String cut(String words) {
        var line = words.replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= LONGEST_LABEL
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_LABEL - 1)) + "…";
    }
}
