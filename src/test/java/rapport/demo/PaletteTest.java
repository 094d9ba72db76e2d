package rapport.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import rapport.demo.Palette.Oklch;

class PaletteTest {

    private static final Oklch WHITE = new Oklch(100, 0, 0);
    private static final Oklch BLACK = new Oklch(0, 0, 0);

    @Test
    void contrast_is_that_of_wcag() {
        assertThat(WHITE.contrast(BLACK)).isCloseTo(21, within(0.01));
        assertThat(BLACK.contrast(WHITE)).isCloseTo(21, within(0.01));
        // #ff0000 on white, by the tables of WCAG
        assertThat(new Oklch(62.7955, 0.25768, 29.234).contrast(WHITE)).isCloseTo(4.0, within(0.02));
        // #767676, the lightest grey that is legible on white
        assertThat(new Oklch(56.6, 0, 0).contrast(WHITE)).isCloseTo(4.54, within(0.05));
    }

    @Test
    void all_text_is_legible_in_the_light_and_in_the_dark() {
        var legible = StylePages.legible(Palette.ofTheSheet());

        assertThat(legible).hasSize(StylePages.TEXTS.size() * StylePages.GROUNDS.size());
        assertThat(legible).filteredOn(pair -> !pair.enough()).isEmpty();
    }

    @Test
    void each_colour_has_its_swatch() throws Exception {
        var sheet = Files.readString(Path.of("src/main/resources/static/assets/demo.css"));

        assertThat(Palette.ofTheSheet().colours().keySet())
                .hasSizeGreaterThan(10)
                .allMatch(name -> sheet.contains(".swatch--" + name + " {"));
    }
}
