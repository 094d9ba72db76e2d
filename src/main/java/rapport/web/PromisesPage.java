package rapport.web;

import java.util.List;

/** Every promise of a relationship, those that are settled included. */
public record PromisesPage(Frame frame, String name, String back, List<ItemView> promises) {

    @Override
    public String toString() {
        return "PromisesPage[•]";
    }
}
