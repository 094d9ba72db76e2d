package rapport.doors;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rapport.accounts.PersonDetails;
import rapport.parties.EntryId;
import rapport.parties.Side;
import rapport.words.Words;
import rapport.words.Words.NotWords;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was sent through a door, JSON or form, read field by field. Every mistake is collected under its field with one
 * clear sentence; {@link #check} throws them all at once, unknown fields included. A field of a nested JSON object is
 * named with a dot, as in {@code report.name}.
 */
public final class Fields {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern DATE_TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:00)?");
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]+@[^\\s@<>\"]+");
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_EMAIL = 254;
    private static final int SHORTEST_PASSPHRASE = 8;
    private static final int LONGEST_PASSPHRASE = 1_000;

    /** Values as text, or as something else that only JSON can say. */
    private final Map<String, Object> values;

    private final Map<String, String> errors = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();

    private Fields(Map<String, Object> values) {
        this.values = values;
    }

    /** A field's value once {@link #check} has let it through. */
    public static final class Field<T> {

        private final @Nullable T value;

        private Field(@Nullable T value) {
            this.value = value;
        }

        /** The value of a required field. */
        public T get() {
            return Objects.requireNonNull(value, "read before check()");
        }

        /** The value of an optional field. */
        public @Nullable T orNull() {
            return value;
        }
    }

    /**
     * Reads a JSON object; nothing at all counts as an empty one.
     *
     * @throws MalformedInput if it is not one JSON object
     */
    public static Fields ofJson(byte[] body) {
        if (body.length == 0) {
            return new Fields(Map.of());
        }
        JsonNode tree;
        try {
            // The parser itself would take some bytes that are no UTF-8 for other characters.
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            tree = JSON.readTree(body);
        } catch (JacksonException | CharacterCodingException _) {
            throw new MalformedInput("The body is not valid JSON in UTF-8.");
        }
        if (!tree.isObject()) {
            throw new MalformedInput("The body must be one JSON object, in curly brackets.");
        }
        var values = new LinkedHashMap<String, Object>();
        for (var property : tree.properties()) {
            if (property.getValue().isObject()) {
                property.getValue()
                        .properties()
                        .forEach(nested -> put(values, property.getKey() + "." + nested.getKey(), nested.getValue()));
            } else {
                put(values, property.getKey(), property.getValue());
            }
        }
        return new Fields(values);
    }

    private static void put(Map<String, Object> values, String name, JsonNode value) {
        if (value.isString()) {
            values.put(name, value.stringValue());
        } else if (value.isBoolean()) {
            values.put(name, value.booleanValue());
        } else if (value.isIntegralNumber() && value.canConvertToInt()) {
            values.put(name, value.intValue());
        } else if (!value.isNull()) {
            values.put(name, new NotText());
        }
    }

    private record NotText() {}

    /** Reads a form; a field left blank counts as not given. */
    public static Fields ofForm(Map<String, String[]> parameters) {
        var values = new LinkedHashMap<String, Object>();
        parameters.forEach((name, given) -> {
            if (given.length > 1) {
                values.put(name, new NotText());
            } else if (given.length == 1 && !given[0].isBlank()) {
                values.put(name, given[0]);
            }
        });
        return new Fields(values);
    }

    // --- reading ------------------------------------------------------------------------------------------------

    /** True if the field, or any field nested in it, was given. */
    public boolean has(String name) {
        return values.containsKey(name) || values.keySet().stream().anyMatch(key -> key.startsWith(name + "."));
    }

    /** Says that a field is known here though nobody reads it, such as a form's token. */
    public void ignore(String name) {
        known.add(name);
    }

    public Field<Words> words(String name) {
        return read(name, true, Fields::asWords);
    }

    public Field<Words> optionalWords(String name) {
        return read(name, false, Fields::asWords);
    }

    public Field<LocalDate> date(String name) {
        return read(name, true, Fields::asDate);
    }

    public Field<LocalDate> optionalDate(String name) {
        return read(name, false, Fields::asDate);
    }

    public Field<UUID> optionalId(String name) {
        return read(name, false, text -> {
            if (!Addresses.isId(text)) {
                throw new Refused("This must be a UUID, such as 0b9c4d0e-7c1f-4a52-9d3e-2f6a8b1c5d7e.");
            }
            return UUID.fromString(text);
        });
    }

    public Field<Side> side(String name) {
        return choice(name, Side.class);
    }

    /** One of an enum's constants, by its name. */
    public <E extends Enum<E>> Field<E> choice(String name, Class<E> type) {
        return read(name, true, text -> oneOf(type, text));
    }

    /** Likewise, or the one to take where nothing was given. */
    public <E extends Enum<E>> Field<E> choice(String name, Class<E> type, E otherwise) {
        Field<E> given = read(name, false, text -> oneOf(type, text));
        return given.orNull() == null ? new Field<>(otherwise) : given;
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, String text) {
        var names = new ArrayList<String>();
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
            names.add(constant.name());
        }
        var last = names.removeLast();
        throw new Refused("This must be " + String.join(", ", names) + " or " + last + ".");
    }

    /** A moment without a zone, such as 2026-03-31T10:00. */
    public Field<LocalDateTime> dateTime(String name) {
        return read(name, true, Fields::asDateTime);
    }

    public Field<LocalDateTime> optionalDateTime(String name) {
        return read(name, false, Fields::asDateTime);
    }

    /** A time of the day, such as 10:00. */
    public Field<LocalTime> timeOfDay(String name) {
        return read(name, true, text -> {
            if (!TIME.matcher(text.strip()).matches()) {
                throw new Refused("This must be a time of the day, written such as 10:00.");
            }
            return LocalTime.parse(text.strip());
        });
    }

    /** A whole number, which JSON may say as a number or as text. */
    public Field<Integer> number(String name) {
        if (values.get(name) instanceof Integer number) {
            known.add(name);
            return new Field<>(number);
        }
        return read(name, true, text -> {
            if (!NUMBER.matcher(text.strip()).matches()) {
                throw new Refused("This must be a whole number.");
            }
            return Integer.valueOf(text.strip());
        });
    }

    /** One line of text that is not sealed, because it is no one's words. */
    public Field<String> line(String name) {
        return read(name, true, text -> line(text, LONGEST_LINE, "This"));
    }

    /** The id of an entry that this one refers to. */
    public Field<EntryId> optionalEntry(String name) {
        var id = optionalId(name).orNull();
        return new Field<>(id == null ? null : new EntryId(id));
    }

    /** True or false, and never left open. */
    public Field<Boolean> requiredFlag(String name) {
        if (!has(name)) {
            known.add(name);
            errors.putIfAbsent(name, "This is required.");
            return new Field<>(null);
        }
        return new Field<>(flag(name));
    }

    public Field<ZoneId> zone(String name) {
        return read(name, true, text -> {
            if (!ZoneId.getAvailableZoneIds().contains(text.strip())) {
                throw new Refused("This is not a time zone that we know. Write it as a place, such as Europe/Berlin.");
            }
            return ZoneId.of(text.strip());
        });
    }

    /** True only if given as true; a form's ticked box says {@code true} too. */
    public boolean flag(String name) {
        known.add(name);
        var value = values.get(name);
        if (value == null || value instanceof Boolean || "true".equals(value) || "false".equals(value)) {
            return value != null && Boolean.parseBoolean(value.toString());
        }
        errors.put(name, "This must be true or false.");
        return false;
    }

    /** A person's name and, if given, e-mail address, from the fields {@code prefix + name} and {@code prefix + email}. */
    public Field<PersonDetails> person(String prefix) {
        var name = name(prefix + "name");
        var email = read(prefix + "email", false, text -> {
            var address = line(text, LONGEST_EMAIL, "An e-mail address");
            if (!EMAIL.matcher(address).matches()) {
                throw new Refused("This does not look like an e-mail address.");
            }
            return address;
        });
        return name.orNull() == null ? new Field<>(null) : new Field<>(new PersonDetails(name.get(), email.orNull()));
    }

    /** A person's name. */
    public Field<String> name(String name) {
        return read(name, true, text -> {
            // Whoever signs in with an @ means an address.
            if (text.contains("@")) {
                throw new Refused("This looks like an e-mail address; please give a name.");
            }
            return line(text, LONGEST_NAME, "A name");
        });
    }

    /** What somebody calls a thing of theirs: one line of 1 to 60 characters. */
    public Field<String> label(String name) {
        return read(name, true, text -> line(text, LONGEST_NAME, "A name"));
    }

    /** A passphrase to be chosen: at least 8 characters, otherwise as one likes. */
    public Field<String> newPassphrase(String name) {
        return read(name, true, text -> {
            var length = text.codePointCount(0, text.length());
            if (length < SHORTEST_PASSPHRASE) {
                throw new Refused("Please choose a longer passphrase: at least 8 characters, better a few words.");
            }
            if (length > LONGEST_PASSPHRASE) {
                throw new Refused("This passphrase is too long; 1,000 characters are enough.");
            }
            return text;
        });
    }

    /** A secret such as a token, taken as it is. */
    public Field<String> secret(String name) {
        return read(name, true, text -> text);
    }

    public Field<String> optionalSecret(String name) {
        return read(name, false, text -> text);
    }

    /** Adds an error that only the caller can see. */
    public void refuse(String name, String sentence) {
        errors.putIfAbsent(name, sentence);
    }

    /** @throws InvalidInput if anything read so far was wrong, or a field was given that nobody asked for */
    public void check() {
        values.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> errors.put(shown(name), "This field is not known here."));
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
    }

    // The name comes from outside: it is shown back only if it looks like a field's name.
    private static String shown(String name) {
        return name.matches("[A-Za-z][A-Za-z0-9_.-]{0,39}") ? name : "(unknown)";
    }

    private <T> Field<T> read(String name, boolean required, Function<String, T> reader) {
        known.add(name);
        switch (values.get(name)) {
            case null -> {
                if (required) {
                    errors.putIfAbsent(name, "This is required.");
                }
            }
            case String text -> {
                try {
                    return new Field<>(reader.apply(text));
                } catch (Refused e) {
                    errors.put(name, e.sentence);
                } catch (NotWords e) {
                    errors.put(name, e.sentence());
                }
            }
            default -> errors.put(name, "This must be text, given once.");
        }
        return new Field<>(null);
    }

    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final String sentence;

        Refused(String sentence) {
            super(sentence, null, false, false);
            this.sentence = sentence;
        }
    }

    private static Words asWords(String text) {
        return new Words(text);
    }

    private static LocalDate asDate(String text) {
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException _) {
            // said below
        }
        throw new Refused("This must be a day that exists, written as year-month-day, such as 2026-03-31.");
    }

    private static LocalDateTime asDateTime(String text) {
        try {
            if (DATE_TIME.matcher(text).matches()) {
                return LocalDateTime.parse(text);
            }
        } catch (DateTimeException _) {
            // said below
        }
        throw new Refused("This must be a day and a time, written such as 2026-03-31T10:00.");
    }

    private static String line(String text, int longest, String what) {
        String line;
        try {
            line = new Words(text).text();
        } catch (NotWords e) {
            throw new Refused(e.sentence());
        }
        if (line.codePointCount(0, line.length()) > longest) {
            throw new Refused(String.format(Locale.ROOT, "%s has at most %d characters.", what, longest));
        }
        if (line.indexOf('\n') >= 0 || line.indexOf('\t') >= 0) {
            throw new Refused(what + " fits on one line.");
        }
        return line;
    }

    @Override
    public String toString() {
        return "Fields" + known;
    }
}
