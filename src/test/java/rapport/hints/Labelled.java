package rapport.hints;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A repair with the hints that a careful reader would give.
 *
 * @param heldOut true for those that were written after the rules, which are not tuned on them
 */
record Labelled(String owned, String change, Set<String> hints, boolean hard, boolean heldOut) {

    private static final Path EXAMPLES = Path.of("src/test/resources/hints");
    private static final Pattern BLANK_LINE = Pattern.compile("\\n\\s*\\n");
    private static final Pattern COMMA = Pattern.compile(",\\s*");

    static List<Labelled> all() throws IOException {
        var all = new ArrayList<>(from("repairs.txt", false));
        all.addAll(from("held-out.txt", true));
        return all;
    }

    private static List<Labelled> from(String file, boolean heldOut) throws IOException {
        var examples = new ArrayList<Labelled>();
        for (var block : BLANK_LINE.split(Files.readString(EXAMPLES.resolve(file)))) {
            var fields = new HashMap<String, String>();
            block.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .forEach(line -> {
                        var colon = line.indexOf(':');
                        fields.put(
                                line.substring(0, colon),
                                line.substring(colon + 1).strip());
                    });
            if (!fields.isEmpty()) {
                examples.add(read(fields, heldOut));
            }
        }
        return examples;
    }

    private static Labelled read(HashMap<String, String> fields, boolean heldOut) {
        var codes = Objects.requireNonNull(fields.get("hints"));
        return new Labelled(
                Objects.requireNonNull(fields.get("owned")),
                Objects.requireNonNull(fields.get("change")),
                codes.equals("none") ? Set.of() : new TreeSet<>(List.of(COMMA.split(codes))),
                "hard".equals(fields.get("kind")),
                heldOut);
    }

    Set<String> found() {
        var found = new TreeSet<String>();
        Hints.on(owned, change).forEach(hint -> found.add(hint.code()));
        return found;
    }
}
