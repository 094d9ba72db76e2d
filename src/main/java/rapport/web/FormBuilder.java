package rapport.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rapport.hints.Hints;
import rapport.web.FormView.HintsView;
import rapport.web.Input.Choice;
import rapport.web.Input.Kind;

/** Puts a form together, empty at first, and as it was typed after it was refused. */
final class FormBuilder {

    /** The name of the button that asks for hints and records nothing. */
    static final String HINTS = "hints";

    private final String key;
    private final String action;
    private final Attempt attempt;
    private final Map<String, String> hidden = new LinkedHashMap<>();
    private final List<Input> inputs = new ArrayList<>();
    private boolean focused;
    private @Nullable HintsView hints;
    private @Nullable String letter;

    FormBuilder(String key, String action, Visit visit) {
        this.key = key;
        this.action = action;
        this.attempt = visit.attempt().isOf(key) ? visit.attempt() : Attempt.NONE;
        hidden.put("_csrf", visit.csrf());
    }

    FormBuilder hidden(String name, String value) {
        hidden.put(name, value);
        return this;
    }

    /** The id of what is to be made, so that sending the form twice makes one thing. */
    FormBuilder id(String fresh) {
        var keep = attempt.rule() == null || !attempt.rule().equals("id-taken");
        return hidden("id", keep ? attempt.typed().getOrDefault("id", fresh) : fresh);
    }

    FormBuilder line(String name, String label, String autocomplete) {
        return add(name, Kind.LINE, label, true, "", null, autocomplete, List.of());
    }

    FormBuilder line(String name, String label, String value, String autocomplete) {
        return add(name, Kind.LINE, label, true, value, null, autocomplete, List.of());
    }

    FormBuilder line(String name, String label, String autocomplete, @Nullable String hint, String value) {
        return add(name, Kind.LINE, label, true, value, hint, autocomplete, List.of());
    }

    FormBuilder email(String name, String label, String autocomplete, String value) {
        return add(name, Kind.EMAIL, label, false, value, null, autocomplete, List.of());
    }

    FormBuilder email(String name, String label, String autocomplete) {
        return add(name, Kind.EMAIL, label, false, "", null, autocomplete, List.of());
    }

    /** An address that has to be given. */
    FormBuilder requiredEmail(String name, String label, String value) {
        return add(name, Kind.EMAIL, label, true, value, null, "email", List.of());
    }

    FormBuilder secret(String name, String label, @Nullable String hint, String autocomplete) {
        return add(name, Kind.SECRET, label, true, "", hint, autocomplete, List.of());
    }

    FormBuilder date(String name, String label, String value) {
        return add(name, Kind.DATE, label, true, value, null, null, List.of());
    }

    FormBuilder date(String name, String label, String value, String hint) {
        return add(name, Kind.DATE, label, true, value, hint, null, List.of());
    }

    FormBuilder optionalDate(String name, String label, String value, @Nullable String hint) {
        return add(name, Kind.DATE, label, false, value, hint, null, List.of());
    }

    FormBuilder moment(String name, String label) {
        return add(name, Kind.MOMENT, label, true, "", null, null, List.of());
    }

    FormBuilder time(String name, String label, String value) {
        return add(name, Kind.TIME, label, true, value, null, null, List.of());
    }

    FormBuilder number(String name, String label, String value) {
        return add(name, Kind.NUMBER, label, true, value, null, null, List.of());
    }

    FormBuilder zone(String name, String label, String value, String hint) {
        return add(name, Kind.ZONE, label, true, value, hint, null, List.of());
    }

    FormBuilder words(String name, String label) {
        return words(name, label, "", null);
    }

    FormBuilder words(String name, String label, String value, @Nullable String hint) {
        return add(name, Kind.WORDS, label, true, value, hint, null, List.of());
    }

    FormBuilder optionalLine(String name, String label) {
        return add(name, Kind.LINE, label, false, "", null, "off", List.of());
    }

    FormBuilder optionalLine(String name, String label, String value) {
        return add(name, Kind.LINE, label, false, value, null, "off", List.of());
    }

    FormBuilder optionalWords(String name, String label, String value) {
        return add(name, Kind.WORDS, label, false, value, null, null, List.of());
    }

    FormBuilder optionalWords(String name, String label) {
        return add(name, Kind.WORDS, label, false, "", null, null, List.of());
    }

    FormBuilder tick(String name, String label) {
        return add(name, Kind.TICK, label, false, "", null, null, List.of());
    }

    /** A box that is ticked already, or is not, with a sentence on what that means. */
    FormBuilder tick(String name, String label, boolean ticked, String hint) {
        return add(name, Kind.TICK, label, false, String.valueOf(ticked), hint, null, List.of());
    }

