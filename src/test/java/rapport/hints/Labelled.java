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
 * @param heldOut true for every fifth, on which the rules are not tuned
 */
record Labelled(String owned, String change, Set<String> hints, boolean hard, boolean heldOut) {

    private static final int EVERY = 5;
    private static final Pattern BLANK_LINE = Pattern.compile("\\n\\s*\\n");
    private static final Pattern COMMA = Pattern.compile(",\\s*");

    static List<Labelled> all() throws IOException {
        var text = Files.readString(Path.of("src/test/resources/hints/repairs.txt"));
        var all = new ArrayList<Labelled>();
        for (var block : BLANK_LINE.split(text)) {
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
                all.add(read(fields, (all.size() + 1) % EVERY == 0));
            }
        }
        return all;
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
