package rapport.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/** The colours of the interface as the sheet of tokens says them, in the light and in the dark. */
record Palette(Map<String, Shades> colours) {

    private static final String SHEET = "static/assets/tokens.css";
    private static final String OKLCH = "oklch\\(\\s*([\\d.]+)%\\s+([\\d.]+)\\s+([\\d.]+)\\s*\\)";
    private static final Pattern TOKEN =
            Pattern.compile("--([a-z0-9-]+):\\s*light-dark\\(\\s*" + OKLCH + "\\s*,\\s*" + OKLCH + "\\s*\\)");

    /** One colour in both schemes. */
    record Shades(Oklch light, Oklch dark) {

        /** How much this stands out from another, in the light and in the dark; the weaker of the two counts. */
        double contrast(Shades ground) {
            return Math.min(light.contrast(ground.light), dark.contrast(ground.dark));
        }
    }

    /** A colour as CSS writes it: lightness in per cent, chroma, hue in degrees. */
    record Oklch(double lightness, double chroma, double hue) {

        /** The ratio of WCAG 2, 1 to 21. */
        double contrast(Oklch other) {
            var one = luminance() + 0.05;
            var two = other.luminance() + 0.05;
            return Math.max(one, two) / Math.min(one, two);
        }

        // By way of linear sRGB, cut off where a screen cannot show it; the numbers are those of CSS Color 4.
        private double luminance() {
            var l = lightness / 100;
            var a = chroma * Math.cos(Math.toRadians(hue));
            var b = chroma * Math.sin(Math.toRadians(hue));
            var long3 = cubed(l + 0.3963377773761749 * a + 0.2158037573099136 * b);
            var middle3 = cubed(l - 0.1055613458156586 * a - 0.0638541728258133 * b);
            var short3 = cubed(l - 0.0894841775298119 * a - 1.2914855480194092 * b);
            var red = cut(4.0767416360759592 * long3 - 3.307711539258062 * middle3 + 0.2309699031821046 * short3);
            var green = cut(-1.2684379732850317 * long3 + 2.6097573492876887 * middle3 - 0.3413193760026574 * short3);
            var blue = cut(-0.0041960761386755 * long3 - 0.7034186179359363 * middle3 + 1.7076146940746117 * short3);
            return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        }

        private static double cubed(double value) {
            return value * value * value;
        }

        private static double cut(double value) {
            return Math.clamp(value, 0, 1);
        }
    }

    static Palette ofTheSheet() {
        try {
            return in(new ClassPathResource(SHEET).getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Palette in(String sheet) {
        var colours = new LinkedHashMap<String, Shades>();
        TOKEN.matcher(sheet)
                .results()
                .forEach(token -> colours.put(token.group(1), new Shades(oklch(token, 2), oklch(token, 5))));
        return new Palette(colours);
    }

    private static Oklch oklch(MatchResult token, int from) {
        return new Oklch(
                Double.parseDouble(token.group(from)),
                Double.parseDouble(token.group(from + 1)),
                Double.parseDouble(token.group(from + 2)));
    }

    Optional<Shades> colour(String name) {
        return Optional.ofNullable(colours.get(name));
    }
}
