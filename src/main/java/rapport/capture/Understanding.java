package rapport.capture;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.capture.Intent.Create;
import rapport.capture.Intent.Keep;
import rapport.capture.Reading.Asked;
import rapport.capture.Reading.NotUnderstood;
import rapport.capture.Reading.Understood;
import rapport.commitments.Commitment;
import rapport.parties.Side;
import rapport.ruptures.RuptureKind;
import rapport.shared.RuleBroken;

/** Reads one line: into the act that it asks for, or the question or sentence that has to come first. */
public final class Understanding {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
    private static final String NOT_AMONG_DIGITS = "(?<!\\d)[:：]|[:：](?!\\d)";
    private static final Pattern COLON = Pattern.compile(NOT_AMONG_DIGITS);
    private static final Pattern THEIR_PROMISE =
            Pattern.compile("^(.*?)\\s+promise[ds](?:\\s+me)?\\s*(?:" + NOT_AMONG_DIGITS + ")(.*)$", FLAGS);
    private static final Pattern NAMELESS_PROMISE = Pattern.compile("^promise[ds](\\s+me)?\\s*[:：](.*)$", FLAGS);
    private static final Pattern OWN_PROMISE = Pattern.compile("^i\\s+(?:have\\s+)?(?=promised?\\b)", FLAGS);
    private static final Pattern KEPT = Pattern.compile("^(?:i\\s+)?kept(?:\\s*[:：]\\s*|\\s+|$)(.*)$", FLAGS);
    private static final Pattern BY = Pattern.compile("(?<![\\p{L}\\p{N}_'’-])by(?![\\p{L}\\p{N}_'’-])", FLAGS);
    private static final Pattern LOOSE_END = Pattern.compile("[\\s,;:(\\[–—-]+$");
    private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final int MOST_WORDS_OF_A_DAY = 7;
    private static final int MOST_CHOICES = 9;
    private static final int MOST_COLONS = 12;

    private final String text;
    private final Answers answers;
    private final Around around;

    private Understanding(String text, Answers answers, Around around) {
        this.text = text;
        this.answers = answers;
        this.around = around;
    }

    /** What a line means to somebody, with what they answered to the questions about it so far. */
    public static Reading of(String line, Answers answers, Around around) {
        return new Understanding(line.strip().replaceFirst("^/\\s*", ""), answers, around).read();
    }

    // --- the form -------------------------------------------------------------------------------------------------

    private Reading read() {
        if (text.isEmpty()) {
            return notUnderstood("There is nothing on the line yet.", Form.PROMISE);
        }
        if (around.active().isEmpty()) {
            return new NotUnderstood(
                    "There is nobody yet with whom to record something. Add somebody under People first.", null, null);
        }
        var theirs = THEIR_PROMISE.matcher(text);
        // Somebody may be called Note or Grace Concern: a name that there is counts more than a word that begins a
        // line.
        if (theirs.matches()
                && !isMe(theirs.group(1))
                && !Names.matching(theirs.group(1), around.people()).isEmpty()) {
            return promise(theirs.group(1), theirs.group(2), By.THEM);
        }
        var kept = KEPT.matcher(text);
        if (kept.matches()) {
            return kept(kept.group(1).strip());
        }
        var nameless = NAMELESS_PROMISE.matcher(text);
        if (nameless.matches()) {
            return promise("", nameless.group(2), nameless.group(1) == null ? By.EITHER : By.THEM);
        }
        var own = OWN_PROMISE.matcher(text).replaceFirst("");
        for (var word : Word.values()) {
            var rest = word.after(own);
            if (rest != null) {
                return head(word.form, rest);
            }
        }
        if (theirs.matches()) {
            return nobody(Form.PROMISE);
        }
        return notUnderstood(
                "A line begins with what it is: promise, thanks, guidance, concern, rupture, topic, note, kept or asked"
                        + " feedback; or with a name and “promised”.",
                Form.PROMISE);
    }

    private static boolean isMe(String name) {
        return name.strip().equalsIgnoreCase("i") || name.strip().equalsIgnoreCase("i have");
    }

