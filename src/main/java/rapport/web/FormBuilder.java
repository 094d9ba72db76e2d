package rapport.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rapport.web.Input.Choice;
import rapport.web.Input.Kind;

/** Puts a form together, empty at first, and as it was typed after it was refused. */
final class FormBuilder {

    private final String key;
    private final String action;
    private final Attempt attempt;
    private final Map<String, String> hidden = new LinkedHashMap<>();
    private final List<Input> inputs = new ArrayList<>();
    private boolean focused;

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

    FormBuilder email(String name, String label, String autocomplete) {
        return add(name, Kind.EMAIL, label, false, "", null, autocomplete, List.of());
    }

    FormBuilder secret(String name, String label, @Nullable String hint, String autocomplete) {
        return add(name, Kind.SECRET, label, true, "", hint, autocomplete, List.of());
    }

    FormBuilder date(String name, String label, String value) {
        return add(name, Kind.DATE, label, true, value, null, null, List.of());
    }

    FormBuilder optionalDate(String name, String label, String value, @Nullable String hint) {
        return add(name, Kind.DATE, label, false, value, hint, null, List.of());
    }

    FormBuilder zone(String name, String label, String value, String hint) {
        return add(name, Kind.ZONE, label, true, value, hint, null, List.of());
    }

    FormBuilder words(String name, String label) {
        return add(name, Kind.WORDS, label, true, "", null, null, List.of());
    }

    FormBuilder optionalWords(String name, String label) {
        return add(name, Kind.WORDS, label, false, "", null, null, List.of());
    }

    FormBuilder tick(String name, String label) {
        return add(name, Kind.TICK, label, false, "", null, null, List.of());
    }

    /** A choice of one; the first is chosen until another one was. */
    FormBuilder choice(String name, String label, Map<String, String> values) {
        var first = values.keySet().iterator().next();
        var typed = attempt.typed().getOrDefault(name, first);
        var choices = values.entrySet().stream()
                .map(choice -> new Choice(
                        key + "-" + name + "-" + choice.getKey(),
                        choice.getKey(),
                        choice.getValue(),
                        choice.getKey().equals(typed)))
                .toList();
        return add(name, Kind.CHOICE, label, true, "", null, null, choices);
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
        var error = attempt.errors().get(name);
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

    FormView build(String title, String button, boolean main) {
        return new FormView(key, action, hidden, List.copyOf(inputs), title, button, main, refused());
    }

    private @Nullable String refused() {
        var shown = inputs.stream().map(Input::name).collect(Collectors.toSet());
        var others = attempt.errors().entrySet().stream()
                .filter(error -> !shown.contains(error.getKey()))
                .map(error -> error.getKey() + ": " + error.getValue())
                .collect(Collectors.joining(" "));
        return others.isEmpty() ? attempt.sentence() : attempt.sentence() + " " + others;
    }
}
