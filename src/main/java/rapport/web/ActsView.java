package rapport.web;

import java.util.List;
import java.util.stream.Stream;

/**
 * The acts that a viewer may take, one of them open at a time.
 *
 * @param group what ties their folds together, so that one is open at a time
 * @param forAbsent the acts in the name of the other one, who has not joined
 * @param absent the name of that one; empty if they have joined
 * @param unfolded true to show those at once
 */
public record ActsView(String group, List<FormView> own, List<FormView> forAbsent, String absent, boolean unfolded) {

    static final ActsView NONE = new ActsView("", List.of(), List.of(), "", false);

    public boolean isEmpty() {
        return own.isEmpty() && forAbsent.isEmpty();
    }

    /** The heading above the acts in the name of the other one. */
    public String absentTitle() {
        return "In " + absent + "’s name";
    }

    /** Why one may act in the name of the other one. */
    public String absentNote() {
        return absent + " has not joined yet. Until then you may record it for them; they can contest it afterwards.";
    }

    /** The first so many of the viewer's own. */
    public List<FormView> first(int atMost) {
        return own.size() <= atMost ? own : own.subList(0, atMost);
    }

    /** The others. */
    public List<FormView> rest(int atMost) {
        return own.size() <= atMost ? List.of() : own.subList(atMost, own.size());
    }

    /** True if one of the others is to be looked at again. */
    public boolean isRestOpen(int atMost) {
        return rest(atMost).stream().anyMatch(FormView::isOpen);
    }

    /** True if one of the forms is to be looked at again. */
    boolean isOpen() {
        return Stream.concat(own.stream(), forAbsent.stream()).anyMatch(FormView::isOpen);
    }

    boolean holds(String formKey) {
        return Stream.concat(own.stream(), forAbsent.stream())
                .anyMatch(form -> form.key().equals(formKey));
    }

    @Override
    public String toString() {
        return "ActsView[" + group + "]";
    }
}