    /** The words with which a line may begin. */
    private enum Word {
        PROMISE("promised?", Form.PROMISE),
        THANKS("thank(?:s|\\s+you)?", Form.THANKS),
        GUIDANCE("guidance", Form.GUIDANCE),
        CONCERN("concern", Form.CONCERN),
        RUPTURE("rupture", Form.RUPTURE),
        TOPIC("topic", Form.TOPIC),
        NOTE("note", Form.NOTE),
        ASKED("ask(?:ed)?(?:\\s+for)?\\s+feedback", Form.ASKED_FEEDBACK);

        private final Pattern pattern;
        private final Form form;

        Word(String pattern, Form form) {
            this.pattern = Pattern.compile("^" + pattern + "(?![\\p{L}\\p{N}_'’-])(.*)$", FLAGS);
            this.form = form;
        }

        @Nullable
        String after(String text) {
            var found = pattern.matcher(text);
            return found.matches() ? found.group(1) : null;
        }
    }

    // A name may itself hold a colon: one that is met as a whole counts most, else the shortest that is anybody's.
    private Reading head(Form form, String rest) {
        var colons = COLON.matcher(rest)
                .results()
                .map(MatchResult::start)
                .limit(MOST_COLONS)
                .toList();
        int first = colons.stream()
                .filter(at -> isWholeName(rest.substring(0, at)))
                .findFirst()
                .or(() -> colons.stream()
                        .filter(_ -> !rest.substring(0, colons.getFirst()).isBlank())
                        .filter(at -> !Names.matching(rest.substring(0, at), around.people())
                                .isEmpty())
                        .findFirst())
                .orElse(colons.isEmpty() ? -1 : colons.getFirst());
        if (first < 0) {
            return notUnderstood(
                    rest.isBlank()
                            ? "After that come a name, a colon, and what it is about."
                            : "A colon is missing, between the name and what it is about.",
                    form);
        }
        var who = rest.substring(0, first);
        var words = rest.substring(first + 1);
        return form == Form.PROMISE ? promise(who, words, By.ME) : about(form, who, words);
    }

    private boolean isWholeName(String who) {
        var name = Folding.folded(who);
        return name.indexOf(':') >= 0
                && around.people().stream()
                        .anyMatch(one -> Folding.folded(one.name()).equals(name));
    }

    // --- whom -----------------------------------------------------------------------------------------------------

    private interface With {
        Reading read(Counterpart other);
    }

    private Reading with(String who, Form form, With with) {
        if (who.isBlank()) {
            var here = around.counterpartHere();
            if (here.isPresent()) {
                return unlessEnded(here.get(), with);
            }
            var active = around.active();
            return active.size() == 1 ? with.read(active.getFirst()) : ask(active, "With whom?", with);
        }
        var active = Names.matching(who, around.active());
        if (active.isEmpty()) {
            var before = Names.matching(who, around.people());
            return before.isEmpty() ? nobody(form) : unlessEnded(before.getFirst(), with);
        }
        if (active.size() == 1) {
            return with.read(active.getFirst());
        }
        // The page says which of them, and what will be recorded is shown with the whole name.
        var here = active.stream()
                .filter(one -> one.relationship().equals(around.here()))
                .findFirst();
        return here.isPresent() ? with.read(here.get()) : ask(active, "Whom do you mean?", with);
    }

    private static Reading unlessEnded(Counterpart other, With with) {
        return other.ended()
                ? new NotUnderstood(
                        "This relationship has ended; its history can be read, but nothing more recorded.",
                        null,
                        "ended")
                : with.read(other);
    }

    private Reading ask(List<Counterpart> people, String question, With with) {
        var answer = answers.to(Asking.WHO);
        for (var one : people) {
            if (answer.filter(one.relationship().toString()::equals).isPresent()) {
                return with.read(one);
            }
        }
        return new Asked(Asking.WHO, question, Names.choices(people));
    }

    private Reading nobody(Form form) {
        return notUnderstood(
                around.counterpartHere().isPresent()
                        ? "Nobody whom you meet has that name. To leave the name out, put the colon right after “"
                                + form.word() + "”."
                        : "Nobody whom you meet has that name.",
                form);
    }

    private NotUnderstood notUnderstood(String sentence, Form form) {
        return new NotUnderstood(sentence, form.example(somebody()), null);
    }

    private String somebody() {
        return around.counterpartHere()
                .filter(one -> !one.ended())
                .or(() -> around.active().stream().findFirst())
                .map(Counterpart::name)
                .orElse("Ada");
    }

    // --- promises -------------------------------------------------------------------------------------------------

