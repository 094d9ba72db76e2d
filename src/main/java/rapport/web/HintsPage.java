package rapport.web;

import java.util.List;
import rapport.hints.Hint;

/** Everything that is ever hinted at while a repair is written, and why. */
public record HintsPage(Frame frame, List<Hint> hints) {}
