package rapport.web;

import java.util.List;

/** The first page of all; without a form where the link was not the right one. */
public record SetUpPage(Frame frame, List<FormView> form) {

    @Override
    public String toString() {
        return "SetUpPage[•]";
    }
}
