package rapport.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rapport.tools.Console;

/** Every tool by name, so that help costs no start. The tools themselves are beans; a test holds the two together. */
final class ToolList {

    /**
     * A tool in a line.
     *
     * @param needsData true if there must be a history already
     */
    record Entry(String name, String what, boolean needsData) {}

    static final List<Entry> ALL = List.of(
            new Entry("backup", "Copy events and keys into two files, while Rapport runs.", true),
            new Entry("restore", "Put a backup in place, beside or instead of what is there.", false),
            new Entry("rehearse", "Restore a backup into a scratch directory, open it and compare.", false),
            new Entry("verify", "Check the history against its seals, and receipts that people kept.", true),
            new Entry("export", "Take the whole server along: two files that any Rapport takes in.", true),
            new Entry("import", "Take in what export made, into an empty data directory.", false),
            new Entry("doctor", "Look at keys, files, tables, disk and clock, and say what is wrong.", true),
            new Entry("rebuild", "Make the views again from the events.", true),
            new Entry("dead-letters", "List what views could not take in, try it again, or give it up.", true),
            new Entry("compact", "Write the files anew, without the room that nothing uses any more.", true),
            new Entry("erase", "Erase for ever what two people wrote, once both were told.", true));

    private static final int CLOSE = 3;

    private ToolList() {}

    static Optional<Entry> named(String name) {
        return ALL.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    static void sayAll(Console console) {
        console.say(
                "rapport <tool> …  does one of these with the data in RAPPORT_HOME. If Rapport is running there, it does "
                        + "it itself, and goes on serving.");
        console.say("");
        ALL.forEach(tool -> console.say("  %-10s %s".formatted(tool.name(), tool.what())));
        console.say("");
        console.say("rapport help <tool> says more about one. Without a tool, Rapport starts.");
        console.say("Exit codes: 0 all is well, 1 something is wrong and was named, 2 the command was not understood, "
                + "3 it cannot be done now.");
    }

    static String unknown(String word) {
        var shown = word.length() > 40 || word.chars().anyMatch(Character::isISOControl) ? "that" : "\"" + word + "\"";
        return "There is no tool named " + shown + "."
                + nearest(word).map(name -> " Did you mean " + name + "?").orElse("")
                + " rapport help lists all of them.";
    }

    private static Optional<String> nearest(String word) {
        var names = new ArrayList<>(ALL.stream().map(Entry::name).toList());
        names.add("help");
        return names.stream()
                .filter(name -> word.length() <= 40 && distance(word, name) < CLOSE)
                .min((a, b) -> Integer.compare(distance(word, a), distance(word, b)));
    }

    // How many letters have to be put in, left out or replaced.
    private static int distance(String a, String b) {
        var before = new int[b.length() + 1];
        for (var column = 0; column <= b.length(); column++) {
            before[column] = column;
        }
        for (var row = 1; row <= a.length(); row++) {
            var now = new int[b.length() + 1];
            now[0] = row;
            for (var column = 1; column <= b.length(); column++) {
                var replaced = before[column - 1] + (a.charAt(row - 1) == b.charAt(column - 1) ? 0 : 1);
                now[column] = Math.min(replaced, 1 + Math.min(before[column], now[column - 1]));
            }
            before = now;
        }
        return before[b.length()];
    }
}
