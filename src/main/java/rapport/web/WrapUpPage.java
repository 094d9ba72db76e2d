package rapport.web;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.web.BriefPage.Section;

/** One step of wrapping up a 1:1, to be looked at by both on one screen: it holds nothing that only one of them sees. */
public sealed interface WrapUpPage {

    Frame frame();

    Walk walk();

    /** The template that shows it. */
    String template();

    /** Every form of the page. */
    Stream<FormView> forms();

    /** True if the page shows the form of that key. */
    default boolean holds(String formKey) {
        return forms().anyMatch(form -> form.key().equals(formKey));
    }

    /**
     * What all steps share.
     *
     * @param name the other one's
     * @param back where the brief is
     * @param ended that nothing can be recorded any more; null while it can
     * @param onward the next step; at the last one, what comes after all of them
     */
    record Walk(String name, String back, @Nullable String ended, List<Stage> stages, Link onward) {

        @Override
        public String toString() {
            return "Walk[•]";
        }
    }

    /**
     * A step among the others.
     *
     * @param state how far it is, in a few words; empty if there is nothing to say
     */
    record Stage(String title, String state, String href, boolean current) {}

    private static Stream<FormView> all(List<Section> sections) {
        return sections.stream()
                .flatMap(section -> section.items().stream())
                .flatMap(item -> Stream.concat(item.acts().own().stream(), item.acts().forAbsent().stream()));
    }

    /**
     * It took place.
     *
     * @param held what is recorded of today
     * @param record the form to record it with; none where there is nothing to record
     * @param asNote the form to add what came of it, once it is recorded
     * @param cancel the form to say that it did not take place
     */
    record TookPlace(
            Frame frame,
            Walk walk,
            List<Held> held,
            List<FormView> record,
            List<FormView> asNote,
            List<FormView> cancel)
            implements WrapUpPage {

        @Override
        public String template() {
            return "wrap-up";
        }

        @Override
        public Stream<FormView> forms() {
            return Stream.of(record, asNote, cancel).flatMap(List::stream);
        }

        @Override
        public String toString() {
            return "TookPlace[•]";
        }
    }

    /**
     * That one took place.
     *
     * @param words what came of it, if anybody said
     */
    record Held(String sentence, List<String> words) {

        @Override
        public String toString() {
            return "Held[•]";
        }
    }

    /**
     * What was talked about.
     *
     * @param calm what to say where nothing is open; null where something is
     * @param elsewhere what else is open between the two, in a sentence; empty if nothing is
     * @param add the forms for what was not on the list; none where nothing can be recorded
     */
    record Talked(
            Frame frame,
            Walk walk,
            List<Section> sections,
            @Nullable String calm,
            String elsewhere,
            List<FormView> add,
            List<FormView> note,
            List<Link> done)
            implements WrapUpPage {

        @Override
        public String template() {
            return "wrap-up-talked";
        }

        @Override
        public Stream<FormView> forms() {
            return Stream.of(all(sections), add.stream(), note.stream()).flatMap(forms -> forms);
        }

        @Override
        public String toString() {
            return "Talked[•]";
        }
    }

    /**
     * What was promised.
     *
     * @param promise the form for another promise; none where nothing can be recorded
     * @param made what was promised today
     * @param earlier promises from before on which somebody has a move
     * @param done what became of promises today
     */
    record Promised(
            Frame frame, Walk walk, List<FormView> promise, List<Made> made, List<Section> earlier, List<Link> done)
            implements WrapUpPage {

        @Override
        public String template() {
            return "wrap-up-promised";
        }

        @Override
        public Stream<FormView> forms() {
            return Stream.concat(promise.stream(), all(earlier));
        }

        @Override
        public String toString() {
            return "Promised[•]";
        }
    }

    /**
     * A promise of today.
     *
     * @param undo takes it back; null where that is not one press any more
     */
    record Made(
            String words,
            String href,
            List<String> facts,
            @Nullable FormView undo) {

        @Override
        public String toString() {
            return "Made[•]";
        }
    }

    /**
     * The next one.
     *
     * @param sentence when it is, or that none is planned
     * @param plan the form to say when, standing open because nothing is planned
     */
    record Next(Frame frame, Walk walk, String sentence, List<FormView> plan, ActsView acts, List<String> zones)
            implements WrapUpPage {

        @Override
        public String template() {
            return "wrap-up-next";
        }

        @Override
        public Stream<FormView> forms() {
            return Stream.concat(plan.stream(), acts.own().stream());
        }

        @Override
        public String toString() {
            return "Next[•]";
        }
    }
}
