package rapport.demo;

import java.util.List;
import rapport.web.ActsView;
import rapport.web.CapturedView;
import rapport.web.FormView;
import rapport.web.Frame;
import rapport.web.ItemView;
import rapport.web.Step;
import rapport.web.UnderstandingView;

/** Everything that pages are made of, each in all its states. */
public record StylePage(
        Frame frame,
        List<Swatch> swatches,
        List<Legible> legible,
        List<String> gaps,
        List<ItemView> open,
        List<ItemView> over,
        ActsView acts,
        FormView main,
        FormView plain,
        FormView fresh,
        FormView refused,
        FormView hinted,
        List<UnderstandingView> lines,
        CapturedView captured,
        List<Step> steps,
        List<String> icons) {

    /** A colour, by the name of its token. */
    public record Swatch(String name) {}

    /**
     * How legible text in one colour is on another.
     *
     * @param light the contrast in the light, such as 7.4
     * @param enough true if both reach what small text needs
     */
    public record Legible(String text, String ground, String light, String dark, boolean enough) {}
}
