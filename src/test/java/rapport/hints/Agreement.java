package rapport.hints;

import java.util.List;
import java.util.Locale;

/** How far the hints agree with a reader's: counted over every hint given or missing. */
record Agreement(int agreed, int tooMany, int missing) {

    static Agreement of(List<Labelled> examples, List<String> codes) {
        var agreed = 0;
        var tooMany = 0;
        var missing = 0;
        for (var example : examples) {
            var found = example.found();
            for (var code : codes) {
                if (found.contains(code) && example.hints().contains(code)) {
                    agreed++;
                } else if (found.contains(code)) {
                    tooMany++;
                } else if (example.hints().contains(code)) {
                    missing++;
                }
            }
        }
        return new Agreement(agreed, tooMany, missing);
    }

    /** Of the hints given, the share that a reader would give; 1 if none was given. */
    double precision() {
        return agreed + tooMany == 0 ? 1 : (double) agreed / (agreed + tooMany);
    }

    /** Of the hints that a reader would give, the share that was given; 1 if there are none. */
    double recall() {
        return agreed + missing == 0 ? 1 : (double) agreed / (agreed + missing);
    }

    static String table(List<Labelled> tunedOn, List<Labelled> heldOut, List<String> codes) {
        var table = new StringBuilder(String.format(
                Locale.ROOT, "%-25s %-32s %s%n", "hints", "tuned on " + tunedOn.size(), "held out " + heldOut.size()));
        for (var code : codes) {
            table.append(row(code, of(tunedOn, List.of(code)), of(heldOut, List.of(code))));
        }
        return table.append(row("all", of(tunedOn, codes), of(heldOut, codes))).toString();
    }

    private static String row(String name, Agreement tuned, Agreement held) {
        return String.format(Locale.ROOT, "%-25s %-32s %s%n", name, tuned.figures(), held.figures());
    }

    private String figures() {
        return String.format(
                Locale.ROOT, "P %.2f R %.2f (%d +%d -%d)", precision(), recall(), agreed, tooMany, missing);
    }
}