    private enum By {
        ME,
        THEM,
        EITHER
    }

    private Reading promise(String who, String rest, By by) {
        return with(who, Form.PROMISE, other -> switch (by) {
            case ME -> promised(other, other.own(), rest);
            case THEM -> promised(other, other.own().other(), rest);
            case EITHER -> {
                var answer = answers.to(Asking.PROMISOR).flatMap(Understanding::side);
                yield answer.isPresent()
                        ? promised(other, answer.get(), rest)
                        : new Asked(
                                Asking.PROMISOR,
                                "Who promised it?",
                                List.of(
                                        new Choice(other.own().name(), "I promised it"),
                                        new Choice(other.own().other().name(), other.name() + " promised it to me")));
            }
        });
    }

    private static Optional<Side> side(String name) {
        return Stream.of(Side.values()).filter(side -> side.name().equals(name)).findFirst();
    }

    private Reading promised(Counterpart other, Side promisor, String rest) {
        var said = dated(other, rest.strip());
        if (said.words().isEmpty()) {
            return notUnderstood("What is promised is missing.", Form.PROMISE);
        }
        var chosen = answers.to(Asking.DAY).flatMap(Understanding::iso);
        if (chosen.isPresent()) {
            return due(other, promisor, said.words(), chosen.get(), false);
        }
        return switch (said.meant()) {
            case null -> byWhen("By when?", other, said.soonest());
            case When.Meant.On(var day, var timed) -> due(other, promisor, said.words(), day, timed);
            case When.Meant.OneOf(var question, var days) ->
                new Asked(
                        Asking.DAY,
                        question,
                        days.stream()
                                .map(day -> new Choice(
                                        day.toString(), capital(distance(day, other.today()) + Days.day(day))))
                                .toList());
            case When.Meant.Unplanned() ->
                byWhen("No 1:1 with " + other.name() + " is planned yet. By when?", other, null);
            case When.Meant.NoDay(var sentence) -> notUnderstood(sentence, Form.PROMISE);
        };
    }

