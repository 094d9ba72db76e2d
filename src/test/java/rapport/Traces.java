package rapport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Looks for a secret in files and texts, in whatever encoding it may have got there. */
final class Traces {

    private final Map<String, String> forms = new LinkedHashMap<>();

    /** @param secret plain letters and digits, enough of them not to turn up by chance */
    Traces(String secret) {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        forms.put("UTF-8", secret);
        forms.put("UTF-16BE", latin(secret.getBytes(StandardCharsets.UTF_16BE)));
        forms.put("UTF-16LE", latin(secret.getBytes(StandardCharsets.UTF_16LE)));
        var hex = HexFormat.of().formatHex(bytes);
        forms.put("hex", hex);
        forms.put("HEX", hex.toUpperCase(Locale.ROOT));
        forms.put("URL", HexFormat.of().withPrefix("%").formatHex(bytes));
        forms.put(
                "URL, upper case",
                HexFormat.of().withUpperCase().withPrefix("%").formatHex(bytes));
        forms.put("JSON", each(bytes, "\\u%04x", ""));
        forms.put("bytes, with blanks", each(bytes, "%d", ", "));
        forms.put("bytes", each(bytes, "%d", ","));
        for (var before = 0; before < 3; before++) {
            forms.put("base64 after " + before, base64(bytes, before));
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String each(byte[] bytes, String format, String between) {
        return IntStream.range(0, bytes.length)
                .mapToObj(index -> String.format(Locale.ROOT, format, bytes[index]))
                .collect(Collectors.joining(between));
    }

    // Only the characters that do not depend on what stands before or after it.
    private static String base64(byte[] bytes, int before) {
        var padded = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, padded, before, bytes.length);
        var encoded = Base64.getEncoder().withoutPadding().encodeToString(padded);
        var first = (before * 8 + 5) / 6;
        var last = padded.length * 8 / 6;
        return encoded.substring(first, last);
    }

    Map<String, String> forms() {
        return forms;
    }

    /** In which forms it stands in a text. */
    List<String> in(String where, String text) {
        return in(where, text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> in(String where, byte[] bytes) {
        var text = latin(bytes);
        return forms.entrySet().stream()
                .filter(form -> text.contains(form.getValue()))
                .map(form -> where + " as " + form.getKey() + ": " + around(text, form.getValue()))
                .toList();
    }

    private static String around(String text, String found) {
        var at = text.indexOf(found);
        return text.substring(Math.max(0, at - 160), Math.min(text.length(), at + found.length() + 40))
                .replaceAll("[^\\x20-\\x7e]", ".");
    }

    /** In which forms it stands in any file below a directory. */
    List<String> below(Path directory) {
        var found = new ArrayList<String>();
        try (var files = Files.walk(directory)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                found.addAll(in(directory.relativize(file).toString(), read(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException _) {
            return new byte[0]; // a temporary one, gone in the meantime
        }
    }
}
