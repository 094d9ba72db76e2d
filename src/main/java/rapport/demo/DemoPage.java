package rapport.demo;

import java.util.List;
import rapport.web.FormView;
import rapport.web.Frame;

/**
 * Where one comes into a demonstration.
 *
 * @param out true for somebody who has just signed out
 */
public record DemoPage(Frame frame, boolean out, List<Who> people) {

    /** One of those as whom one can come in. */
    public record Who(String name, String line, FormView enter) {}
}