    private static Optional<LocalDate> iso(String text) {
        try {
            return ISO.matcher(text).matches() ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /**
     * What was promised, and by when.
     *
     * @param soonest a day that stands in the middle of the words, and so may be part of them
     */
    private record Dated(
            String words,
            When.@Nullable Meant meant,
            @Nullable LocalDate soonest) {}

    private static When when(Counterpart other, String clause) {
        // They cost a look at what is planned, and hardly any line speaks of them.
        var mayBeMeant = clause.indexOf('1') >= 0 || Folding.plain(clause).contains("one");
        return new When(
                other.today(), mayBeMeant ? List.copyOf(other.oneOnOnes().get()) : List.of());
    }

    // The last "by" that is followed by a day counts, if nothing else follows it.
    private static Dated dated(Counterpart other, String rest) {
        var places = new ArrayList<int[]>();
        var by = BY.matcher(rest);
        while (by.find()) {
            places.addFirst(new int[] {by.start(), by.end()});
        }
        for (var place : places) {
            var clause = rest.substring(place[1]);
            var meant = when(other, clause).read(clause);
            if (meant.isPresent()) {
                return new Dated(ended(rest.substring(0, place[0])), meant.get(), null);
            }
        }
        for (var place : places) {
            var within = within(other, rest.substring(place[1]));
            if (within.isPresent()) {
                return new Dated(rest, null, within.get());
            }
        }
        return new Dated(rest, null, null);
    }

    private static String ended(String words) {
        return LOOSE_END.matcher(words).replaceAll("");
    }

    private static Optional<LocalDate> within(Counterpart other, String clause) {
        var words = clause.strip().split("\\s+");
        for (var many = Math.min(MOST_WORDS_OF_A_DAY, words.length); many > 0; many--) {
            var beginning = String.join(" ", List.of(words).subList(0, many));
            if (when(other, beginning).read(beginning).orElse(null) instanceof When.Meant.On(var day, var timed)) {
                return Optional.of(day).filter(found -> !found.isBefore(other.today()));
            }
        }
        return Optional.empty();
    }

    private static Asked byWhen(String question, Counterpart other, @Nullable LocalDate soonest) {
        var today = other.today();
        var days = new LinkedHashMap<LocalDate, String>();
        if (soonest != null) {
            days.put(soonest, Days.day(soonest));
        }
        days.putIfAbsent(today, "Today, " + Days.day(today));
        days.putIfAbsent(today.plusDays(1), "Tomorrow, " + Days.day(today.plusDays(1)));
        other.oneOnOnes().get().stream()
                .filter(day -> day.isAfter(today))
                .findFirst()
                .ifPresent(next -> days.putIfAbsent(next, "Our next 1:1, " + Days.day(next)));
        for (var weeks : List.of(1, 2)) {
            var day = today.plusWeeks(weeks);
            days.putIfAbsent(day, (weeks == 1 ? "In a week, " : "In two weeks, ") + Days.day(day));
        }
        var month = today.plusMonths(1);
        days.putIfAbsent(month, "In a month, " + Days.day(month));
        return new Asked(
                Asking.DAY,
                question,
                days.entrySet().stream()
                        .map(day -> new Choice(day.getKey().toString(), day.getValue()))
                        .toList());
    }

    private Reading due(Counterpart other, Side promisor, String words, LocalDate day, boolean timed) {
        try {
            Commitment.checkDueDate(day, other.today(), other.today());
        } catch (RuleBroken broken) {
            return new NotUnderstood(
                    Days.day(day) + ": " + broken.sentence(), Form.PROMISE.example(somebody()), broken.rule());
        }
        var isMine = promisor == other.own();
        var fields = new LinkedHashMap<String, String>();
        fields.put("promisor", promisor.name());
        fields.put("text", words);
        fields.put("dueOn", day.toString());
        var notes = new ArrayList<String>();
        if (isMine) {
            notes.add("Both of you see it.");
        } else if (other.joined()) {
            notes.add("Both of you see it, and " + other.name() + " can say that it was not promised.");
        } else {
            fields.put("onBehalfOf", "true");
            notes.add("It is recorded in the name of " + other.name() + ", who has not joined yet.");
        }
        if (timed) {
            notes.add("A promise is due on a day; the time of day is not kept.");
        }
        var sentence = (isMine ? "You promise " + other.name() : other.name() + " promised you") + ": “" + words
                + "”, due " + distance(day, other.today()) + Days.day(day) + ".";
        return understood(new Create(other.relationship(), Form.PROMISE, fields), sentence, notes, words);
    }

    private static String distance(LocalDate day, LocalDate today) {
        if (day.equals(today)) {
            return "today, ";
        }
        return day.equals(today.plusDays(1)) ? "tomorrow, " : "";
    }

    private static Understood understood(Intent intent, String sentence, List<String> notes, String words) {
        return new Understood(intent, sentence, List.copyOf(notes), words);
    }

    // --- everything else that is new ------------------------------------------------------------------------------

    private Reading about(Form form, String who, String rest) {
        return with(who, form, other -> {
            var words = rest.strip();
            if (words.isEmpty()) {
                return notUnderstood("What it is about is missing, after the colon.", form);
            }
            return form == Form.RUPTURE ? rupture(other, words) : said(form, other, words);
        });
    }

    private static Reading said(Form form, Counterpart other, String words) {
        var name = other.name();
        var quoted = ": “" + words + "”.";
        var fields = new LinkedHashMap<String, String>();
        fields.put(form == Form.ASKED_FEEDBACK ? "about" : "text", words);
        return switch (form) {
            case THANKS -> {
                fields.put("kind", "APPRECIATION");
                yield shared(form, other, fields, "You thank " + name + quoted, "Both of you see it.");
            }
            case GUIDANCE -> {
                fields.put("kind", "GUIDANCE");
                yield shared(
                        form,
                        other,
                        fields,
                        "You give " + name + " guidance" + quoted,
                        "Both of you see it, and " + name + " can say how it landed.");
            }
            case CONCERN ->
                shared(
                        form,
                        other,
                        fields,
                        "You raise a concern with " + name + quoted,
                        "Both of you see it, and " + name + " owes an answer.");
            case TOPIC -> {
                fields.put("visibility", "SHARED");
                yield shared(
                        form, other, fields, "A topic for your next 1:1 with " + name + quoted, "Both of you see it.");
            }
            case NOTE -> {
                fields.put("visibility", "PRIVATE");
                yield shared(
                        form,
                        other,
                        fields,
                        "A note to yourself about your 1:1s with " + name + quoted,
                        "It is private: only you see it.");
            }
            case ASKED_FEEDBACK ->
                shared(form, other, fields, "You ask " + name + " for feedback" + quoted, "Both of you see it.");
            case PROMISE, RUPTURE, KEPT -> throw new IllegalStateException("has a reader of its own");
        };
    }

    private static Reading shared(
            Form form, Counterpart other, Map<String, String> fields, String sentence, String who) {
        var words = Optional.ofNullable(fields.get("text")).orElseGet(() -> fields.getOrDefault("about", ""));
        return understood(new Create(other.relationship(), form, fields), sentence, List.of(who), words);
    }

    private Reading rupture(Counterpart other, String words) {
        var causedBy = answers.to(Asking.CAUSED_BY).flatMap(Understanding::side);
        if (causedBy.isEmpty()) {
            return new Asked(
                    Asking.CAUSED_BY,
                    "Who caused it?",
                    List.of(
                            new Choice(other.own().name(), "I did"),
                            new Choice(other.own().other().name(), other.name() + " did")));
        }
        var kind = answers.to(Asking.KIND)
                .flatMap(name -> Stream.of(RuptureKind.values())
                        .filter(one -> one.name().equals(name))
                        .findFirst());
        if (kind.isEmpty()) {
            return new Asked(
                    Asking.KIND,
                    "What was it?",
                    Stream.of(RuptureKind.values())
                            .map(one -> new Choice(one.name(), capital(one.inWords())))
                            .toList());
        }
        var fields = new LinkedHashMap<String, String>();
        fields.put("causedBy", causedBy.get().name());
        fields.put("kind", kind.get().name());
        fields.put("text", words);
        fields.put("occurredOn", other.today().toString());
        fields.put("visibility", "PRIVATE");
        var by = causedBy.get() == other.own() ? "you" : other.name();
        var sentence = "A strain between you and " + other.name() + ", caused by " + by + " ("
                + kind.get().inWords() + "), today, " + Days.day(other.today()) + ": “" + words + "”.";
        return understood(
                new Create(other.relationship(), Form.RUPTURE, fields),
                sentence,
                List.of("It is private: only you see it, until you name it to " + other.name() + "."),
                words);
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    // --- what was kept --------------------------------------------------------------------------------------------

    private Reading kept(String typed) {
        if (typed.isEmpty()) {
            return notUnderstood("After “kept” come some of the words of the promise.", Form.KEPT);
        }
        var matching = Promises.matching(typed, around);
        if (matching.isEmpty()) {
            return new NotUnderstood(
                    "No open promise of which you can say that it was kept has these words.", null, null);
        }
        if (matching.size() == 1) {
            return kept(matching.getFirst());
        }
        var answer = answers.to(Asking.PROMISE);
        for (var promise : matching) {
            if (answer.filter(promise.id().toString()::equals).isPresent()) {
                return kept(promise);
            }
        }
        if (matching.size() > MOST_CHOICES) {
            return new NotUnderstood("Many open promises have these words; please write a few more.", null, null);
        }
        return new Asked(
                Asking.PROMISE,
                "Which promise?",
                matching.stream()
                        .map(promise -> new Choice(
                                promise.id().toString(),
                                Promises.label(promise, name(promise)) + ": " + Promises.cut(promise.words())))
                        .toList());
    }

    private String name(OpenPromise promise) {
        return around.people().stream()
                .filter(one -> one.relationship().equals(promise.relationship()))
                .map(Counterpart::name)
                .findFirst()
                .orElse("");
    }

    private Understood kept(OpenPromise promise) {
        var name = name(promise);
        var quoted = ": “" + promise.words() + "”, due " + Days.day(promise.dueOn()) + ".";
        var keep = new Keep(promise.relationship(), promise.id(), promise.claimed());
        if (promise.own()) {
            return understood(
                    keep,
                    "You say that you kept your promise to " + name + quoted,
                    List.of(
                            "Whether it was kept is for " + name + " to say.",
                            "There is no Undo for this. If it is wrong, " + name + " can say that it was not kept."),
                    promise.words());
        }
        return understood(
                keep,
                (promise.claimed() ? "You agree that " : "You say that ") + name + " kept the promise to you" + quoted,
                List.of("With that it counts as kept. There is no Undo for this, and nothing more can be done to it."),
                promise.words());
    }
}
