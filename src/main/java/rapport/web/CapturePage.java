package rapport.web;

import java.util.List;

/**
 * The line as a page of its own: for browsers without scripts, and to look up what can be written.
 *
 * @param forms everything that a line can be
 */
public record CapturePage(Frame frame, CaptureView capture, List<Written> forms) {

    /** One thing that a line can be: an example, and what it is for. */
    public record Written(String example, String purpose) {

        @Override
        public String toString() {
            return "Written[•]";
        }
    }

    @Override
    public String toString() {
        return "CapturePage[•]";
    }
}