    /** A box that is ticked already, or is not. */
    FormBuilder tick(String name, String label, boolean ticked) {
        return add(name, Kind.TICK, label, false, String.valueOf(ticked), null, null, List.of());
    }

    /**
     * Boxes that belong together, each with a name of its own: that of all, a dot, and its key.
     *
     * @param ticks key to what it reads, in the order shown
     */
    FormBuilder several(String name, String label, Map<String, String> ticks, Set<String> ticked) {
        var choices = ticks.entrySet().stream()
                .map(tick -> {
                    var own = name + "." + tick.getKey();
                    var now = attempt.form().isEmpty()
                            ? ticked.contains(tick.getKey())
                            : attempt.typed().containsKey(own);
                    return new Choice(key + "-" + name + "-" + tick.getKey(), own, tick.getValue(), now);
                })
                .toList();
        return add(name, Kind.SEVERAL, label, false, "", null, null, choices);
    }

    /** A choice of one; the first is chosen until another one was. */
    FormBuilder choice(String name, String label, Map<String, String> values) {
        return choice(name, label, values, values.keySet().iterator().next(), null);
    }

    /** A choice of one, all in sight; none is chosen beforehand if that is empty. */
    FormBuilder choice(String name, String label, Map<String, String> values, String chosen, @Nullable String hint) {
        return oneOf(name, Kind.CHOICE, label, values, chosen, hint);
    }

    /** A choice of one among many. */
    FormBuilder select(String name, String label, Map<String, String> values, String chosen) {
        return oneOf(name, Kind.SELECT, label, values, chosen, null);
    }

    FormBuilder select(String name, String label, Map<String, String> values, String chosen, String hint) {
        return oneOf(name, Kind.SELECT, label, values, chosen, hint);
    }

    private FormBuilder oneOf(
            String name, Kind kind, String label, Map<String, String> values, String chosen, @Nullable String hint) {
        var typed = attempt.typed().getOrDefault(name, chosen);
        var choices = values.entrySet().stream()
                .map(choice -> new Choice(
                        key + "-" + name + "-" + choice.getKey(),
                        choice.getKey(),
                        choice.getValue(),
                        choice.getKey().equals(typed)))
                .toList();
        return add(name, kind, label, true, "", hint, null, choices);
    }

    private FormBuilder add(
            String name,
            Kind kind,
            String label,
            boolean required,
            String beginning,
            @Nullable String hint,
            @Nullable String autocomplete,
            List<Choice> choices) {
        var error = Input.names(name, kind, choices)
                .filter(attempt.errors()::containsKey)
                .findFirst()
                .map(attempt.errors()::get)
                .orElse(null);
        var focus = error != null && !focused;
        focused |= focus;
        var id = key + "-" + name.replace('.', '-');
        inputs.add(new Input(
                id,
                name,
                kind,
                label,
                valueOf(name, kind, beginning),
                required,
                error,
                hint,
                autocomplete,
                choices,
                focus));
        return this;
    }

    // A secret is never sent back.
    private String valueOf(String name, Kind kind, String beginning) {
        if (kind == Kind.SECRET) {
            return "";
        }
        return attempt.form().isEmpty() ? beginning : attempt.typed().getOrDefault(name, "");
    }

    /** Has the form offer to look at a repair before it is recorded. */
    FormBuilder withHints() {
        var asked = attempt.typed().containsKey(HINTS);
        hints = new HintsView(
                asked,
                asked
                        ? Hints.on(
                                attempt.typed().getOrDefault("owned", ""),
                                attempt.typed().getOrDefault("change", ""))
                        : List.of());
        return this;
    }

    /** Has the act be taken by a letter. */
    FormBuilder letter(@Nullable String key) {
        letter = key;
        return this;
    }

    /** Has one begin to type in its first field, where the form is what the page is for. */
    FormBuilder begun() {
        if (!focused && !inputs.isEmpty()) {
            inputs.set(0, inputs.getFirst().focused());
            focused = true;
        }
        return this;
    }

    FormView build(String title, String button, boolean main) {
        return new FormView(key, action, hidden, List.copyOf(inputs), title, button, main, letter, refused(), hints);
    }

    private @Nullable String refused() {
        var shown = inputs.stream().flatMap(Input::names).collect(Collectors.toSet());
        var others = attempt.errors().entrySet().stream()
                .filter(error -> !shown.contains(error.getKey()))
                .map(error -> error.getKey() + ": " + error.getValue())
                .collect(Collectors.joining(" "));
        return others.isEmpty() ? attempt.sentence() : attempt.sentence() + " " + others;
    }
}
