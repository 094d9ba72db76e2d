package rapport.exports;

import java.io.IOException;
import java.text.Bidi;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The one font of a PDF, which comes with the library: Latin, Greek, Cyrillic and Hebrew. Breaks text into lines, and puts
 * each in the order in which it is drawn. What the font cannot show is drawn as a mark.
 */
final class Typeface {

    private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final int MISSING = '□';

    private static final Map<Integer, Integer> MIRRORED = mirrored();

    private final PDType0Font font;
    private final CmapLookup glyphs;
    private final Map<Integer, Float> widths = new HashMap<>();
    private final Set<String> missing = new TreeSet<>();

    /** A line as it is drawn from left to right. */
    record Row(String drawn, float width) {}

    /**
     * A paragraph in lines.
     *
     * @param isFromRight true if it begins at the right edge
     * @param isDrawnAsWritten false if what is drawn is in another order, or lacks characters
     */
    record Paragraph(List<Row> lines, boolean isFromRight, boolean isDrawnAsWritten) {}

    Typeface(PDDocument document) throws IOException {
        try (var file = Objects.requireNonNull(PDDocument.class.getResourceAsStream(FILE), FILE)) {
            TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(file));
            // What is drawn is what was measured, character by character.
            parsed.setEnableGsub(false);
            this.glyphs = parsed.getUnicodeCmapLookup();
            this.font = PDType0Font.load(document, parsed, true);
        }
    }

    PDType0Font font() {
        return font;
    }

    /** Scripts of which there was something that the font cannot show, by their English names. */
    Set<String> missing() {
        return missing;
    }

    /** @param text without line breaks */
    Paragraph set(String text, float size, float width) {
        var shown = shown(text);
        var bidi = shown.isEmpty() ? null : new Bidi(shown, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        var isFromRight = bidi != null && !bidi.baseIsLeftToRight();
        var lines = new ArrayList<Row>();
        var isMixed = false;
        for (var span : spans(shown, width / size)) {
            var logical = shown.substring(span[0], span[1]);
            var drawn = bidi == null || bidi.isLeftToRight()
                    ? logical.stripTrailing()
                    : visual(bidi.createLineBidi(span[0], span[1]), logical);
            isMixed = isMixed || !drawn.equals(logical.stripTrailing());
            lines.add(new Row(drawn, width(drawn) * size));
        }
        return new Paragraph(lines, isFromRight, !isMixed && shown.equals(text));
    }

    // What acts on its neighbours only has no shape of its own.
    private String shown(String text) {
        var shown = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (character == '\t') {
                shown.append("    ");
            } else if (Character.isSpaceChar(character)) {
                shown.append(' ');
            } else if (glyphs.getGlyphId(character) != 0) {
                shown.appendCodePoint(character);
            } else if (Character.getType(character) != Character.FORMAT
                    && Character.UnicodeBlock.of(character) != Character.UnicodeBlock.VARIATION_SELECTORS) {
                shown.appendCodePoint(MISSING);
                missing.add(script(character));
            }
        });
        return shown.toString();
    }

    private static String script(int character) {
        var script = Character.UnicodeScript.of(character);
        return switch (script) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> "Chinese, Japanese or Korean";
            case COMMON, INHERITED, UNKNOWN -> "signs and pictures";
            default -> {
                var name = script.name().replace('_', ' ').toLowerCase(Locale.ROOT);
                yield name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
            }
        };
    }

    /** Where lines begin and end: between words where it can be, within one that is longer than a line. */
    private List<int[]> spans(String text, float width) {
        var spans = new ArrayList<int[]>();
        var breaks = BreakIterator.getLineInstance(Locale.ROOT);
        breaks.setText(text);
        var start = 0;
        var last = 0;
        var used = 0f;
        for (var end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            var piece = width(text.substring(last, end).stripTrailing());
            if (used + piece > width && last > start) {
                spans.add(new int[] {start, last});
                start = last;
                used = 0;
            }
            while (used + piece > width) {
                var cut = cut(text, start, end, width);
                spans.add(new int[] {start, cut});
                start = cut;
                used = 0;
                piece = width(text.substring(start, end).stripTrailing());
                last = start;
            }
            used = width(text.substring(start, end));
            last = end;
        }
        spans.add(new int[] {start, text.length()});
        return spans;
    }

    private int cut(String text, int start, int end, float width) {
        var used = 0f;
        var at = start;
        while (at < end) {
            var character = text.codePointAt(at);
            used += width(character);
            if (used > width && at > start) {
                return at;
            }
            at += Character.charCount(character);
        }
        return end;
    }

    private float width(String text) {
        var sum = 0f;
        for (var at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            sum += width(text.codePointAt(at));
        }
        return sum;
    }

    private float width(int character) {
        return widths.computeIfAbsent(character, one -> {
            try {
                return font.getStringWidth(Character.toString(one)) / 1000;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    // --- from right to left ---------------------------------------------------------------------------------------

    private static String visual(Bidi line, String text) {
        var count = line.getRunCount();
        var levels = new byte[count];
        var runs = new Integer[count];
        for (var run = 0; run < count; run++) {
            levels[run] = (byte) line.getRunLevel(run);
            runs[run] = run;
        }
        Bidi.reorderVisually(levels, 0, runs, 0, count);
        var visual = new StringBuilder();
        for (var run : runs) {
            var piece = text.substring(line.getRunStart(run), line.getRunLimit(run));
            visual.append(line.getRunLevel(run) % 2 == 0 ? piece : turned(piece));
        }
        return visual.toString().strip();
    }

    // Points stay behind the letter that they belong to.
    private static String turned(String text) {
        var turned = new StringBuilder();
        var clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
        clusters.setText(text);
        var end = clusters.last();
        for (var start = clusters.previous(); start != BreakIterator.DONE; start = clusters.previous()) {
            var cluster = text.substring(start, end);
            var first = cluster.codePointAt(0);
            turned.appendCodePoint(MIRRORED.getOrDefault(first, first));
            turned.append(cluster, Character.charCount(first), cluster.length());
            end = start;
        }
        return turned.toString();
    }

    private static Map<Integer, Integer> mirrored() {
        Map<Integer, Integer> pairs = new HashMap<>();
        for (var pair : List.of("()", "[]", "{}", "<>", "«»", "‹›")) {
            pairs.put((int) pair.charAt(0), (int) pair.charAt(1));
            pairs.put((int) pair.charAt(1), (int) pair.charAt(0));
        }
        return pairs;
    }
}
