package rapport.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Finds whom somebody means by a name. A first name counts as much as a whole one; the beginning of a name, or a later
 * part of it, counts only where nobody is named so from the start.
 */
final class Names {

    private static final Pattern AROUND = Pattern.compile("^[\"“”'‘’«»@\\s]+|[\"“”'‘’«»\\s]+$");
    private static final Pattern PREPOSITION =
            Pattern.compile("^(?:to|for|with|from|about|of)\\s+(?=\\S)", Pattern.CASE_INSENSITIVE);

    private static final List<BiPredicate<String, String>> WAYS =
            List.of(Names::isFirst, Names::isLater, String::startsWith, (name, typed) -> name.contains(" " + typed));

    private Names() {}

    /** Everybody who can be meant, by the best way in which anybody can; nobody for a blank name. */
    static List<Counterpart> matching(String typed, List<Counterpart> people) {
        var name = AROUND.matcher(typed).replaceAll("");
        if (Folding.folded(name).isEmpty()) {
            return List.of();
        }
        var found = byName(name, people);
        var preposition = PREPOSITION.matcher(name);
        return found.isEmpty() && preposition.find() ? byName(name.substring(preposition.end()), people) : found;
    }

    private static List<Counterpart> byName(String typed, List<Counterpart> people) {
        for (var way : WAYS) {
            for (UnaryOperator<String> alike : List.<UnaryOperator<String>>of(Folding::folded, Folding::bare)) {
                var wanted = alike.apply(typed);
                var found = people.stream()
                        .filter(one -> !wanted.isEmpty() && way.test(alike.apply(one.name()), wanted))
                        .toList();
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return List.of();
    }

    private static boolean isFirst(String name, String typed) {
        return name.equals(typed) || name.startsWith(typed + " ");
    }

    private static boolean isLater(String name, String typed) {
        return name.endsWith(" " + typed) || name.contains(" " + typed + " ");
    }

    /** As choices that can be told apart: by the name, else by the role, else by the day on which it began. */
    static List<Choice> choices(List<Counterpart> people) {
        var labels = new ArrayList<>(people.stream().map(Counterpart::name).toList());
        apart(labels, people, one -> one.name() + ", " + role(one));
        apart(labels, people, one -> one.name() + ", " + role(one) + ", since " + Days.day(one.since()));
        var choices = new ArrayList<Choice>();
        for (var at = 0; at < people.size(); at++) {
            choices.add(new Choice(people.get(at).relationship().toString(), labels.get(at)));
        }
        return List.copyOf(choices);
    }

    private interface Label {
        String of(Counterpart one);
    }

    private static void apart(List<String> labels, List<Counterpart> people, Label longer) {
        var before = List.copyOf(labels);
        for (var at = 0; at < people.size(); at++) {
            var label = before.get(at);
            if (before.stream().filter(label::equals).count() > 1) {
                labels.set(at, longer.of(people.get(at)));
            }
        }
    }

    private static String role(Counterpart one) {
        return switch (one.own()) {
            case MANAGER -> "who reports to you";
            case REPORT -> "your manager";
        };
    }
}
